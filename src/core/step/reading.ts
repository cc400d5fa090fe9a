/** What is read from the steps of a run in their order. A run that grew is read on from where it had ended. */
import type { StepRecord } from './record.ts';

/** What was read, and of which steps. */
export interface Reading<T> {
  readonly steps: readonly StepRecord[];
  readonly found: T;
}

/**
 * Reads all steps; those that were read before, only if the run is not the same up to their end. `take` changes what has been found, so
 * what was read before is not to be looked at any more.
 */
export function readOn<T>(
  before: Reading<T> | undefined,
  steps: readonly StepRecord[],
  begin: () => T,
  take: (found: T, record: StepRecord, index: number) => void,
): Reading<T> {
  if (before?.steps === steps) return before;
  const common = before === undefined ? 0 : stepsInCommon(before.steps, steps);
  const goesOn = common === before?.steps.length;
  const found = goesOn ? before.found : begin();
  for (let i = goesOn ? common : 0; i < steps.length; i++) {
    const record = steps[i];
    if (record !== undefined) take(found, record, i);
  }
  return { steps, found };
}

/** How many steps two runs have in common. A record is in no two runs that differ before it, so the first that differs is found by halving. */
export function stepsInCommon(a: readonly StepRecord[], b: readonly StepRecord[]): number {
  let [low, high] = [0, Math.min(a.length, b.length)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (a[middle] === b[middle]) low = middle + 1;
    else high = middle;
  }
  return low;
}
