import { useLayoutEffect, useRef } from 'react';
import type { BoardProgress } from '../../run/board.ts';
import controls from '../controls.module.css';
import styles from './Board.module.css';
import { consoleText } from './says.ts';

/** What the serial port has sent. While the board runs it is not read out: it may come faster than anybody listens. */
export function Console({ progress }: { readonly progress: BoardProgress }) {
  const log = useRef<HTMLPreElement>(null);
  const { console: sent, status } = progress;
  useLayoutEffect(() => {
    if (log.current !== null) log.current.scrollTop = log.current.scrollHeight;
  }, [sent.text]);
  return (
    <section className={styles.console} aria-label="Console">
      <h3 className={controls.heading}>Console (PL011)</h3>
      {sent.before > 0 && (
        <p className={styles.note}>{sent.before.toLocaleString('en')} bytes before these are not shown.</p>
      )}
      <pre
        ref={log}
        role="log"
        aria-label="Sent by the serial port"
        aria-live={status.kind === 'running' ? 'off' : 'polite'}
        tabIndex={0}
        className={styles.log}
      >
        {consoleText(sent.text)}
      </pre>
      {sent.text === '' && <p className={styles.note}>Nothing has been sent yet.</p>}
    </section>
  );
}
