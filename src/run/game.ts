/** Be the scheduler: break a property with the fewest switches from one thread to another. */
import type { PropertyView } from './run.ts';
import type { StepRecord } from '../core/step/record.ts';

/** How often a run goes over from one thread to another; a call is nobody's step. */
export function switchesOf(steps: readonly Pick<StepRecord, 'thread'>[]): number {
  const threads = steps.map(({ thread }) => thread).filter((thread) => thread >= 0);
  return threads.filter((thread, i) => i > 0 && threads[i - 1] !== thread).length;
}

/** The score of the run up to the cursor: the switches up to the step that breaks the property; null while it holds. */
export function scoreOf(
  {
    steps,
    properties,
  }: { readonly steps: readonly Pick<StepRecord, 'thread'>[]; readonly properties: readonly PropertyView[] },
  property: string,
): number | null {
  const view = properties.find(({ property: { id } }) => id === property);
  return view === undefined || view.brokenAt === null ? null : switchesOf(steps.slice(0, view.brokenAt));
}

/** What a best score is worth beside par, in a sentence. */
export function judgement(best: number, par: number): string {
  if (best < par) return 'Better than par, which cannot be: tell us.';
  if (best === par) return 'That is par. Nobody can do it with fewer.';
  return `Par is ${par}: it can be done with ${best - par === 1 ? 'one switch' : `${best - par} switches`} less.`;
}
