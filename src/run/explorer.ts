/** The explorer as the page sees it: what is being searched, how far it has come, what it found. A plain store around the worker. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FromWorker, Report, Task, ToWorker, Verdict } from '../worker/messages.ts';

export type { Broken, Failure, Operation, Report, Task, Verdict } from '../worker/messages.ts';

export type ExplorerState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' | 'paused'; readonly report: Report | null; readonly left: number }
  | { readonly kind: 'failed'; readonly message: string };

export interface ExplorerStore {
  readonly state: ExplorerState;
  /** The last verdict of each scenario and release (and edit of it), by `verdictKey`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly explore: (tasks: readonly Task[]) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly cancel: () => void;
}

/** Limits of a search started from the page: about a gigabyte, or five million states. */
const MOST_STATES = 5_000_000;
const MOST_BYTES = 1_000_000_000;

/** The search of a scenario on a release, as it is or as it was edited. */
export function taskOf(
  scenario: string,
  release: string,
  edits: ReadonlyMap<string, string>,
  preemptions: number | null = null,
): Task {
  return {
    scenario,
    release,
    ...(edits.size === 0 ? {} : { edited: [...edits] }),
    ...(preemptions === null ? {} : { preemptions }),
  };
}

export function verdictKey({ scenario, release, edited, preemptions }: Task): string {
  return `${scenario} ${release} ${preemptions ?? 'all'} ${edited === undefined ? '' : JSON.stringify(edited)}`;
}

/** `start` makes the worker; it is called on first use, so that a page that never explores loads none of it. */
export function createExplorer(start: () => Worker = startWorker): StoreApi<ExplorerStore> {
  let worker: Worker | null = null;

  const hear = (message: FromWorker): void => {
    const { state, verdicts } = store.getState();
    switch (message.kind) {
      case 'report':
        if (state.kind === 'running' || state.kind === 'paused')
          store.setState({ state: { ...state, report: message.report } });
        break;
      case 'verdict':
        store.setState({
          verdicts: new Map(verdicts).set(verdictKey(message.verdict.task), message.verdict),
          ...(state.kind === 'running' || state.kind === 'paused'
            ? { state: { ...state, left: state.left - 1 } }
            : {}),
        });
        break;
      case 'over':
        store.setState({ state: { kind: 'idle' } });
        break;
      case 'failed':
        fail(`The explorer stopped: ${message.message}.`);
        break;
    }
  };
  const fail = (message: string): void => {
    worker?.terminate();
    worker = null;
    store.setState({ state: { kind: 'failed', message } });
  };
  const ready = (): Worker => {
    if (worker !== null) return worker;
    const fresh = start();
    fresh.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      hear(data);
    };
    fresh.onerror = (event) => {
      fail(
        `The explorer's worker died${event.message === '' ? '' : `: ${event.message}`}. Nothing of your run is lost; explore again to start a new one.`,
      );
    };
    worker = fresh;
    return fresh;
  };
  const say = (message: ToWorker): void => {
    ready().postMessage(message);
  };
  const store = createStore<ExplorerStore>((set, get) => ({
    state: { kind: 'idle' },
    verdicts: new Map(),
    explore(tasks) {
      const { state } = get();
      if (state.kind === 'running' || state.kind === 'paused') {
        worker?.terminate();
        worker = null;
      }
      set({ state: { kind: 'running', report: null, left: tasks.length } });
      say({ kind: 'explore', tasks, states: MOST_STATES, bytes: MOST_BYTES });
    },
    pause() {
      const { state } = get();
      if (state.kind !== 'running') return;
      say({ kind: 'pause' });
      set({ state: { ...state, kind: 'paused' } });
    },
    goOn() {
      const { state } = get();
      if (state.kind !== 'paused') return;
      say({ kind: 'go on' });
      set({ state: { ...state, kind: 'running' } });
    },
    cancel() {
      worker?.terminate();
      worker = null;
      set({ state: { kind: 'idle' } });
    },
  }));
  return store;
}

function startWorker(): Worker {
  return new Worker(new URL('../worker/explore.worker.ts', import.meta.url), { type: 'module' });
}
