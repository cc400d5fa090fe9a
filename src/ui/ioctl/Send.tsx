import type { ThreadView } from '../../run/run.ts';
import controls from '../controls.module.css';
import styles from './IoctlPanel.module.css';

interface Props {
  /** The thread that will serve the call. */
  readonly thread: ThreadView | null;
  /** Whether all fields can be read. */
  readonly ready: boolean;
  readonly byHand: boolean;
  readonly onByHand: (byHand: boolean) => void;
}

/** The button that makes the call, and why it cannot. */
export function Send({ thread, ready, byHand, onByHand }: Props) {
  const idle = thread?.status.kind === 'idle';
  return (
    <>
      <div className={styles.send}>
        <button className={`${controls.button} ${styles.call}`} disabled={!ready || !idle}>
          Call
        </button>
        <label className={styles.byHand}>
          <input
            type="checkbox"
            checked={byHand}
            onChange={(event) => {
              onByHand(event.target.checked);
            }}
          />
          and let me step through it
        </label>
      </div>
      {!idle && <p className={styles.nothing}>{whyNot(thread)}</p>}
    </>
  );
}

function whyNot(thread: ThreadView | null): string {
  if (thread?.status.kind === 'oops') return `${thread.name} stopped in the last call, and makes no other.`;
  return `${thread?.name ?? 'The VMM'} is in a call: let it come back before the next one.`;
}
