import type { RunStore } from '../../run/store.ts';
import { Dialog } from '../Dialog.tsx';
import { RaceTable } from './RaceTable.tsx';
import styles from './RacesDialog.module.css';

interface Props {
  readonly run: RunStore;
  readonly onClose: () => void;
}

/** Every known race and open question on every release, as the explorer decided it; each cell opens its run. */
export default function RacesDialog({ run, onClose }: Props) {
  return (
    <Dialog title="Races by release" className={styles.dialog} onClose={onClose}>
      <p className={styles.about}>
        Every interleaving, under sequential consistency. ✗ has a run that breaks the property: press it to
        enter the run. ✓ was tried to the end, in so many states: press it to try yourself. <i>Derived</i>: no
        source that we know says it; an open question, answered here for the model.
      </p>
      <RaceTable run={run} onClose={onClose} />
    </Dialog>
  );
}
