/**
 * Why a run breaks a check, as a pair of steps that conflict: the one that breaks it, and the last step of another thread that wrote
 * what it touches. Where the breaking step itself met nobody, the step by which its thread last met another counts: a PTE is written
 * in peace, but because of a flag that somebody else had set.
 */
import { conflict, reaches } from './conflict.ts';
import type { Steppable } from '../step/steppable.ts';
import type { Taken } from './search.ts';

export interface Cause {
  /** Equal for the same pair of operations, whichever threads and by whichever path. */
  readonly key: string;
  /** Number, from 1, of the step of the other thread; null if the breaking thread met nobody. */
  readonly other: number | null;
}

interface Step {
  readonly thread: number;
  readonly operation: number;
  readonly touched: readonly number[];
}

/** The cause of what the last step of a run breaks. */
export function causeOf(thing: Steppable, run: readonly Taken[]): Cause {
  const steps = stepsOf(thing, run);
  const last = steps.at(-1);
  // What somebody wrote counts before what somebody only looked at.
  for (const meets of [reaches, conflict]) {
    for (let own = steps.length - 1; own >= 0; own--) {
      const mine = steps[own];
      if (mine === undefined || mine.thread !== last?.thread) continue;
      const other = steps.findLastIndex(
        (step, i) => i < own && step.thread !== last.thread && meets(step.touched, mine.touched),
      );
      if (other >= 0) return { key: `${last.operation} ${steps[other]?.operation ?? ''}`, other: other + 1 };
    }
  }
  return { key: String(last?.operation), other: null };
}

function stepsOf(thing: Steppable, run: readonly Taken[]): Step[] {
  const locals = [...thing.locals];
  let { shared } = thing;
  return run.map(({ thread, outcome }) => {
    const local = locals[thread] ?? 0;
    let move = thing.move(thread, local, shared);
    while (move >= 0 && thing.moveOutcome(move) !== outcome) move = thing.nextMove(move);
    const step = {
      thread,
      operation: thing.operation(thread, local),
      touched: thing.touched(thread, local, shared, move),
    };
    locals[thread] = thing.moveLocal(move);
    shared = thing.moveShared(move);
    return step;
  });
}
