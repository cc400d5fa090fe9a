import type { LongRunProgress } from '../../run/long-run.ts';
import styles from './GuestPanel.module.css';

/** A run that goes on by itself: how far it is, and how fast. */
export function Going({ going: { instructions, perSecond } }: { readonly going: LongRunProgress }) {
  return (
    <p className={styles.going} role="group" aria-label="Long run">
      <span role="status">The guest runs on.</span>{' '}
      <span className={styles.speed}>
        {instructions.toLocaleString('en')} instructions
        {perSecond !== null && `, ${Math.round(perSecond).toLocaleString('en')} a second`}
      </span>
    </p>
  );
}
