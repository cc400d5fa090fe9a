import type { KeyboardEvent, RefObject } from 'react';
import styles from './Playhead.module.css';

interface Props {
  readonly handle: RefObject<HTMLDivElement | null>;
  /** Place of the cursor on the track, in pixels. */
  readonly x: number;
  readonly cursor: number;
  readonly last: number;
  /** What stands at the cursor, to be read out. */
  readonly says: string;
  /** Id of what says why the step stands there. */
  readonly why: string;
  readonly dragged: boolean;
  readonly onSeek: (moment: number) => void;
}

const LEAP = 10;

/** Where the run stands, over lanes and bars; a slider to the keyboard. Lanes see to the pointer. */
export function Playhead({ handle, x, cursor, last, says, why, dragged, onSeek }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const to = destination(event.key, cursor, last);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(Math.min(last, Math.max(0, to)));
  };
  return (
    <div className={styles.playhead} data-dragged={dragged} style={{ transform: `translateX(${x}px)` }}>
      <div
        ref={handle}
        className={styles.handle}
        role="slider"
        tabIndex={0}
        aria-label="Step"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={cursor}
        aria-valuetext={says}
        aria-describedby={why}
        onKeyDown={onKeyDown}
      >
        {cursor}
      </div>
    </div>
  );
}

function destination(key: string, cursor: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return cursor - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return cursor + 1;
    case 'PageDown':
      return cursor - LEAP;
    case 'PageUp':
      return cursor + LEAP;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
