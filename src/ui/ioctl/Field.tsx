import { useId } from 'react';
import styles from './IoctlPanel.module.css';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly message: string | undefined;
  readonly onText: (text: string) => void;
}

export function Field({ label, text, message, onText }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.name} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={message !== undefined}
        aria-describedby={message === undefined ? undefined : `${id}-message`}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
      {message !== undefined && (
        <p id={`${id}-message`} className={styles.message}>
          {message}
        </p>
      )}
    </div>
  );
}
