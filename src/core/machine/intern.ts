/** A table of rows of 32-bit words in which equal rows have one number. Rows lie in one buffer; a hash table finds them. */
export class RowTable {
  private rows: Uint32Array;
  private slots = new Int32Array(1024).fill(-1);
  private count = 0;
  private width: number;

  constructor(width: number) {
    this.width = width;
    this.rows = new Uint32Array(width * 256);
  }

  get size(): number {
    return this.count;
  }
  get bytes(): number {
    return this.rows.byteLength + this.slots.byteLength;
  }

  /** The number of a row; a new one if it is new. */
  intern(row: Uint32Array): number {
    const { width } = this;
    let slot = hash(row, 0, width) & (this.slots.length - 1);
    for (let id = this.slots[slot] ?? -1; id >= 0; id = this.slots[slot] ?? -1) {
      if (this.equal(id * width, row)) return id;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    const id = this.count++;
    if ((id + 1) * width > this.rows.length) this.rows = grown(this.rows);
    this.rows.set(row.length === width ? row : row.subarray(0, width), id * width);
    this.slots[slot] = id;
    if (this.count * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    return id;
  }

  /** A row's word. */
  at(id: number, column: number): number {
    return this.rows[id * this.width + column] ?? 0;
  }

  /** Adds a column; every row has `value` there. */
  addColumn(value: number): void {
    const { width } = this;
    const wider = new Uint32Array((width + 1) * Math.max(256, this.count * 2));
    for (let id = 0; id < this.count; id++) {
      wider.set(this.rows.subarray(id * width, (id + 1) * width), id * (width + 1));
      wider[id * (width + 1) + width] = value;
    }
    this.width = width + 1;
    this.rows = wider;
    this.rehash(this.slots.length);
  }

  private equal(at: number, row: Uint32Array): boolean {
    for (let i = 0; i < this.width; i++) if (this.rows[at + i] !== row[i]) return false;
    return true;
  }

  private rehash(size: number): void {
    this.slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.count; id++) {
      let slot = hash(this.rows, id * this.width, this.width) & (size - 1);
      while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
      this.slots[slot] = id;
    }
  }
}

function grown(rows: Uint32Array): Uint32Array {
  const larger = new Uint32Array(rows.length * 2);
  larger.set(rows);
  return larger;
}

/** Mixes so many words from `from` on. */
export function hash(words: Uint32Array, from: number, count: number): number {
  let h = 0x9e3779b9 ^ count;
  for (let i = from; i < from + count; i++) {
    h = Math.imul(h ^ (words[i] ?? 0), 0x85ebca6b);
    h ^= h >>> 13;
  }
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const FREE = -1;
/** Answer of PairMap for a pair it does not hold. */
export const ABSENT = -2;

/** Numbers by pairs of numbers, in flat arrays. */
export class PairMap {
  private keys = new Int32Array(2048).fill(FREE);
  private values = new Int32Array(1024);
  private count = 0;

  get bytes(): number {
    return this.keys.byteLength + this.values.byteLength;
  }

  clear(): void {
    this.keys = new Int32Array(2048).fill(FREE);
    this.values = new Int32Array(1024);
    this.count = 0;
  }

  /** The value, or ABSENT. */
  get(a: number, b: number): number {
    return this.values[this.find(a, b)] ?? ABSENT;
  }

  set(a: number, b: number, value: number): void {
    if (this.count * 2 >= this.values.length) this.grow();
    const { keys } = this;
    const mask = this.values.length - 1;
    let slot = mixPair(a, b) & mask;
    while (keys[2 * slot] !== FREE) slot = (slot + 1) & mask;
    keys[2 * slot] = a;
    keys[2 * slot + 1] = b;
    this.values[slot] = value;
    this.count++;
  }

  private find(a: number, b: number): number {
    const { keys } = this;
    const mask = this.values.length - 1;
    let slot = mixPair(a, b) & mask;
    for (;;) {
      const key = keys[2 * slot];
      if (key === a && keys[2 * slot + 1] === b) return slot;
      if (key === FREE) return -1;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Int32Array(keys.length * 2).fill(FREE);
    this.values = new Int32Array(values.length * 2);
    this.count = 0;
    for (let slot = 0; slot < values.length; slot++) {
      const a = keys[2 * slot] ?? FREE;
      if (a !== FREE) this.set(a, keys[2 * slot + 1] ?? 0, values[slot] ?? 0);
    }
  }
}

function mixPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Number lists of one length, growing together. */
export class Columns {
  private readonly lists: Int32Array[];
  size = 0;

  constructor(count: number) {
    this.lists = Array.from({ length: count }, () => new Int32Array(1024));
  }

  get bytes(): number {
    return this.lists.reduce((sum, list) => sum + list.byteLength, 0);
  }
  at(column: number, row: number): number {
    return this.lists[column]?.[row] ?? -1;
  }
  put(column: number, row: number, value: number): void {
    const list = this.lists[column];
    if (list !== undefined) list[row] = value;
  }
  /** Adds a row and gives its number. (Named values and no list of them: this runs once a state.) */
  add(a: number, b = 0, c = 0, d = 0): number {
    const row = this.size++;
    if (row >= (this.lists[0]?.length ?? 0)) this.grow();
    this.put(0, row, a);
    this.put(1, row, b);
    this.put(2, row, c);
    this.put(3, row, d);
    return row;
  }

  private grow(): void {
    this.lists.forEach((list, i) => {
      const larger = new Int32Array(Math.ceil(list.length * 1.4));
      larger.set(list);
      this.lists[i] = larger;
    });
  }
}
