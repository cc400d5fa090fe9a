import { useId } from 'react';
import { callTable } from '../../picture/call-table.ts';
import styles from './IoctlPanel.module.css';

interface Props {
  /** Id in the table of calls. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Which call the panel makes: those of KVM first, then those of memory. */
export function CallChooser({ chosen, onChoose }: Props) {
  const id = useId();
  const groups = [
    { title: 'KVM', calls: callTable.filter((call) => call.request !== null || call.id === 'openat') },
    { title: 'Memory', calls: callTable.filter((call) => call.request === null && call.id !== 'openat') },
  ];
  return (
    <div className={styles.field}>
      <label className={styles.nameInWords} htmlFor={id}>
        System call
      </label>
      <select
        id={id}
        className={styles.input}
        value={chosen}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        {groups.map(({ title, calls }) => (
          <optgroup key={title} label={title}>
            {calls.map((call) => (
              <option key={call.id} value={call.id}>
                {call.id}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
