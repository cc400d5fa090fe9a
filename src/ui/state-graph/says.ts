/** What the state graph says about itself, in sentences. */
import type { DrawnGraph, Task } from '../../run/explorer.ts';
import { count, grouped } from '../explore/number.ts';

/** `v11, edited`. */
export function nameOfTask({ release, edited }: Task): string {
  return edited === undefined ? release : `${release}, edited`;
}

/** How much of the search is drawn, and what is not. */
export function whatIsDrawn({ graph, task }: DrawnGraph): string {
  const { shown, states, transitions, drawn, within, inner } = graph;
  const all = `${count(states, 'state', 'states')} and ${count(transitions, 'step', 'steps')}`;
  const chains = inner.thread.length > 0 ? ' A chain of states without a choice counts as one.' : '';
  const bound = task.bounds?.preemptions;
  const some =
    bound === undefined
      ? ''
      : ` Only interleavings with ${bound === 0 ? 'no preemption' : `at most ${count(bound, 'preemption', 'preemptions')}`}.`;
  const limit = graph.bounded
    ? ' The search stopped at its limit: what the open states lead to was not looked at.'
    : '';
  const what = {
    whole: `All ${all}, by depth.`,
    chains: `All ${all}, by depth, in ${grouped(String(graph.kind.length))} nodes.${chains}`,
    part: `A part: ${grouped(String(drawn))} of ${count(states, 'state', 'states')}, by depth. It has your run, the shortest run to each failure, and what up to ${count(within, 'step', 'steps')} from them lead to; ${count(states - drawn, 'state is', 'states are')} not drawn.${chains}`,
  };
  return `${what[shown]}${some}${limit}`;
}

/** Why a run goes on where the graph does not; null where all of it is in the graph. `inGraph` of its `steps` steps are. */
export function whatIsOutside({ graph, task }: DrawnGraph, inGraph: number, steps: number): string | null {
  if (inGraph >= steps) return null;
  const why =
    task.bounds?.preemptions !== undefined
      ? 'it has more preemptions than were explored'
      : graph.bounded
        ? 'the search stopped before it came there'
        : 'the explorer steps threads and makes no system calls';
  return `From step ${inGraph + 1} on your run is not in this graph: ${why}.`;
}
