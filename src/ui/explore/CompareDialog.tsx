import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { ExplorerStore } from '../../run/explorer.ts';
import { createMatrix } from '../../run/matrix-store.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
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
  const dialog = useRef<HTMLDialogElement>(null);
  const [matrix] = useState(() => createMatrix());
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="compare-title" onClose={onClose}>
      <div className={styles.top}>
        <h2 id="compare-title">All releases: {run.snapshot.scenario.title}</h2>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
      {open && <CompareTable run={run} explorer={explorer} matrix={matrix} onClose={onClose} />}
    </dialog>
  );
}
