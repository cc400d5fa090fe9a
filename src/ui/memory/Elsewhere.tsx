import { address, entrySummary } from '../../picture/entry.ts';
import type { MappingMark } from '../../picture/mapping.ts';
import styles from './MemoryPanel.module.css';

interface Props {
  readonly marks: readonly MappingMark[];
  readonly frames: readonly number[];
  readonly onChoose: (frame: number) => void;
}

/** Pages that are mapped to other frames than the one shown, or to none: a line each. */
export function Elsewhere({ marks, frames, onChoose }: Props) {
  return (
    <ul className={styles.elsewhere} aria-label="Other pages">
      {marks.map((mark) => (
        <li key={mark.index}>
          <span>{mark.mapping.name}</span> <code>{address(mark.address)}</code> <span>→</span>{' '}
          {mark.frame !== null && frames.includes(mark.frame) ? (
            <button
              className={styles.other}
              onClick={() => {
                if (mark.frame !== null) onChoose(mark.frame);
              }}
            >
              {entrySummary(mark.entry)}
            </button>
          ) : (
            <span>{entrySummary(mark.entry)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
