import type { ExceptionLine } from '../../picture/board.ts';
import controls from '../controls.module.css';
import styles from './Board.module.css';

interface Props {
  readonly exceptions: readonly ExceptionLine[];
  /** Of all that were taken. */
  readonly count: number;
}

/** The exceptions that were taken to EL1, the last one first. */
export function Exceptions({ exceptions, count }: Props) {
  const left = count - exceptions.length;
  return (
    <section className={styles.exceptions} aria-label="Exceptions">
      <h3 className={controls.heading}>Exceptions</h3>
      {count === 0 && <p className={styles.note}>None has been taken.</p>}
      {left > 0 && <p className={styles.note}>{left.toLocaleString('en')} others are only counted here.</p>}
      {count > 0 && (
        <ol className={styles.exceptionList} tabIndex={0} aria-label="Exceptions, the last one first">
          {exceptions.toReversed().map(({ number, name, esr, far, elr }) => (
            <li key={number}>
              <span className={styles.number}>{number.toLocaleString('en')}</span> {name}
              <span className={styles.syndrome}>
                ESR {esr.toString(16)} · FAR {far.toString(16)} · ELR {elr.toString(16)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
