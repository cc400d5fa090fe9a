import { useEffect } from 'react';
import type { StepRecord } from '../../core/step/record.ts';
import { verdictKey, type DrawnGraph, type ExplorerStore, type Task } from '../../run/explorer.ts';
import { walkThrough, waysOf } from '../../run/walk.ts';

type Run = DrawnGraph['run'];

/** The graph of a task that has been explored, asked for as soon as that is known; null while there is none. */
export function useGraph(
  explorer: ExplorerStore,
  task: Task,
  steps: readonly StepRecord[],
): DrawnGraph | null {
  const { state, graph, verdicts, askGraph } = explorer;
  const key = verdictKey(task);
  const drawn = graph.drawn !== null && verdictKey(graph.drawn.task) === key ? graph.drawn : null;
  const run = stepsOf(steps);
  const free = state.kind === 'idle' && graph.asked === null;
  const wanted = verdicts.has(key) && free && (drawn === null || leaves(drawn, run));
  useEffect(() => {
    if (wanted) askGraph(task, run);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- task and run are what is wanted when it is
  }, [wanted, askGraph]);
  return drawn;
}

/** Whether a run goes on outside of the part drawn, which then is about another run. */
function leaves({ graph, run: about }: DrawnGraph, run: Run): boolean {
  if (graph.shown !== 'part' || same(run, about)) return false;
  const choices = run.map(({ thread, outcome }) => ({ kind: 'step' as const, thread, outcome }));
  return walkThrough(waysOf(graph), choices).length <= run.length;
}

function same(a: Run, b: Run): boolean {
  return (
    a.length === b.length &&
    a.every(({ thread, outcome }, i) => b[i]?.thread === thread && b[i].outcome === outcome)
  );
}

/** The steps of a run up to its first system call, which the explorer does not make. */
function stepsOf(steps: readonly StepRecord[]): Run {
  const call = steps.findIndex(({ choice }) => choice.kind === 'call');
  return steps.slice(0, call < 0 ? steps.length : call).map(({ thread, choice }) => ({
    thread,
    outcome: choice.kind === 'step' ? (choice.outcome ?? 0) : 0,
  }));
}
