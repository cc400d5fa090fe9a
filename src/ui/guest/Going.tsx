import { Square } from 'lucide-react';
import type { LongRunProgress } from '../../run/long-run.ts';
import controls from '../controls.module.css';
import styles from './GuestPanel.module.css';

interface Props {
  readonly going: LongRunProgress;
  readonly onStop: () => void;
}

/** A run that goes on by itself: how far it is, how fast, and how to end it. */
export function Going({ going: { instructions, perSecond }, onStop }: Props) {
  return (
    <div className={styles.going} role="group" aria-label="Long run">
      <p>
        <span role="status">The guest runs on.</span>{' '}
        <span className={styles.speed}>
          {instructions.toLocaleString('en')} instructions
          {perSecond !== null && `, ${Math.round(perSecond).toLocaleString('en')} a second`}
        </span>
      </p>
      <button className={controls.button} onClick={onStop}>
        <Square size="1em" aria-hidden /> Stop <kbd className={controls.key}>Esc</kbd>
      </button>
    </div>
  );
}
