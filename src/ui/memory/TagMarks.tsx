import { COLUMNS, ROWS, outline } from '../../picture/granules.ts';
import type { Range } from '../../picture/granules.ts';
import type { TagMove } from '../../picture/page-frame.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './Tags.module.css';

interface Props {
  /** The step that they are marks of: another step starts its motion anew. */
  readonly step: number;
  readonly moving: TagMove | null;
  readonly changed: readonly Range[];
  readonly broken?: readonly number[];
  readonly pointedAt?: number | null;
}

/** What lies over the tags: those that have just changed, those being moved, those that are wrong, and the one pointed at. */
export function TagMarks({ step, moving, changed, broken = [], pointedAt = null }: Props) {
  return (
    <svg className={styles.marks} viewBox={`0 0 ${COLUMNS} ${ROWS}`} preserveAspectRatio="none" aria-hidden>
      {changed.map(({ from, to }) => (
        <rect
          key={`${step} ${from}`}
          className={styles.flash}
          x={from % COLUMNS}
          y={Math.floor(from / COLUMNS)}
          width={to - from}
          height={1}
        />
      ))}
      {moving !== null && (
        <path
          className={styles.moving}
          data-kind={moving.kind}
          style={threadColours(moving.thread)}
          d={outline(moving.range, 0.08)}
        />
      )}
      {broken.map((granule) => (
        <Ring key={granule} granule={granule} kind="broken" />
      ))}
      {pointedAt !== null && <Ring granule={pointedAt} kind="pointed" />}
    </svg>
  );
}

function Ring({ granule, kind }: { readonly granule: number; readonly kind: 'broken' | 'pointed' }) {
  const path = outline({ from: granule, to: granule + 1 }, 0.06);
  return (
    <g className={styles.ring} data-kind={kind}>
      <path className={styles.halo} d={path} />
      <path className={styles.line} d={path} />
    </g>
  );
}
