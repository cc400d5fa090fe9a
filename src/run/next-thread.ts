/** Who goes next where nobody says: the same for a step at a time and for playing. */
import type { StepRecord } from '../core/step/record.ts';

/**
 * The thread that was stepped last before `cursor` while it can go on, else the next one in turn that can; null if none can. A call
 * that the visitor made is no thread's step.
 */
export function nextThread(
  steps: readonly Pick<StepRecord, 'thread'>[],
  cursor: number,
  threads: number,
  canStep: (thread: number) => boolean,
): number | null {
  let taken = Math.min(cursor, steps.length) - 1;
  while (taken >= 0 && (steps[taken]?.thread ?? -1) < 0) taken--;
  const last = steps[taken]?.thread ?? 0;
  for (let i = 0; i < threads; i++) {
    const thread = (last + i) % threads;
    if (canStep(thread)) return thread;
  }
  return null;
}
