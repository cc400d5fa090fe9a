/** The explorer as the page sees it: what is being searched, how far it has come, what it found. A plain store around the worker. */
import { leavesOut, NO_REDUCTION, type Reductions } from '../core/explore/reductions.ts';
import { MOST_STATE_BYTES, MOST_STATES } from '../core/limits.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Taken } from '../core/explore/search.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type {
  Bounds,
  DrawnGraph,
  ExploreProgress,
  Report,
  Task,
  Verdict,
} from '../worker/explore-messages.ts';
import { lineTo } from '../worker/line.ts';
import { nameOf } from '../worker/scenario-name.ts';

export { NO_REDUCTION, type Reductions } from '../core/explore/reductions.ts';
export type {
  Bounds,
  Broken,
  DrawnGraph,
  Failure,
  Operation,
  Report,
  Task,
  Verdict,
} from '../worker/explore-messages.ts';

export type ExplorerState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' | 'paused'; readonly report: Report | null; readonly left: number }
  | { readonly kind: 'failed'; readonly message: string };

/** The state graph: one at a time. While another is being made the last one stays. */
export interface GraphState {
  readonly drawn: DrawnGraph | null;
  /** What is being made, and how many states have been met where they must be searched for again. */
  readonly asked: { readonly task: Task; readonly states: number } | null;
}

export interface ExplorerStore {
  readonly state: ExplorerState;
  readonly graph: GraphState;
  /** The last verdict of each scenario and release (and edit of it), by `verdictKey`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Why some could not be explored at all, by the same key. */
  readonly refused: ReadonlyMap<string, string>;
  readonly explore: (tasks: readonly Task[]) => void;
  /** Asks for the graph of a task, with a run that must be in it; it comes into `graph`. */
  readonly askGraph: (task: Task, run: readonly Taken[]) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly cancel: () => void;
}

/** The search of a scenario on a release, as it is or as it was edited. */
export function taskOf(
  scenario: Scenario,
  release: string,
  edits: ReadonlyMap<string, string>,
  bounds: Bounds = {},
  leaveOut: Reductions = NO_REDUCTION,
): Task {
  return {
    ...nameOf(scenario),
    release,
    ...(edits.size === 0 ? {} : { edited: [...edits] }),
    ...(Object.keys(bounds).length === 0 ? {} : { bounds }),
    ...(leavesOut(leaveOut) ? { leaveOut } : {}),
  };
}

export function verdictKey(task: Task): string {
  const { preemptions, states, bytes } = task.bounds ?? {};
  const { private: own, order, symmetry } = task.leaveOut ?? NO_REDUCTION;
  return JSON.stringify([machineKey(task), preemptions, states, bytes, own, order, symmetry]);
}

/** The machine of a task, however it is searched. */
export function machineKey({ scenario, file, release, edited }: Task): string {
  return JSON.stringify([scenario, file, release, edited]);
}

/** `open` makes the worker; it is called on first use, so that a page that never explores loads none of it. */
export function createExplorer(open?: () => Worker): StoreApi<ExplorerStore> {
  const hear = (progress: ExploreProgress): void => {
    const { state, verdicts, refused, graph } = store.getState();
    switch (progress.kind) {
      case 'report':
        if (state.kind === 'running' || state.kind === 'paused')
          store.setState({ state: { ...state, report: progress.report } });
        else if (graph.asked !== null)
          store.setState({ graph: { ...graph, asked: { ...graph.asked, states: progress.report.states } } });
        break;
      case 'verdict':
        store.setState({
          verdicts: new Map(verdicts).set(verdictKey(progress.verdict.task), progress.verdict),
          state: oneLess(state),
        });
        break;
      case 'refused':
        store.setState({
          refused: new Map(refused).set(verdictKey(progress.task), progress.why),
          state: oneLess(state),
        });
        break;
    }
  };
  /** Nothing is drawn any more. */
  const withoutGraph = (): void => {
    const { graph } = store.getState();
    if (graph.asked !== null) store.setState({ graph: { ...graph, asked: null } });
  };
  const line = lineTo(
    'explore',
    {
      progress: hear,
      result: (drawn) => {
        store.setState({
          state: { kind: 'idle' },
          ...(drawn === null ? {} : { graph: { drawn, asked: null } }),
        });
      },
      failed: (why, how) => {
        withoutGraph();
        store.setState({ state: { kind: 'failed', message: failure(why, how) } });
      },
    },
    open,
  );
  /** Ends the worker, and with it whatever it is doing. */
  const dismiss = (): void => {
    line.end();
    withoutGraph();
  };
  const store = createStore<ExplorerStore>((set, get) => ({
    state: { kind: 'idle' },
    graph: { drawn: null, asked: null },
    verdicts: new Map(),
    refused: new Map(),
    explore(tasks) {
      const { state, graph } = get();
      if (state.kind === 'running' || state.kind === 'paused' || graph.asked !== null) dismiss();
      set({ state: { kind: 'running', report: null, left: tasks.length } });
      line.start({ kind: 'explore', tasks, states: MOST_STATES, bytes: MOST_STATE_BYTES });
    },
    pause() {
      const { state } = get();
      if (state.kind !== 'running') return;
      line.tell('pause');
      set({ state: { ...state, kind: 'paused' } });
    },
    goOn() {
      const { state } = get();
      if (state.kind !== 'paused') return;
      line.tell('go on');
      set({ state: { ...state, kind: 'running' } });
    },
    askGraph(task, run) {
      const { state, graph } = get();
      if (state.kind === 'running' || state.kind === 'paused') return;
      if (graph.asked !== null) {
        if (verdictKey(graph.asked.task) === verdictKey(task)) return;
        dismiss();
      }
      set({ state: { kind: 'idle' }, graph: { ...get().graph, asked: { task, states: 0 } } });
      line.start({ kind: 'graph', task, run, states: MOST_STATES, bytes: MOST_STATE_BYTES });
    },
    cancel() {
      dismiss();
      set({ state: { kind: 'idle' } });
    },
  }));
  return store;
}

function oneLess(state: ExplorerState): ExplorerState {
  return state.kind === 'running' || state.kind === 'paused' ? { ...state, left: state.left - 1 } : state;
}

function failure(why: string, how: 'threw' | 'died'): string {
  if (how === 'threw') return `The explorer stopped: ${why}.`;
  return `The explorer's worker died${why === '' ? '' : `: ${why}`}. Nothing of your run is lost; explore again to start a new one.`;
}
