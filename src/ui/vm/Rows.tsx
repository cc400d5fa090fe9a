import type { Named } from '../../picture/named.ts';
import { NamedRow } from './NamedRow.tsx';
import styles from './VmView.module.css';

interface Props {
  readonly rows: readonly Named[];
  readonly threadName: (thread: number) => string;
  readonly label?: string;
}

/** Named values, a row each. */
export function Rows({ rows, threadName, label }: Props) {
  if (rows.length === 0) return null;
  return (
    <dl className={styles.rows} aria-label={label}>
      {rows.map((row) => (
        <NamedRow key={row.name} row={row} threadName={threadName} />
      ))}
    </dl>
  );
}
