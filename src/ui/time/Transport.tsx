import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import styles from './Transport.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
}

const SPEEDS = [1, 2, 4, 8, 16, 60];

/** Where the run stands, the buttons that move it, and the way back to a branch that was left. */
export function Transport({ snapshot, actions }: Props) {
  const { cursor, steps, playing, speed, kept } = snapshot;
  const atStart = cursor === 0;
  const atEnd = cursor === steps.length;
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <div className={styles.transport}>
      <p className={styles.where}>
        Step <b>{cursor}</b> of {steps.length}
      </p>
      <div className={styles.buttons} role="group" aria-label="Replay">
        <Button
          name="First step"
          off={atStart}
          onPress={() => {
            actions.seek(0);
          }}
        >
          <ChevronFirst size="1.2em" aria-hidden />
        </Button>
        <Button
          name="Step back"
          off={atStart}
          onPress={() => {
            actions.seek(cursor - 1);
          }}
        >
          <ChevronLeft size="1.2em" aria-hidden />
        </Button>
        <Button
          name={playing ? 'Pause' : 'Play'}
          onPress={() => {
            if (playing) actions.pause();
            else actions.play();
          }}
        >
          {playing ? <Pause size="1.1em" aria-hidden /> : <Play size="1.1em" aria-hidden />}
        </Button>
        <Button
          name="Step forward"
          off={atEnd}
          onPress={() => {
            actions.seek(cursor + 1);
          }}
        >
          <ChevronRight size="1.2em" aria-hidden />
        </Button>
        <Button
          name="Last step"
          off={atEnd}
          onPress={() => {
            actions.seek(steps.length);
          }}
        >
          <ChevronLast size="1.2em" aria-hidden />
        </Button>
      </div>
      <label className={styles.speed}>
        <select
          value={speed}
          onChange={(event) => {
            actions.setSpeed(Number(event.target.value));
          }}
        >
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>{' '}
        {speed === 1 ? 'step a second' : 'steps a second'}
      </label>
      {kept !== null && (
        <p className={styles.kept}>
          Earlier branch: {kept.steps} steps, left after step {kept.divergesAt}.{' '}
          <button
            className={styles.back}
            onClick={() => {
              actions.returnToKept();
            }}
          >
            Return to it
          </button>
        </p>
      )}
    </div>
  );
}

interface ButtonProps {
  readonly name: string;
  readonly off?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Button({ name, off = false, onPress, children }: ButtonProps) {
  return (
    <button
      className={`${controls.button} ${styles.button}`}
      aria-label={name}
      title={name}
      disabled={off}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
