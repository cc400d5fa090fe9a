import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { taskOf, verdictKey, type ExplorerStore } from '../../run/explorer.ts';
import { columnKey, columnsOf, matrixRuns, type Cell, type Column } from '../../run/matrix.ts';
import type { MatrixStore } from '../../run/matrix-store.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import styles from './CompareDialog.module.css';
import { ExploredRows } from './ExploredRows.tsx';
import { MatrixRows } from './MatrixRows.tsx';
import { Progress } from './Progress.tsx';
import { useMatrix } from './useMatrix.ts';

interface Props {
  readonly run: RunStore;
  readonly explorer: StoreApi<ExplorerStore>;
  readonly matrix: StoreApi<MatrixStore>;
  readonly onClose: () => void;
}

/** One table with a column a release: first what the explorer found there, then what becomes of each run. */
export function CompareTable({ run, explorer: store, matrix, onClose }: Props) {
  const explorer = useStore(store);
  const { snapshot, actions, releases, edited } = run;
  const { scenario, release, edits, steps, properties } = snapshot;
  const { verdicts, refused } = explorer;
  const columns = useMemo(() => columnsOf(releases, edited), [releases, edited]);
  const tasks = columns.map((column) => taskOf(scenario, column.release, column.edits));
  const found = tasks.map((task) => verdicts.get(verdictKey(task)) ?? refused.get(verdictKey(task)));
  const left = tasks.filter((_, at) => found[at] === undefined);
  const runs = useMemo(
    () => matrixRuns({ scenario, release, edits, steps }, columns, verdicts),
    [scenario, release, edits, steps, columns, verdicts],
  );
  const { cells, failed } = useMatrix(matrix, scenario, runs, columns);
  const busy = explorer.state.kind === 'running' || explorer.state.kind === 'paused';
  const current = columnKey({ release, edits });
  const open = (column: Column, cell: Exclude<Cell, { kind: 'none' }>) => {
    actions.open({
      shared: {
        scenario: scenario.id,
        release: column.release,
        edits: column.edits,
        choices: cell.choices,
        step: cell.step,
      },
      problem: cell.note,
    });
    onClose();
  };
  return (
    <>
      <div className={styles.row}>
        <button
          className={controls.button}
          disabled={busy}
          onClick={() => {
            explorer.explore(left.length > 0 ? left : tasks);
          }}
        >
          {left.length > 0 && left.length < tasks.length
            ? `Explore the other ${left.length}`
            : 'Explore all releases'}
        </button>
        <p className={styles.about}>
          Every interleaving, under sequential consistency. Below, each run is carried over to every release,
          and finished in turn there. Press a cell to enter its run.
        </p>
        {failed !== null && (
          <p className={styles.failed} role="alert">
            {failed}
          </p>
        )}
      </div>
      <Progress explorer={explorer} />
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Table of releases">
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={columnKey(column)} scope="col" data-current={columnKey(column) === current}>
                  {column.release}
                  {column.edits.size > 0 && <span className={styles.edited}>edited</span>}
                </th>
              ))}
            </tr>
          </thead>
          <ExploredRows
            columns={columns}
            found={found}
            properties={properties.map(({ property }) => property)}
            onEnter={(column, choices) => {
              open(column, {
                kind: 'breaks',
                step: choices.length,
                property: null,
                choices: choices.map(({ thread, outcome }) => ({ kind: 'step', thread, outcome })),
                note: null,
                partly: false,
              });
            }}
          />
          <MatrixRows
            runs={runs}
            columns={columns}
            cells={cells}
            properties={properties.map(({ property }) => property)}
            onOpen={open}
          />
        </table>
      </div>
    </>
  );
}
