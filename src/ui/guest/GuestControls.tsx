import { Play, Redo2, SkipForward, Square, StepBack } from 'lucide-react';
import type { GuestGoing } from '../keyboard/guest-going.ts';
import controls from '../controls.module.css';
import styles from './GuestPanel.module.css';

interface Props {
  readonly going: GuestGoing;
  /** Ends the long run that is under way; null: there is none. */
  readonly onStop: (() => void) | null;
}

/** Back, one instruction, over a call, on to a breakpoint. What cannot be done says why. */
export function GuestControls({ going: { stuck, atStart, ...go }, onStop }: Props) {
  return (
    <div className={styles.controls} role="group" aria-label="Run the guest’s code">
      <button
        className={`${controls.button} ${controls.square}`}
        aria-label="Step back"
        disabled={atStart}
        title={atStart ? 'Nothing has run yet' : 'To before the last instruction (Shift N)'}
        onClick={go.back}
      >
        <StepBack size="1em" aria-hidden />
      </button>
      <button
        className={controls.button}
        disabled={stuck !== null}
        title={stuck ?? 'One instruction of the guest, with all that the host does for it'}
        onClick={go.instruction}
      >
        <SkipForward size="1em" aria-hidden /> Instruction <kbd className={controls.key}>N</kbd>
      </button>
      <button
        className={`${controls.button} ${controls.square}`}
        aria-label="Step over"
        disabled={stuck !== null}
        title={stuck ?? 'One instruction; a call to where it comes back (Shift O)'}
        onClick={go.over}
      >
        <Redo2 size="1em" aria-hidden />
      </button>
      {/* One button, so that who started a long run can stop it without looking for another. */}
      <button
        className={controls.button}
        disabled={stuck !== null && onStop === null}
        title={onStop === null ? (stuck ?? 'To the next breakpoint, or the end (Shift X)') : 'Escape'}
        onClick={onStop ?? go.run}
      >
        {onStop === null ? <Play size="1em" aria-hidden /> : <Square size="1em" aria-hidden />}{' '}
        {onStop === null ? 'Run' : 'Stop'}
      </button>
    </div>
  );
}
