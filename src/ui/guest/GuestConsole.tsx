import { useLayoutEffect, useRef } from 'react';
import type { ConsoleMark } from '../../picture/console.ts';
import { consoleText } from '../board/says.ts';
import controls from '../controls.module.css';
import styles from './GuestPanel.module.css';

/** What the guest has printed on its VMM's serial port, up to the cursor; nothing while it has not. */
export function GuestConsole({ sent: { text, missing } }: { readonly sent: ConsoleMark }) {
  const log = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    if (log.current !== null) log.current.scrollTop = log.current.scrollHeight;
  }, [text]);
  if (text === '') return null;
  return (
    <section className={styles.console} aria-label="Console">
      <h3 className={controls.heading}>Console (PL011)</h3>
      <pre ref={log} role="log" aria-label="Sent by the serial port" tabIndex={0}>
        {consoleText(text)}
      </pre>
      {missing > 0 && (
        <p className={styles.note}>
          {missing.toLocaleString('en')} bytes behind these were sent and are not kept.
        </p>
      )}
    </section>
  );
}
