/**
 * A state while a step is being taken: words that may be written in place, pages that are copied before their first write, and a
 * list of what was touched, where somebody asks for it.
 */
import type { Access } from './access.ts';
import type { State } from './state.ts';

export class Machine {
  readonly words: Uint32Array;
  private pageList: readonly Uint8Array[];
  private readonly owned = new Set<number>();
  /** Null: nobody asks. */
  readonly accesses: Access[] | null;
  /** Whether the list shall also hold what is no access of the modelled machine: of ghosts, and of what the hardware knows by itself. */
  readonly unseen: boolean;
  /** Part of the operation's name that only running it tells, such as the block of tags: `3`. */
  detail = '';

  /** `state` is taken over: its words are written in place. Give a copy. */
  constructor(state: State, accesses: Access[] | null, unseen = false) {
    this.words = state.words;
    this.pageList = state.pages;
    this.accesses = accesses;
    this.unseen = unseen;
  }

  get state(): State {
    return { words: this.words, pages: this.pageList };
  }
  get pageCount(): number {
    return this.pageList.length;
  }

  /** A page for reading. */
  page(index: number): Uint8Array {
    return this.pageList[index] ?? EMPTY;
  }
  /** A page for writing: the state's own copy. */
  ownPage(index: number): Uint8Array {
    if (this.owned.has(index)) return this.page(index);
    const copy = this.page(index).slice();
    if (this.owned.size === 0) this.pageList = this.pageList.slice();
    (this.pageList as Uint8Array[])[index] = copy;
    this.owned.add(index);
    return copy;
  }

  /** A 32-bit word. */
  word(address: number): number {
    return this.words[address] ?? 0;
  }
  noteWords(kind: 'read' | 'write', address: number, width: 1 | 2): void {
    this.accesses?.push({ kind, store: 'words', address, width });
  }
  /** One bit of a 64-bit word. */
  noteBit(kind: 'read' | 'write', address: number, bit: number): void {
    this.accesses?.push({ kind, store: 'words', address, width: 2, bit });
  }
  /** Words read or written by a ghost, or by the hardware for itself. */
  noteUnseenWords(kind: 'read' | 'write', address: number, width: 1 | 2): void {
    if (this.unseen) this.noteWords(kind, address, width);
  }
  /** A page looked at or written by a ghost. */
  noteUnseenPage(kind: 'read' | 'write', page: number, from: number, to: number): void {
    if (this.unseen) this.notePage(kind, page, from, to, 'kernel');
  }
  notePage(kind: 'read' | 'write', page: number, from: number, to: number, by: 'kernel' | 'owner'): void {
    this.accesses?.push({ kind, store: 'page', page, from, to, by });
  }
}

const EMPTY = new Uint8Array(0);
