import { hex } from '../../picture/entry.ts';
import type { PageFrameMark } from '../../picture/page-frame.ts';
import styles from './FrameRow.module.css';
import { TagCanvas } from './TagCanvas.tsx';

interface Props {
  readonly frames: readonly PageFrameMark[];
  readonly shown: number;
  /** Frames with a granule that breaks a property. */
  readonly broken: ReadonlySet<number>;
  readonly onChoose: (frame: number) => void;
}

/** All page frames of the scenario, small; the one chosen is drawn large below. */
export function FrameRow({ frames, shown, broken, onChoose }: Props) {
  return (
    <ul className={styles.row} aria-label="Page frames">
      {frames.map((frame) => (
        <li key={frame.frame}>
          <button
            className={styles.frame}
            aria-pressed={frame.frame === shown}
            aria-label={`Page frame ${hex(frame.pfn)}${broken.has(frame.frame) ? ', breaks a property' : ''}`}
            onClick={() => {
              onChoose(frame.frame);
            }}
          >
            <TagCanvas tags={frame.tags} cell={2} />
            <span className={styles.pfn}>
              {broken.has(frame.frame) && <span className={styles.cross}>✗</span>}
              {hex(frame.pfn)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
