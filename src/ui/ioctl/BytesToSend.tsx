import { useId } from 'react';
import styles from './IoctlPanel.module.css';

interface Props {
  readonly text: string;
  readonly message: string | undefined;
  readonly onText: (text: string) => void;
}

/** The tags that a call brings into the guest, one a byte. */
export function BytesToSend({ text, message, onText }: Props) {
  const id = useId();
  return (
    <div className={styles.buffer}>
      <label className={styles.nameInWords} htmlFor={id}>
        Tags to send, one a byte, repeated to the end of the buffer
      </label>
      <textarea
        id={id}
        className={styles.input}
        rows={2}
        value={text}
        spellCheck={false}
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
