import { useMemo } from 'react';
import { hex } from '../../picture/entry.ts';
import { lifeOf } from '../../picture/life.ts';
import { pfnOf } from '../../picture/page-frame.ts';
import type { RunSnapshot } from '../../run/run.ts';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import { threadColours } from '../threads/colours.ts';
import { useSeenOnOpening } from '../useSeenOnOpening.ts';
import styles from './FrameLife.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly stateAt: RunStore['stateAt'];
  /** The page frame drawn large in memory. */
  readonly frame: number;
  readonly onSeek: (step: number) => void;
}

/** What has become of a page frame in this run, event by event; each leads to its moment. */
export default function FrameLife({ snapshot, stateAt, frame, onSeek }: Props) {
  const { program, scenario, steps, cursor, threads } = snapshot;
  const top = useSeenOnOpening();
  const events = useMemo(
    () => lifeOf(program, scenario, steps, stateAt, frame),
    [program, scenario, steps, stateAt, frame],
  );
  return (
    <>
      <h2 ref={top} className={controls.heading}>
        Life of page frame {hex(pfnOf(program, frame))}
      </h2>
      {events.length === 0 && (
        <p className={styles.nothing}>
          Nothing has become of it in this run yet: it is as the scenario begins.
        </p>
      )}
      <ol className={styles.life} aria-label="Events of the page frame">
        {events.map(({ step, until, thread, kind, what }) => (
          <li key={`${step} ${kind} ${what}`} data-kind={kind} data-ahead={step > cursor}>
            <button
              className={styles.event}
              aria-current={step <= cursor && cursor <= until ? 'step' : undefined}
              onClick={() => {
                onSeek(until);
              }}
            >
              <span className={styles.when}>{step === until ? step : `${step}–${until}`}</span>
              <span className={styles.who} style={threadColours(thread)}>
                {threads[thread]?.name ?? 'a call'}
              </span>
              <span className={styles.what}>{what}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
