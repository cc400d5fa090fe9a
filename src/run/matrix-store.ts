/** The fix matrix as the page sees it: a plain store around the worker that works out its cells. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { cellKey, type Cell, type Column, type MatrixRun } from '../core/trace/judge.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { lineTo } from '../worker/line.ts';
import { nameOf } from '../worker/scenario-name.ts';

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

/** `open` makes the worker; it is called on first use. */
export function createMatrix(open?: () => Worker): StoreApi<MatrixStore> {
  const line = lineTo(
    'matrix',
    {
      progress: (fresh) => {
        store.setState(({ cells }) => ({ cells: new Map([...cells, ...fresh]) }));
      },
      failed: (why) => {
        const how = why === '' ? '' : `: ${why}`;
        store.setState({ failed: `What becomes of the runs is not known: its worker died${how}.` });
      },
    },
    open,
  );
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
      line.stop();
      set({ failed: null });
      if (missing.length > 0) line.start({ ...nameOf(scenario), cells: missing });
    },
    forget() {
      line.stop();
      set({ cells: new Map(), failed: null });
    },
  }));
  return store;
}
