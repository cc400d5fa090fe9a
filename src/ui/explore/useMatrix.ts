import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { Column, MatrixRun } from '../../run/matrix.ts';
import type { MatrixStore } from '../../run/matrix-store.ts';

/** The fix matrix of these runs and columns, which fills while it is looked at. */
export function useMatrix(
  store: StoreApi<MatrixStore>,
  scenario: Scenario,
  runs: readonly MatrixRun[],
  columns: readonly Column[],
): Pick<MatrixStore, 'cells' | 'failed'> {
  const { cells, failed, ask, forget } = useStore(store);
  useEffect(() => {
    ask(scenario, runs, columns);
  }, [ask, scenario, runs, columns]);
  useEffect(() => forget, [forget]);
  return { cells, failed };
}
