/**
 * The TLB, in the state's words: what it holds decides what an access finds after a table has changed and before TLBI. It holds
 * translations that are allowed, each for reads, writes or fetches of one EL, by address alone: it forgets more than the architecture asks
 * (every write of a register that rules translation empties it), never less (Arm ARM D8.16, D8.17).
 */
import { TLB_ENTRIES, TLB_FIRST_WORD, TLB_WAYS } from './layout.ts';
import type { Frame, Memory } from './memory.ts';
import type { Access } from './translate.ts';

/** A page as an access reaches it. */
export interface Entry {
  /** Null: a device. */
  readonly frame: Frame | null;
  /** Physical address of the page. */
  readonly physical: number;
  readonly tagged: boolean;
  readonly device: boolean;
}

const VALID = 1;
const TAGGED = 1;
const DEVICE = 2;
const PAGE_MASK = ~0xfff;
/** Which entries hold reads, writes and fetches. */
export const READS = 0;
export const WRITES = 1;
export const WAYS: Readonly<Record<Access, number>> = { read: READS, write: WRITES, fetch: 2 };

/** The words of one entry, from `at` on: address (and whether it is valid), its upper half; physical page with attributes, its upper half. */
export class Tlb {
  private readonly x: Int32Array;
  private readonly memory: Memory;
  /** Derived from the words: what a hit gives. */
  private readonly entries: (Entry | undefined)[] = [];

  constructor(x: Int32Array, memory: Memory) {
    this.x = x;
    this.memory = memory;
  }

  /** The entry for an address whose upper half has no tag; undefined where there is none. */
  find(low: number, high: number, way: number, el: number): Entry | undefined {
    const slot = ((low >>> 12) & (TLB_ENTRIES - 1)) + TLB_ENTRIES * (2 * way + el);
    const at = TLB_FIRST_WORD + 4 * slot;
    if (this.x[at] !== ((low & PAGE_MASK) | VALID) || this.x[at + 1] !== high) return undefined;
    return (this.entries[slot] ??= this.read(at));
  }

  private read(at: number): Entry {
    const word = this.x[at + 2] ?? 0;
    const physical = ((word & PAGE_MASK) >>> 0) + (this.x[at + 3] ?? 0) * 2 ** 32;
    return {
      frame: this.memory.frame(physical),
      physical,
      tagged: (word & TAGGED) !== 0,
      device: (word & DEVICE) !== 0,
    };
  }

  fill(low: number, high: number, way: number, el: number, entry: Entry): void {
    const slot = ((low >>> 12) & (TLB_ENTRIES - 1)) + TLB_ENTRIES * (2 * way + el);
    const at = TLB_FIRST_WORD + 4 * slot;
    const { x } = this;
    x[at] = (low & PAGE_MASK) | VALID;
    x[at + 1] = high;
    x[at + 2] = entry.physical | (entry.tagged ? TAGGED : 0) | (entry.device ? DEVICE : 0);
    x[at + 3] = Math.floor(entry.physical / 2 ** 32);
    this.entries[slot] = entry;
  }

  /** Forgets everything. */
  empty(): void {
    this.x.fill(0, TLB_FIRST_WORD, TLB_FIRST_WORD + 4 * TLB_WAYS * TLB_ENTRIES);
  }

  /** Forgets one page of either half of the address space; `low` and `high` are the address, as much as TLBI is given of it. */
  forget(low: number, high: number): void {
    for (let way = 0; way < TLB_WAYS; way++) {
      const at = TLB_FIRST_WORD + 4 * (((low >>> 12) & (TLB_ENTRIES - 1)) + TLB_ENTRIES * way);
      const same = (((this.x[at + 1] ?? 0) ^ high) & 0x00ffffff) === 0;
      if (same && this.x[at] === ((low & PAGE_MASK) | VALID)) this.x[at] = 0;
    }
  }
}
