/** The end of a list that only grows, and now and then is cut back: all are counted, the last ones kept. */
export class Tail<T> {
  readonly items: T[] = [];
  count = 0;
  private readonly kept: number;

  /** `kept`: how many stay at least. */
  constructor(kept: number) {
    this.kept = kept;
  }

  push(item: T): void {
    this.count++;
    this.items.push(item);
    if (this.items.length >= 2 * this.kept) this.items.splice(0, this.kept);
  }

  /** As it was when so many had been pushed, as far as those are kept. */
  cutTo(count: number): void {
    this.items.length = Math.max(0, count - (this.count - this.items.length));
    this.count = count;
  }
}
