import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createPrecopy } from '../../run/precopy-store.ts';
import { Dialog } from '../Dialog.tsx';
import controls from '../controls.module.css';
import styles from './Overview.module.css';
import { OverviewPlane, type Which } from './OverviewPlane.tsx';

interface Props {
  readonly onClose: () => void;
}

/** A migration of 64 MiB: all pages on one plane, from the whole guest to one granule's digit, while they are sent and written. */
export default function OverviewDialog({ onClose }: Props) {
  const [store] = useState(() => createPrecopy());
  const { migration, frame, progress, playing, play, pause, step, again } = useStore(store);
  const [which, setWhich] = useState<Which>('source');
  useEffect(() => {
    if (!playing) return;
    const wanted = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(wanted);
    };
  }, [playing, frame, step]);

  const { done, stopped, pass } = migration;
  return (
    <Dialog title="A guest of 64 MiB moves" className={styles.dialog} onClose={onClose}>
      <p className={styles.about}>
        What <code>migrate.c</code> does with a page, done with 16,384 of them: send, ask the log, send again
        what was written, and stop the guest when few are left. What the guest writes is drawn from a seed.
      </p>
      <OverviewPlane migration={migration} frame={frame} which={which}>
        <div className={styles.buttons} role="group" aria-label="Migration">
          <button className={controls.button} onClick={playing ? pause : play} disabled={done}>
            {playing ? <Pause size="1.1em" aria-hidden /> : <Play size="1.1em" aria-hidden />}
            {playing ? 'Pause' : 'Play'}
          </button>
          <button className={controls.button} onClick={step} disabled={done || playing}>
            <StepForward size="1.1em" aria-hidden /> Step
          </button>
          <button className={controls.button} onClick={again}>
            <RotateCcw size="1.1em" aria-hidden /> Again
          </button>
        </div>
        <fieldset className={styles.which}>
          <legend className={styles.legend}>Tags of</legend>
          {(['source', 'destination'] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="which"
                checked={which === one}
                onChange={() => {
                  setWhich(one);
                }}
              />{' '}
              the {one}
            </label>
          ))}
        </fieldset>
      </OverviewPlane>
      <ul className={styles.key} aria-label="Pages">
        <Key state="same" count={progress.same} says="the same at the destination" />
        <Key
          state="written"
          count={progress.written}
          says="written since they were sent (framed when near)"
        />
        <Key state="not-sent" count={progress.notSent} says="not sent (faded when near)" />
      </ul>
      <p className={styles.says} role={playing ? undefined : 'status'}>
        {done
          ? `All is there after ${pass} passes; the guest stood still for the last one.`
          : `Pass ${pass}${stopped ? ', the last: the guest is stopped' : ''}, ${migration.passes.sent.toLocaleString('en')} of ${migration.passes.pages.length.toLocaleString('en')} pages sent.`}
      </p>
    </Dialog>
  );
}

interface KeyProps {
  readonly state: 'same' | 'written' | 'not-sent';
  readonly count: number;
  readonly says: string;
}

function Key({ state, count, says }: KeyProps) {
  return (
    <li>
      <span className={styles.swatch} data-state={state} aria-hidden /> {count.toLocaleString('en')} {says}
    </li>
  );
}
