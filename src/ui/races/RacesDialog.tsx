import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import { RaceTable } from './RaceTable.tsx';
import styles from './RacesDialog.module.css';

interface Props {
  readonly run: RunStore;
  readonly onClose: () => void;
}

/** Every known race and open question on every release, as the explorer decided it; each cell opens its run. */
export default function RacesDialog({ run, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="races-title" onClose={onClose}>
      <div className={styles.top}>
        <h2 id="races-title">Races by release</h2>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
      <p className={styles.about}>
        Every interleaving, under sequential consistency. ✗ has a run that breaks the property: press it to
        enter the run. ✓ was tried to the end, in so many states: press it to try yourself. <i>Derived</i>: no
        source that we know says it; an open question, answered here for the model.
      </p>
      <RaceTable run={run} onClose={onClose} />
    </dialog>
  );
}
