import { useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { ExplorerStore } from '../../run/explorer.ts';
import { createMatrix } from '../../run/matrix-store.ts';
import type { RunStore } from '../../run/store.ts';
import { Dialog } from '../Dialog.tsx';
import styles from './CompareDialog.module.css';
import { CompareTable } from './CompareTable.tsx';

interface Props {
  readonly open: boolean;
  readonly run: RunStore;
  readonly explorer: StoreApi<ExplorerStore>;
  readonly onClose: () => void;
}

/** All releases side by side: what the explorer found on each, and what becomes of a run there. */
export function CompareDialog({ open, run, explorer, onClose }: Props) {
  const [matrix] = useState(() => createMatrix());
  return (
    <Dialog
      title={`All releases: ${run.snapshot.scenario.title}`}
      className={styles.dialog}
      open={open}
      onClose={onClose}
    >
      {open && <CompareTable run={run} explorer={explorer} matrix={matrix} onClose={onClose} />}
    </Dialog>
  );
}
