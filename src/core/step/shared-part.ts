/**
 * All of a state that is not a thread's own: globals, ghosts, latches, pages. Only what some step has changed takes part in a row;
 * the rest is as it was at the start. Pages are interned by content.
 */
import { sameBytes } from '../machine/state.ts';
import type { State } from '../machine/state.ts';
import { hash, RowTable } from '../machine/intern.ts';

export class SharedPart {
  readonly words: Uint32Array;
  /** The pages of the part that is loaded; replaced whole by a machine that writes. */
  pages: readonly Uint8Array[];
  private readonly startWords: Uint32Array;
  private readonly startPages: readonly Uint8Array[];
  private readonly tracked: Uint8Array;
  private readonly trackedPages: Uint8Array;
  /** What each column of a row is: a word's address, or minus (a page's number + 1). */
  private readonly columns: number[] = [];
  private readonly rows = new RowTable(0);
  private readonly pageTable = new PageTable();
  private row = new Uint32Array(64);
  private loaded = -1;
  /** Words of threads lie in between, and are not shared. */
  private readonly threadsFrom: number;
  private readonly threadsTo: number;

  constructor(start: State, threadsFrom: number, threadsTo: number) {
    this.words = start.words.slice();
    this.pages = start.pages.slice();
    this.startWords = start.words;
    this.startPages = start.pages;
    this.tracked = new Uint8Array(start.words.length);
    this.trackedPages = new Uint8Array(start.pages.length);
    this.threadsFrom = threadsFrom;
    this.threadsTo = threadsTo;
  }

  get bytes(): number {
    return this.rows.bytes + this.pageTable.bytes;
  }
  get size(): number {
    return this.rows.size;
  }

  /** The number of what lies in `words` and `pages` now. */
  intern(): number {
    this.trackChanges();
    const { columns, row, words } = this;
    for (let i = 0; i < columns.length; i++) {
      const at = columns[i] ?? 0;
      row[i] = at >= 0 ? (words[at] ?? 0) : this.pageTable.intern(this.pages[-at - 1] ?? EMPTY);
    }
    this.loaded = this.rows.intern(row);
    return this.loaded;
  }

  /** Puts a part back into `words` and `pages`. */
  load(id: number): void {
    if (id === this.loaded) return;
    const { columns, words } = this;
    const pages = this.pages as Uint8Array[];
    for (let i = 0; i < columns.length; i++) {
      const at = columns[i] ?? 0;
      const value = this.rows.at(id, i);
      if (at >= 0) words[at] = value;
      else pages[-at - 1] = this.pageTable.page(value);
    }
    this.loaded = id;
  }

  /** Says that `words` or `pages` were written since. */
  touch(): void {
    this.loaded = -1;
  }

  /** Throws away what a step has written that was not taken to its end. */
  discard(): void {
    this.words.set(this.startWords);
    this.pages = this.startPages.slice();
    this.loaded = -1;
  }

  /** What differs between any two parts seen so far: words, and 32-bit words of pages by page. */
  changing(): { words: number[]; pages: Map<number, number[]> } {
    const words = this.columns.filter((at) => at >= 0);
    const pages = new Map<number, number[]>();
    this.columns.forEach((at, column) => {
      if (at >= 0) return;
      const start = wordsOf(this.startPages[-at - 1] ?? EMPTY);
      const changed = new Set<number>();
      const seen = new Set<number>();
      for (let id = 0; id < this.rows.size; id++) seen.add(this.rows.at(id, column));
      for (const page of seen)
        wordsOf(this.pageTable.page(page)).forEach((word, i) => {
          if (word !== start[i]) changed.add(i);
        });
      pages.set(-at - 1, [...changed]);
    });
    return { words, pages };
  }

  private trackChanges(): void {
    this.trackWords(0, this.threadsFrom);
    this.trackWords(this.threadsTo, this.words.length);
    for (let at = 0; at < this.pages.length; at++) {
      if (this.trackedPages[at] === 1 || this.pages[at] === this.startPages[at]) continue;
      this.trackedPages[at] = 1;
      this.addColumn(-at - 1, this.pageTable.intern(this.startPages[at] ?? EMPTY));
    }
  }

  private trackWords(from: number, to: number): void {
    const { words, startWords, tracked } = this;
    for (let at = from; at < to; at++) {
      if (words[at] === startWords[at] || tracked[at] === 1) continue;
      tracked[at] = 1;
      this.addColumn(at, startWords[at] ?? 0);
    }
  }

  private addColumn(at: number, start: number): void {
    this.columns.push(at);
    this.rows.addColumn(start);
    if (this.columns.length > this.row.length) {
      const longer = new Uint32Array(this.row.length * 2);
      longer.set(this.row);
      this.row = longer;
    }
  }
}

const EMPTY = new Uint8Array(0);

function wordsOf(page: Uint8Array): Uint32Array {
  return new Uint32Array(page.slice().buffer);
}

/** Pages by content. */
class PageTable {
  private readonly pages: Uint8Array[] = [];
  private readonly byHash = new Map<number, number[]>();
  private readonly known = new WeakMap<Uint8Array, number>();

  get bytes(): number {
    return this.pages.reduce((sum, page) => sum + page.length, 0);
  }
  page(id: number): Uint8Array {
    return this.pages[id] ?? EMPTY;
  }
  intern(page: Uint8Array): number {
    const known = this.known.get(page);
    if (known !== undefined) return known;
    const words = wordsOf(page);
    const h = hash(words, 0, words.length);
    const candidates = this.byHash.get(h) ?? [];
    let id = candidates.find((c) => sameBytes(this.page(c), page));
    if (id === undefined) {
      id = this.pages.length;
      this.pages.push(page);
      candidates.push(id);
      this.byHash.set(h, candidates);
    }
    this.known.set(page, id);
    return id;
  }
}
