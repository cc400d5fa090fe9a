import { useId } from 'react';
import styles from './IoctlPanel.module.css';

export interface PresetTitle {
  readonly id: string;
  readonly title: string;
  readonly group: string;
}

interface Props<P extends PresetTitle> {
  readonly presets: readonly P[];
  /** Id, or '' once a field was changed. */
  readonly chosen: string;
  readonly onChoose: (preset: P) => void;
}

export function PresetChooser<P extends PresetTitle>({ presets, chosen, onChoose }: Props<P>) {
  const id = useId();
  const groups = [...new Set(presets.map(({ group }) => group))];
  return (
    <div className={styles.field}>
      <label className={styles.nameInWords} htmlFor={id}>
        Try
      </label>
      <select
        id={id}
        className={styles.input}
        value={chosen}
        onChange={(event) => {
          const preset = presets.find(({ id }) => id === event.target.value);
          if (preset !== undefined) onChoose(preset);
        }}
      >
        {chosen === '' && <option value="">as below</option>}
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {presets
              .filter((preset) => preset.group === group)
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
