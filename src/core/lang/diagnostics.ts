/** Collects what is wrong with a program, as sentences with a place. Nothing here throws at a visitor. */
import type { Diagnostic, SourceFile, Span } from './program.ts';
import { MOST_DIAGNOSTICS } from '../limits.ts';

export class Diagnostics {
  readonly list: Diagnostic[] = [];
  private readonly sources: readonly SourceFile[];

  constructor(sources: readonly SourceFile[]) {
    this.sources = sources;
  }

  /** Whether nothing more is listed, so that nothing more need be found out. */
  get full(): boolean {
    return this.list.length >= MOST_DIAGNOSTICS;
  }

  /** In the order of the text. */
  get inOrder(): Diagnostic[] {
    return [...this.list].sort((a, b) => a.span.file - b.span.file || a.span.from - b.span.from);
  }

  error(span: Span, message: string): void {
    if (this.full) return;
    if (
      this.list.some((d) => d.span.file === span.file && d.span.from === span.from && d.message === message)
    )
      return;
    const source = this.sources[span.file];
    const { line, column } = lineAndColumn(source?.text ?? '', span.from);
    this.list.push({ path: source?.path ?? '?', line, column, span, message });
  }
}

/** Line and column, both from 1, of an offset into a text. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
    line++;
    start = i + 1;
  }
  return { line, column: offset - start + 1 };
}

/** `, did you mean …?` with the nearest of some names, or nothing if none is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best = '';
  let distance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const d = editDistance(name, candidate, distance);
    if (d < distance) {
      distance = d;
      best = candidate;
    }
  }
  return best === '' ? '' : `; did you mean \`${best}\`?`;
}

/** Letters to change, add, drop or swap with their neighbour; `limit` where it takes as many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : limit;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit;
}
