/** Who moves when the reader does not say. */
import { nextThread } from '../../run/next-thread.ts';
import type { RunActions, RunSnapshot, ThreadView } from '../../run/run.ts';

export function canStep(thread: ThreadView): boolean {
  return thread.status.kind === 'ready';
}

/** The thread that a key without a number means, or null when none can move. */
export function threadInHand({ threads, steps, cursor }: RunSnapshot): ThreadView | null {
  const next = nextThread(steps, cursor, threads.length, (thread) => {
    const view = threads[thread];
    return view !== undefined && canStep(view);
  });
  return next === null ? null : (threads[next] ?? null);
}

/** One step on: along the recorded future where there is one, else the thread in hand, with the first outcome of a choice. */
export function goOn(snapshot: RunSnapshot, actions: RunActions): void {
  if (snapshot.cursor < snapshot.steps.length) {
    actions.seek(snapshot.cursor + 1);
    return;
  }
  const thread = threadInHand(snapshot);
  if (thread !== null) stepThread(thread, actions);
}

export function stepThread({ index, status }: ThreadView, actions: RunActions): void {
  if (status.kind !== 'ready') return;
  if (status.outcomes > 1) actions.step(index, 0);
  else actions.step(index);
}
