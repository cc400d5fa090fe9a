import { hex } from '../../picture/entry.ts';
import type { Named } from '../../picture/named.ts';
import styles from './VmView.module.css';

interface Props {
  readonly row: Named;
  readonly threadName: (thread: number) => string;
}

/** A value by its parts, and where these are names, as it lies in memory. What the last step changed is underlined and bold, and says so. */
export function NamedRow({ row, threadName }: Props) {
  const { name, parts, raw, changed } = row;
  return (
    <div className={styles.row} data-changed={changed !== null}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        <p className={styles.parts} title={hex(raw)}>
          {parts.map((part) => (
            <span key={`${part.name} ${part.value}`} className={styles.part} data-changed={part.changed}>
              {part.name !== '' && <span className={styles.partName}>{part.name}</span>}
              {part.name !== '' && part.value !== '' && ' '}
              {part.value}
            </span>
          ))}
          {parts.some((part) => part.name !== '') && <span className={styles.raw}>{hex(raw)}</span>}
        </p>
        {changed !== null && (
          <p className={styles.changed}>
            ◆ changed by {threadName(changed.thread)}, step {changed.step}: {changed.label}
          </p>
        )}
      </dd>
    </div>
  );
}
