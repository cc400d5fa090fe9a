import { CircleSlash, Clock, Moon, Square } from 'lucide-react';
import type { ThreadView } from '../../run/run.ts';
import { Reason } from './Reason.tsx';
import styles from './ThreadNext.module.css';

/** What the thread does next, or why it cannot. */
export function ThreadNext({ thread }: { readonly thread: ThreadView }) {
  const { status } = thread;
  switch (status.kind) {
    case 'ready':
      return (
        <p className={styles.next}>
          Next <code>{thread.next}</code>
        </p>
      );
    case 'blocked':
      return (
        <p className={styles.next} data-kind="blocked">
          <Clock size="1em" aria-hidden />
          <span>
            <Reason text={status.reason} />
          </span>
        </p>
      );
    case 'idle':
      return (
        <p className={styles.next}>
          <Moon size="1em" aria-hidden />
          <span>
            <Reason text={status.reason} />
          </span>
        </p>
      );
    case 'ended':
      return (
        <p className={styles.next}>
          <Square size="1em" aria-hidden />
          <span>Has run to its end.</span>
        </p>
      );
    case 'oops':
      return (
        <p className={styles.next} data-kind="oops">
          <CircleSlash size="1em" aria-hidden />
          <span>
            <b>Oops.</b> <Reason text={status.reason} />
          </span>
        </p>
      );
  }
}
