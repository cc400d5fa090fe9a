/**
 * What is known of a thread's slots before it runs: constants followed through the code, so that branches which cannot be taken
 * are left out (a thread has all of the kernel inlined, and takes little of it) and so are slots whose every reader knows the value.
 */
import { INSTRUCTION_WORDS, NO_SLOT, Op, slotsOf } from '../lang/code.ts';
import type { ThreadCode } from '../lang/program.ts';

/** A word that never changes, by address; undefined for one that may. */
export type Constants = (address: number) => number | undefined;

export interface Known {
  /** Instructions that may run, in order. */
  readonly order: readonly number[];
  /** Whether an instruction is one of them. */
  readonly runs: (at: number) => boolean;
  /** The value of a slot just before an instruction, if it is always the same. */
  readonly value: (at: number, slot: number) => number | undefined;
}

type Values = readonly (number | undefined)[];

/** `runs` says which instructions can run at all; to reach another one is an error of the model. */
export function follow(
  code: ThreadCode,
  from: number,
  start: Values,
  constants: Constants,
  runs: (at: number) => boolean = () => true,
): Known {
  const before = new Map<number, (number | undefined)[]>([[from, start.slice()]]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const here = before.get(at) ?? [];
    const { after, next } = pass(code, at, here, constants);
    for (const to of next.filter(runs)) {
      const there = before.get(to);
      if (there === undefined) before.set(to, after.slice());
      else if (!meet(there, after)) continue;
      if (!open.includes(to)) open.push(to);
    }
  }
  const order = [...before.keys()].sort((a, b) => a - b);
  const value = (at: number, slot: number): number | undefined => before.get(at)?.[slot];
  return { order, runs: (at) => before.has(at), value };
}

/** Keeps in `there` what both say; whether that changed it. */
function meet(there: (number | undefined)[], other: Values): boolean {
  let changed = false;
  for (let i = 0; i < there.length; i++) {
    if (there[i] === undefined || there[i] === other[i]) continue;
    there[i] = undefined;
    changed = true;
  }
  return changed;
}

function pass(
  code: ThreadCode,
  at: number,
  here: Values,
  constants: Constants,
): { after: (number | undefined)[]; next: readonly number[] } {
  const word = (i: number): number => code.code[at * INSTRUCTION_WORDS + i] ?? 0;
  const [op, a, b] = [word(0), word(1), word(2)];
  const after = here.slice();
  const { defines } = slotsOf(code.code, at);
  const found = compute(op, word, (slot) => here[slot], constants);
  defines.forEach((slot, i) => {
    after[slot] = found?.[i];
  });
  if (op === Op.END || op === Op.OOPS) return { after, next: [] };
  if (op === Op.JUMP) return { after, next: [a] };
  if (op === Op.JUMP_ZERO || op === Op.JUMP_NOT) {
    const value = here[a];
    if (value === undefined) return { after, next: [at + 1, b] };
    return { after, next: [(value === 0) === (op === Op.JUMP_ZERO) ? b : at + 1] };
  }
  return { after, next: [at + 1] };
}

/** What an instruction defines, word by word, as signed numbers; undefined where it is not known. Not every operation is worked out. */
function compute(
  op: number,
  word: (i: number) => number,
  at: (slot: number) => number | undefined,
  constants: Constants,
): (number | undefined)[] | undefined {
  const [b, c, d] = [word(2), word(3), word(4)];
  const [x, y] = [at(b), at(c)];
  const one = (value: number | boolean): number[] => [Number(value) | 0];
  const two = (value: bigint): number[] => [
    Number(BigInt.asIntN(32, value)),
    Number(BigInt.asIntN(32, value >> 32n)),
  ];
  const wide = (slot: number): bigint | undefined => {
    const [low, high] = [at(slot), at(slot + 1)];
    return low === undefined || high === undefined
      ? undefined
      : BigInt.asUintN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));
  };
  switch (op) {
    case Op.CONST:
      return one(b);
    case Op.CONST64:
      return [b | 0, c | 0];
    case Op.MOVE:
      return [x];
    case Op.MOVE64:
      return [x, at(b + 1)];
    case Op.WIDEN:
      return [x, c === 1 ? (x === undefined ? undefined : x >> 31) : 0];
    case Op.TRUTH:
      return x === undefined ? undefined : one(x !== 0);
    case Op.LOAD: {
      const base = b === NO_SLOT ? 0 : x;
      if (base === undefined || (b !== NO_SLOT && base === 0)) return undefined;
      return Array.from({ length: d }, (_, i) => constants(base + c + i));
    }
    case Op.TRUTH64: {
      const w = wide(b);
      return w === undefined ? undefined : one(w !== 0n);
    }
    case Op.AND64:
    case Op.OR64: {
      const [v, w] = [wide(b), wide(c)];
      if (v !== undefined && w !== undefined) return two(op === Op.AND64 ? v & w : v | w);
      return undefined;
    }
    case Op.ADD64:
    case Op.SUB64:
    case Op.EQ64:
    case Op.LT64:
    case Op.LE64: {
      const [v, w] = [wide(b), wide(c)];
      if (v === undefined || w === undefined) return undefined;
      if (op === Op.ADD64) return two(v + w);
      if (op === Op.SUB64) return two(v - w);
      const [p, q] = d === 1 ? [BigInt.asIntN(64, v), BigInt.asIntN(64, w)] : [v, w];
      return one(op === Op.EQ64 ? v === w : op === Op.LT64 ? p < q : p <= q);
    }
    case Op.SHL64:
    case Op.SHR64: {
      const v = wide(b);
      if (v === undefined || y === undefined || y < 0 || y > 63) return undefined;
      const value = d === 1 ? BigInt.asIntN(64, v) : v;
      return two(op === Op.SHL64 ? v << BigInt(y) : value >> BigInt(y));
    }
    default:
      if (x === undefined || y === undefined) return undefined;
      return binary(op, x, y, d);
  }
}

function binary(op: number, x: number, y: number, d: number): number[] | undefined {
  const [u, v] = d === 1 ? [x, y] : [x >>> 0, y >>> 0];
  switch (op) {
    case Op.ADD:
      return [(x + y) | 0];
    case Op.SUB:
      return [(x - y) | 0];
    case Op.AND:
      return [x & y];
    case Op.OR:
      return [x | y];
    case Op.EQ:
      return [x === y ? 1 : 0];
    case Op.LT:
      return [u < v ? 1 : 0];
    case Op.LE:
      return [u <= v ? 1 : 0];
    case Op.DIV:
      return y === 0 ? undefined : [Math.trunc(u / v) | 0];
    case Op.OFFSET:
      return [x === 0 ? 0 : (x + Math.imul(y, d)) | 0];
    default:
      return undefined;
  }
}
