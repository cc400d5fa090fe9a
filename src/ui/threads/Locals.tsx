import type { FrameView } from '../../run/run.ts';
import styles from './Locals.module.css';

/** Values of the shown function's parameters and locals; those that nobody will read again are faint. */
export function Locals({ locals }: { readonly locals: FrameView['locals'] }) {
  if (locals.length === 0) return null;
  return (
    <dl className={styles.locals}>
      {locals.map(({ name, type, value, live }, index) => (
        <div key={`${index} ${name}`} className={live ? styles.live : styles.dead} title={`${type} ${name}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
