import { X } from 'lucide-react';
import { useId } from 'react';
import type { RunSnapshot } from '../run/run.ts';
import controls from './controls.module.css';
import styles from './Opening.module.css';

interface Props {
  readonly opening: NonNullable<RunSnapshot['opening']>;
  readonly onStop: () => void;
}

/** A long run that is being opened: how far it is, and the way out, which keeps what is there by then. */
export function Opening({ opening: { steps, of }, onStop }: Props) {
  const title = useId();
  return (
    // The page's own main part is inert meanwhile.
    <main className={styles.opening} aria-labelledby={title}>
      <p id={title} role="status" className={styles.title}>
        Opening a run of {of.toLocaleString('en')} steps
      </p>
      <progress className={styles.bar} aria-labelledby={title} value={steps} max={of} />
      <p className={styles.taken}>{steps.toLocaleString('en')} taken</p>
      <button className={controls.button} title="The run ends where it is by then" onClick={onStop}>
        <X size="1em" aria-hidden /> Stop <kbd className={controls.key}>Escape</kbd>
      </button>
    </main>
  );
}
