import { Play, Redo2, SkipForward, StepBack } from 'lucide-react';
import type { GuestGoing } from '../keyboard/guest-going.ts';
import controls from '../controls.module.css';
import styles from './GuestPanel.module.css';

/** Back, one instruction, over a call, on to a breakpoint. What cannot be done says why. */
export function GuestControls({ going: { stuck, atStart, ...go } }: { readonly going: GuestGoing }) {
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
      <button
        className={controls.button}
        disabled={stuck !== null}
        title={stuck ?? 'To the next breakpoint, or the end (Shift X)'}
        onClick={go.run}
      >
        <Play size="1em" aria-hidden /> Run
      </button>
    </div>
  );
}
