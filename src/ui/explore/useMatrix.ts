import { useEffect, useState } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import { judge, type Cell, type Column, type MatrixRun } from '../../run/matrix.ts';

/** Milliseconds of work between two looks at the page. */
const SLICE_MS = 8;

/** Cells of the fix matrix by `cellKey`, worked out a few at a time while the page stays awake. */
export function useMatrix(
  scenario: Scenario,
  runs: readonly MatrixRun[],
  columns: readonly Column[],
): ReadonlyMap<string, Cell> {
  const [cells, setCells] = useState<ReadonlyMap<string, Cell>>(new Map());
  useEffect(() => {
    const missing = runs.flatMap((run) =>
      columns
        .map((column) => ({ run, column, key: cellKey(run, column) }))
        .filter(({ key }) => !cells.has(key)),
    );
    if (missing.length === 0) return;
    const timer = setTimeout(() => {
      const more = new Map(cells);
      const start = performance.now();
      for (const { run, column, key } of missing) {
        more.set(key, judge(scenario, run, column));
        if (performance.now() - start > SLICE_MS) break;
      }
      setCells(more);
    }, 0);
    return () => {
      clearTimeout(timer);
    };
  }, [scenario, runs, columns, cells]);
  return cells;
}

export function cellKey(run: MatrixRun, column: Column): string {
  return `${run.id} | ${columnKey(column)}`;
}

export function columnKey({ release, edits }: Column): string {
  return edits.size === 0 ? release : `${release}, edited`;
}
