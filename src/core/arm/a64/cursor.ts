/** A place in a line of assembly, and what would have been understood at the furthest place that anything came to. */
export class Cursor {
  readonly text: string;
  at = 0;
  private furthest = 0;
  private wanted: string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Notes what would have been understood here, unless something came further; gives false. */
  miss(expected: string, at = this.at): false {
    if (at > this.furthest) {
      this.furthest = at;
      this.wanted = [];
    }
    if (at === this.furthest && !this.wanted.includes(expected)) this.wanted.push(expected);
    return false;
  }

  /** Steps over blanks, then over what `pattern` (sticky) matches; null if it does not. */
  take(pattern: RegExp): string | null {
    this.blanks();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }
  blanks(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
  }
  get atEnd(): boolean {
    this.blanks();
    return this.at >= this.text.length;
  }

  /** What went wrong at the furthest place. */
  get failure(): { readonly at: number; readonly expected: readonly string[] } {
    return { at: this.furthest, expected: this.wanted };
  }
}
