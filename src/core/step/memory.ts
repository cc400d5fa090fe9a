/** The memory instructions: loads, stores, bit atomics, exchanges. Each checks that its pointer points to an object of its kind. */
import { NO_SLOT } from '../lang/code.ts';
import type { Program } from '../lang/program.ts';
import { shapeOf, type IntType } from '../lang/types.ts';
import type { Machine } from '../machine/machine.ts';
import { add64, equal64 } from './wide.ts';
import { MOST_OUTCOMES } from '../limits.ts';

/** The address an instruction touches, or 0 if its pointer points to nothing of that kind. */
export function addressOf(
  program: Program,
  words: Uint32Array,
  fp: number,
  base: number,
  offset: number,
  cls: number,
): number {
  const pointer = base === NO_SLOT ? 0 : (words[fp + base] ?? 0);
  if (base !== NO_SLOT && pointer === 0) return 0;
  const address = (pointer + offset) | 0;
  const found = program.cells[address] ?? 0;
  if (found === 0) return 0;
  if (cls > 0) return found === cls ? address : 0;
  const type = program.classes[found]?.type;
  return type !== undefined && shapeOf(type) === -cls ? address : 0;
}

function note(m: Machine, ghost: boolean, kind: 'read' | 'write', address: number, width: 1 | 2): void {
  if (ghost) m.noteUnseenWords(kind, address, width);
  else m.noteWords(kind, address, width);
}

/** a dst, b base, c offset, d words, e class. */
export function load(m: Machine, to: number, address: number, width: number, ghost: boolean): void {
  const { words } = m;
  words[to] = words[address] ?? 0;
  if (width === 2) words[to + 1] = words[address + 1] ?? 0;
  note(m, ghost, 'read', address, width === 2 ? 2 : 1);
}

export function store(m: Machine, from: number, address: number, width: number, ghost: boolean): void {
  const { words } = m;
  words[address] = words[from] ?? 0;
  if (width === 2) words[address + 1] = words[from + 1] ?? 0;
  note(m, ghost, 'write', address, width === 2 ? 2 : 1);
}

/** Bit operations on 64-bit words, by their number in BIT_NUMBERS: test, set, clear, test_and_set, test_and_clear. */
export function bitOperation(
  m: Machine,
  to: number,
  address: number,
  bit: number,
  operation: number,
  ghost: boolean,
): void {
  const { words } = m;
  const at = address + (bit >> 5);
  const mask = 1 << (bit & 31);
  const old = words[at] ?? 0;
  const next =
    operation === 1 || operation === 3 ? old | mask : operation === 2 || operation === 4 ? old & ~mask : old;
  if (!ghost && operation !== 1 && operation !== 2) m.noteBit('read', address, bit);
  if (operation !== 0) {
    words[at] = next;
    if (!ghost) m.noteBit('write', address, bit);
  }
  if (to >= 0) words[to] = (old & mask) === 0 ? 0 : 1;
}

/** The integer type of the object at an address, or null. */
export function typeAt(program: Program, address: number): IntType | null {
  const type = program.classes[program.cells[address] ?? 0]?.type;
  return type?.kind === 'int' ? type : null;
}

/** A sum kept to the width of a narrow type. */
function narrow(value: number, type: IntType | null): number {
  if (type === null || type.bits >= 32) return value;
  if (type.bits === 1) return value === 0 ? 0 : 1;
  const up = value << (32 - type.bits);
  return type.signed ? up >> (32 - type.bits) : up >>> (32 - type.bits);
}

/** Whether a `choose` can choose among the number in a slot, which is one or two words wide. */
export function canChoose(words: Uint32Array, at: number, width: number): boolean {
  const count = words[at] ?? 0;
  return count > 0 && count <= MOST_OUTCOMES && !(width === 2 && words[at + 1] !== 0);
}

/** How many outcomes it has; among a number that makes no sense one, in which the thread stops. */
export function outcomesOf(words: Uint32Array, at: number, width: number): number {
  return canChoose(words, at, width) ? (words[at] ?? 1) : 1;
}

/** cmpxchg, xchg, fetch_add, by their number; operands lie from `from` on, each `width` words. */
export function exchange(
  m: Machine,
  to: number,
  address: number,
  from: number,
  operation: number,
  width: number,
  type: IntType | null,
): void {
  const { words } = m;
  const [low, high] = [words[address] ?? 0, words[address + 1] ?? 0];
  const wide = width === 2 ? 2 : 1;
  m.noteWords('read', address, wide);
  const same = width === 2 ? equal64(words, address, from) : words[address] === words[from];
  if (operation !== 0 || same) {
    if (operation === 2 && width === 2) add64(words, address, address, from);
    else if (operation === 2) words[address] = narrow(low + (words[from] ?? 0), type);
    else {
      const value = operation === 0 ? from + width : from;
      words[address] = words[value] ?? 0;
      if (width === 2) words[address + 1] = words[value + 1] ?? 0;
    }
    m.noteWords('write', address, wide);
  }
  words[to] = low;
  if (width === 2) words[to + 1] = high;
}
