/** The bars under the lanes: from when to when a fact held, and who began it. */
import type { StepRecord } from '../core/step/record.ts';
import type { Fact } from './facts.ts';
import type { Change, Levels } from './levels.ts';

/** A stretch of moments at one level. Moment n is after n steps; `to` is exclusive. */
export interface BarRun {
  readonly from: number;
  readonly to: number;
  readonly level: number;
  /** The thread whose step began it; null when it was so from the start. */
  readonly thread: number | null;
}

export interface Bar {
  readonly fact: Fact;
  readonly runs: readonly BarRun[];
}

/** Levels, turned into bars. What never happens in this run has no bar, unless it is about the frame's tags. */
export function barsOf(facts: readonly Fact[], levels: Levels, steps: readonly StepRecord[]): readonly Bar[] {
  return facts
    .map((fact, index) => ({ fact, runs: runsOf(levels[index] ?? [], steps) }))
    .filter(({ fact, runs }) => fact.always || runs.length > 0);
}

function runsOf(changes: readonly Change[], steps: readonly StepRecord[]): BarRun[] {
  return changes.flatMap(({ from, level }, i) => {
    if (level === 0) return [];
    const to = changes[i + 1]?.from ?? steps.length + 1;
    return [{ from, to, level, thread: from === 0 ? null : (steps[from - 1]?.thread ?? null) }];
  });
}
