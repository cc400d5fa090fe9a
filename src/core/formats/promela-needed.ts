/**
 * Which slots somebody still reads without knowing what he finds, going backwards through the code. What gives a value to no such slot
 * is left out of the export: a thread has all of the kernel inlined, and most of what it computes is known beforehand.
 */
import { slotsOf } from '../lang/code.ts';
import type { ThreadCode } from '../lang/program.ts';
import { isPure, successors } from './promela-code.ts';
import type { Known } from './promela-known.ts';
import type { Memory } from './promela-memory.ts';

export interface Needed {
  /** The slots needed just before an instruction. */
  readonly before: (at: number) => ReadonlySet<number>;
  /** Whether an instruction does nothing but give a value to slots that nobody needs. */
  readonly idle: (at: number) => boolean;
}

/** `of`: the slots needed before an instruction whatever comes behind it. */
export function neededIn(
  code: ThreadCode,
  known: Known,
  memory: Memory,
  of: (at: number) => readonly number[],
): Needed {
  const sets = new Map(known.order.map((at) => [at, new Set(of(at))]));
  const before = (at: number): Set<number> => sets.get(at) ?? new Set();
  const idle = (at: number): boolean =>
    isPure(code, at, known, memory) &&
    slotsOf(code.code, at).defines.every((slot) => !before(at + 1).has(slot));
  for (let grown = true; grown;) {
    grown = false;
    for (const at of known.order.toReversed()) {
      const here = before(at);
      const { size } = here;
      const { defines, uses } = slotsOf(code.code, at);
      for (const to of successors(code, at, known))
        for (const slot of before(to)) if (!defines.includes(slot)) here.add(slot);
      // Where it is known what a slot holds, that is written instead; unless it is given a value there as well.
      if (!idle(at))
        for (const slot of uses)
          if (known.value(at, slot) === undefined || defines.includes(slot)) here.add(slot);
      grown ||= here.size > size;
    }
  }
  return { before, idle };
}
