/** The fix matrix as the page sees it: a plain store around the worker that works out its cells. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { nameOf } from '../worker/scenario-name.ts';
import { cellKey, type Cell, type Column, type MatrixRun } from './matrix.ts';
import type { MatrixAnswer, MatrixQuestion } from './matrix-messages.ts';

export interface MatrixStore {
  /** By `cellKey`; those still being worked out are missing. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Why no more cells come, or null. */
  readonly failed: string | null;
  /** Has the cells worked out that are not known yet. */
  readonly ask: (scenario: Scenario, runs: readonly MatrixRun[], columns: readonly Column[]) => void;
  /** Forgets all cells: the visitor's own run goes on under the same name. */
  readonly forget: () => void;
}

/** `start` makes the worker; it is called on first use. */
export function createMatrix(start: () => Worker = startWorker): StoreApi<MatrixStore> {
  let worker: Worker | null = null;
  let asked = 0;

  const ready = (): Worker => {
    if (worker !== null) return worker;
    const fresh = start();
    fresh.onmessage = ({ data }: MessageEvent<MatrixAnswer>) => {
      if (data.id === asked) store.setState(({ cells }) => ({ cells: new Map([...cells, ...data.cells]) }));
    };
    fresh.onerror = ({ message }) => {
      fresh.terminate();
      worker = null;
      const why = message === '' ? '' : `: ${message}`;
      store.setState({ failed: `What becomes of the runs is not known: its worker died${why}.` });
    };
    worker = fresh;
    return fresh;
  };
  const store = createStore<MatrixStore>((set, get) => ({
    cells: new Map(),
    failed: null,
    ask(scenario, runs, columns) {
      const { cells } = get();
      const missing = runs.flatMap((run) =>
        columns
          .filter((column) => !cells.has(cellKey(run, column)))
          .map((column): readonly [MatrixRun, Column] => [run, column]),
      );
      const question: MatrixQuestion = { id: ++asked, ...nameOf(scenario), cells: missing };
      set({ failed: null });
      if (missing.length > 0) ready().postMessage(question);
    },
    forget() {
      asked++;
      set({ cells: new Map(), failed: null });
    },
  }));
  return store;
}

function startWorker(): Worker {
  return new Worker(new URL('./matrix.worker.ts', import.meta.url), { type: 'module' });
}
