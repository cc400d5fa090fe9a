/**
 * Rows of small numbers in which equal rows have one number: the states of a search, of which there are millions. As RowTable, but two
 * bytes a number until one needs more, and with little room to spare.
 */
import { hash } from './intern.ts';

const NARROW = 0xffff;

export class NumberRows {
  private rows: Uint16Array | Uint32Array;
  private slots = new Int32Array(1024).fill(-1);
  private count = 0;
  private readonly width: number;
  /** A row of the table, to be hashed. */
  private readonly kept: Uint32Array;

  constructor(width: number) {
    this.width = width;
    this.rows = new Uint16Array(width * 256);
    this.kept = new Uint32Array(width);
  }

  get size(): number {
    return this.count;
  }
  get bytes(): number {
    return this.rows.byteLength + this.slots.byteLength;
  }

  /** The number of a row; a new one if it is new. */
  intern(row: Uint32Array): number {
    const { width, slots } = this;
    const mask = slots.length - 1;
    let slot = hash(row, 0, width) & mask;
    for (let id = slots[slot] ?? -1; id >= 0; id = slots[slot] ?? -1) {
      if (this.equal(id * width, row)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.count++;
    slots[slot] = id;
    this.keep(row, id * width);
    if (this.count * 4 > slots.length * 3) this.rehash(slots.length * 2);
    return id;
  }

  /** A row's number. */
  at(id: number, column: number): number {
    return this.rows[id * this.width + column] ?? 0;
  }

  private equal(at: number, row: Uint32Array): boolean {
    const { rows, width } = this;
    for (let i = 0; i < width; i++) if (rows[at + i] !== row[i]) return false;
    return true;
  }

  private keep(row: Uint32Array, at: number): void {
    const { width } = this;
    if (at + width > this.rows.length) {
      const length = Math.ceil(this.rows.length * 1.4);
      this.move(this.rows instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length));
    }
    for (let i = 0; i < width; i++) {
      const value = row[i] ?? 0;
      if (value > NARROW && this.rows instanceof Uint16Array) this.move(new Uint32Array(this.rows.length));
      this.rows[at + i] = value;
    }
  }

  private move(to: Uint16Array | Uint32Array): void {
    to.set(this.rows);
    this.rows = to;
  }

  private rehash(size: number): void {
    const { width, kept } = this;
    const slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.count; id++) {
      for (let i = 0; i < width; i++) kept[i] = this.at(id, i);
      let slot = hash(kept, 0, width) & (size - 1);
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
      slots[slot] = id;
    }
    this.slots = slots;
  }
}
