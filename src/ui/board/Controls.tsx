import { Pause, Play, RotateCcw, SkipForward, StepBack, StepForward } from 'lucide-react';
import type { BoardProgress, Go } from '../../run/board.ts';
import controls from '../controls.module.css';
import styles from './Board.module.css';
import { progressSays, statusSays } from './says.ts';

interface Props {
  readonly progress: BoardProgress;
  /** Whether the processor looked at can run. */
  readonly canStep: boolean;
  readonly onGo: (go: Go) => void;
  readonly onStop: () => void;
  readonly onBack: () => void;
  readonly onReset: () => void;
}

/** Run and stop, steps forth and back; where the board stands, how far it has come, how fast. */
export function Controls({ progress, canStep, onGo, onStop, onBack, onReset }: Props) {
  const { status, canGoBack } = progress;
  const running = status.kind === 'running';
  const step = (kind: 'step' | 'over') => () => {
    onGo({ kind });
  };
  return (
    <div className={styles.controls}>
      <div className={styles.buttons} role="group" aria-label="Run the board">
        <button
          className={controls.button}
          disabled={status.kind === 'halted'}
          onClick={() => {
            if (running) onStop();
            else onGo({ kind: 'on' });
          }}
        >
          {running ? <Pause size="1em" aria-hidden /> : <Play size="1em" aria-hidden />}
          {running ? 'Stop' : 'Run'}
        </button>
        <button
          className={controls.button}
          disabled={running || !canStep}
          title="One instruction"
          onClick={step('step')}
        >
          <StepForward size="1em" aria-hidden /> Step
        </button>
        <button
          className={controls.button}
          disabled={running || !canStep}
          title="One instruction, and all that it calls: behind BL and BLR, or behind an exception"
          onClick={step('over')}
        >
          <SkipForward size="1em" aria-hidden /> Step over
        </button>
        <button
          className={controls.button}
          disabled={running || !canGoBack}
          title="One instruction back"
          onClick={onBack}
        >
          <StepBack size="1em" aria-hidden /> Step back
        </button>
        <button className={controls.button} title="To the start; breakpoints stay" onClick={onReset}>
          <RotateCcw size="1em" aria-hidden /> Reset
        </button>
      </div>
      <p className={styles.status} role="status" aria-label="State of the board">
        {statusSays(status)}
      </p>
      <p className={styles.speed}>{progressSays(progress)}</p>
    </div>
  );
}
