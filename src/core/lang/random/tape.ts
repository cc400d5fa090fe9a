/**
 * What random programs are written from, for tests: a tape of numbers. A shorter tape, or smaller numbers on it, make a simpler
 * program, so that a failure can be shrunk.
 */
export class Tape {
  private at = 0;
  private readonly numbers: ArrayLike<number>;

  constructor(numbers: ArrayLike<number>) {
    this.numbers = numbers;
  }
  get ended(): boolean {
    return this.at >= this.numbers.length;
  }
  /** 0 to n-1; once the tape has ended 0, which is always the simplest. */
  below(n: number): number {
    return (this.numbers[this.at++] ?? 0) % n;
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === oneIn - 1;
  }
  pick<T>(first: T, ...rest: readonly T[]): T {
    return rest[this.below(rest.length + 1) - 1] ?? first;
  }
  /** What one of some ways gives. */
  either<T>(first: () => T, ...rest: readonly (() => T)[]): T {
    return this.pick(first, ...rest)();
  }
  /** One of a list, or null if it is empty. */
  from<T>(list: readonly T[]): T | null {
    return list[this.below(Math.max(1, list.length))] ?? null;
  }
}

/** An integer type as the C standard sees it, found out here anew: the tests compare it with the compiler's own. */
export interface IntegerType {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
}

function integer(name: string, bits: number, signed: boolean): IntegerType {
  return { name, bits, signed };
}
export const INT = integer('int', 32, true);
export const INTEGER_TYPES: readonly IntegerType[] = [
  INT,
  integer('u8', 8, false),
  integer('s8', 8, true),
  integer('u16', 16, false),
  integer('s16', 16, true),
  integer('u32', 32, false),
  integer('s32', 32, true),
  integer('u64', 64, false),
  integer('s64', 64, true),
  integer('bool', 1, false),
  integer('char', 8, true),
  integer('short', 16, true),
  integer('unsigned int', 32, false),
  integer('long', 64, true),
  integer('unsigned long', 64, false),
  integer('unsigned long long', 64, false),
  integer('size_t', 64, false),
];

/** C11 6.3.1.1: int holds every value of a narrower type. */
export function promotedType(type: IntegerType): IntegerType {
  return type.bits < 32 ? INT : type;
}

/** C11 6.3.1.8, the usual arithmetic conversions. */
export function commonType(a: IntegerType, b: IntegerType): IntegerType {
  const [x, y] = [promotedType(a), promotedType(b)];
  if (x.bits !== y.bits) return x.bits > y.bits ? x : y;
  return x.signed ? y : x;
}
