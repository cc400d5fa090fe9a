/**
 * Memory as Promela has it: words, then the pages as words, in one row of addresses. What may change lies in the int array `mem`, which
 * is part of Spin's state; all else is a constant in `h_km`. A write that would change a constant is an error of its own, so a list
 * of changing words that is too short shows itself.
 */
import type { Program } from '../lang/program.ts';
import { shapeOf } from '../lang/types.ts';
import type { State } from '../machine/state.ts';
import { MOST_CHANGING_FOR_SPIN, MOST_VALUES_FOR_SPIN } from '../limits.ts';

/** What takes part in a state, beyond the threads' own: words by address, and 32-bit words of pages by page number. */
export interface Changing {
  readonly words: readonly number[];
  readonly pages: ReadonlyMap<number, readonly number[]>;
}

/** Bytes of a page of tags. */
const TAG_BYTES = 128;

export class Memory {
  /** Start address of each page. */
  readonly pageAt: readonly number[];
  readonly size: number;
  /** By address: place in `mem`, for what changes. */
  readonly places = new Map<number, number>();
  private readonly start: Int32Array;
  private readonly program: Program;

  constructor(program: Program, start: State, changing: Changing) {
    this.program = program;
    let next = start.words.length;
    this.pageAt = start.pages.map((page) => {
      const at = next;
      next += page.length / 4;
      return at;
    });
    this.size = next;
    this.start = new Int32Array(next);
    this.start.set(start.words);
    start.pages.forEach((page, i) => {
      this.start.set(new Int32Array(page.slice().buffer), this.pageAt[i] ?? 0);
    });
    for (const address of changing.words) this.places.set(address, this.places.size);
    for (const [page, words] of changing.pages)
      for (const word of words) this.places.set((this.pageAt[page] ?? 0) + word, this.places.size);
  }

  /** Why this is too much for Spin, or null. */
  get refusal(): string | null {
    return this.places.size > MOST_CHANGING_FOR_SPIN
      ? `${this.places.size} words of memory change, which is too much for a state of Spin`
      : null;
  }

  /** Bits of the objects of a class, or of those that a negative number stands for. */
  bitsOf(cls: number): number {
    const type = this.program.classes[cls]?.type;
    return cls <= 0 || type === undefined ? -cls : shapeOf(type);
  }

  /** What an address always holds; undefined if it changes. */
  constant(address: number): number | undefined {
    return this.places.has(address) ? undefined : this.start[address];
  }

  /** What a known address holds. */
  load(address: number): string {
    const place = this.places.get(address);
    return place === undefined ? literal(this.start[address] ?? 0) : `mem[${place}]`;
  }

  /** Writes a known address. */
  store(address: number, value: string): string {
    const place = this.places.get(address);
    if (place !== undefined) return `mem[${place}] = ${value}; h_dirty = 1;`;
    return `assert((${value}) == ${literal(this.start[address] ?? 0)});`;
  }

  /** Whether an address that is only known when it is reached holds an object of a class; see addressOf in core/step. */
  holds(address: string, cls: number): string {
    const inside = `(${address}) >= 0 && (${address}) < ${this.program.cells.length}`;
    const found = `h_cls[${address}]`;
    return cls > 0 ? `(${inside} && ${found} == ${cls})` : `(${inside} && h_bits[${found}] == ${-cls})`;
  }

  /** The same for a known address. */
  holdsAt(address: number, cls: number): boolean {
    const { cells, classes } = this.program;
    const found = cells[address] ?? 0;
    const type = classes[found]?.type;
    return cls > 0 ? found === cls : found > 0 && type !== undefined && shapeOf(type) === -cls;
  }

  declarations(): string {
    const { cells, classes } = this.program;
    const tags = this.program.pageSizes.map((size, i) => (size === TAG_BYTES ? (this.pageAt[i] ?? 0) : 0));
    const initial = [...this.places.keys()].map((address) => this.start[address] ?? 0);
    return [
      `int mem[${Math.max(1, initial.length)}]${initial.length === 0 ? '' : ` = { ${initial.map((v) => v >>> 0).join(', ')} }`};`,
      '/* By address: 1 + place in mem of what changes, 0 for constants; and the constants. */',
      ...parted(
        'h_ix',
        Array.from({ length: this.size }, (_, i) => (this.places.get(i) ?? -1) + 1),
      ),
      ...parted('h_km', this.start),
      '/* By address: the class of object that begins there. By class: its bits. */',
      table('h_cls', cells),
      table(
        'h_bits',
        classes.map((c, i) => (i === 0 ? 0 : shapeOf(c.type))),
      ),
      '/* By page: where its tags begin, 0 if it holds none. */',
      table('h_tp', tags),
    ].join('\n');
  }
}

function table(name: string, values: Iterable<number>): string {
  const list = [...values].map((v) => v >>> 0);
  return `hidden int ${name}[${list.length}] = { ${list.join(', ')} };`;
}

/** A table in as many arrays as Spin's parser needs, and the macro that finds the one in which an address lies. */
function parted(name: string, values: Iterable<number>): string[] {
  const list = [...values];
  const parts = Array.from({ length: Math.ceil(list.length / MOST_VALUES_FOR_SPIN) }, (_, i) =>
    list.slice(i * MOST_VALUES_FOR_SPIN, (i + 1) * MOST_VALUES_FOR_SPIN),
  );
  const found = parts
    .map((_, i) => `${name}_${i}[${i === 0 ? 'a' : `(a) - ${i * MOST_VALUES_FOR_SPIN}`}]`)
    .reduceRight((behind, one, i) => `((a) < ${(i + 1) * MOST_VALUES_FOR_SPIN} -> ${one} : ${behind})`);
  return [...parts.map((part, i) => table(`${name}_${i}`, part)), `#define ${name}(a) ${found}`];
}

/** A number as Promela can write it: its constants are not negative. */
export function literal(value: number): string {
  const v = value | 0;
  if (v === -2147483648) return '(1 << 31)';
  return v < 0 ? `(0 - ${-v})` : String(v);
}

/** What an address that is only known when it is reached holds. */
export function loadAt(address: string): string {
  return `(h_ix(${address}) -> mem[h_ix(${address}) - 1] : h_km(${address}))`;
}
