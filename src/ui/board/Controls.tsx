import { Pause, Play, RotateCcw, SkipForward, StepBack, StepForward } from 'lucide-react';
import type { BoardProgress, Go } from '../../run/board.ts';
import { Act } from './Act.tsx';
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
        <Act
          can={status.kind !== 'halted'}
          title={running ? 'Shift X' : 'To a breakpoint, or the end (Shift X)'}
          onAct={() => {
            if (running) onStop();
            else onGo({ kind: 'on' });
          }}
        >
          {running ? <Pause size="1em" aria-hidden /> : <Play size="1em" aria-hidden />}
          {running ? 'Stop' : 'Run'}
        </Act>
        <Act can={!running && canStep} title="One instruction (N)" onAct={step('step')}>
          <StepForward size="1em" aria-hidden /> Step
        </Act>
        <Act
          can={!running && canStep}
          title="One instruction, and all that it calls: behind BL and BLR, or behind an exception (Shift O)"
          onAct={step('over')}
        >
          <SkipForward size="1em" aria-hidden /> Step over
        </Act>
        <Act can={!running && canGoBack} title="One instruction back (Shift N)" onAct={onBack}>
          <StepBack size="1em" aria-hidden /> Step back
        </Act>
        <Act can title="To the start; breakpoints stay" onAct={onReset}>
          <RotateCcw size="1em" aria-hidden /> Reset
        </Act>
      </div>
      <p className={styles.status} role="status" aria-label="State of the board">
        {statusSays(status)}
      </p>
      <p className={styles.speed}>{progressSays(progress)}</p>
    </div>
  );
}
