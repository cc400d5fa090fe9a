/** The states on both sides of a step of the state graph, taken once more in the page. */
import type { Taken } from '../core/explore/search.ts';
import type { State } from '../core/machine/state.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import type { System } from '../core/step/system.ts';
import { taking } from '../core/trace/taking.ts';
import type { ThreadView } from './run.ts';
import { Trace } from '../core/trace/trace.ts';
import { threadView } from './where.ts';

export interface Difference {
  readonly before: State;
  readonly after: State;
  /** The steps between them: more than one for a chain, none before the start. */
  readonly records: readonly StepRecord[];
  /** The thread that took the last step, where it stood before the first and where it stands now; null at the start. */
  readonly moved: { readonly from: ThreadView; readonly to: ThreadView } | null;
}

/** What `steps` do after a run; null where they cannot be taken, which would be for a graph of something else. */
export function differenceOver(
  scenario: Scenario,
  system: System,
  run: readonly Taken[],
  steps: readonly Taken[],
): Difference | null {
  const before = taking(Trace.start(system), choicesOf(run));
  if (before.refused !== null) return null;
  const { trace, refused } = taking(before.trace, choicesOf(steps));
  if (refused !== null) return null;
  const [was, is] = [trace.stateAt(run.length), trace.stateAt(trace.length)];
  const records = trace.records.slice(run.length);
  const thread = records.at(-1)?.thread ?? -1;
  const known = scenario.threads[thread];
  return {
    before: was,
    after: is,
    records,
    moved:
      known === undefined
        ? null
        : { from: threadView(system, was, known, thread), to: threadView(system, is, known, thread) },
  };
}

function choicesOf(run: readonly Taken[]): Choice[] {
  return run.map(({ thread, outcome }) => ({ kind: 'step', thread, outcome }));
}
