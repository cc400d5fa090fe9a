import { useId, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { COLUMNS, ROWS, granuleName, neighbour, tagOf } from '../../picture/granules.ts';
import type { PageFrameMark } from '../../picture/page-frame.ts';
import controls from '../controls.module.css';
import styles from './FrameGrid.module.css';
import { TagCanvas } from './TagCanvas.tsx';
import { TagMarks } from './TagMarks.tsx';

interface Props {
  readonly frame: PageFrameMark;
  readonly step: number;
  readonly cell: number;
  readonly broken: readonly number[];
  /** The granule that the keyboard is at, or that was clicked. */
  readonly kept: number | null;
  readonly pointedAt: number | null;
  /** All that is known of the granule pointed at, to be read out. */
  readonly description: string;
  readonly onKeep: (granule: number | null) => void;
  readonly onPoint: (granule: number | null) => void;
  /** Enter on a granule. */
  readonly onJump: (granule: number) => void;
}

const DIGITS = Array.from({ length: COLUMNS }, (_, digit) => digit.toString(16));

/** The 256 granules of a page frame. One stop for the tab key; the arrow keys go from granule to granule. */
export function FrameGrid(props: Props) {
  const { frame, step, cell, broken, kept, pointedAt, description, onKeep, onPoint, onJump } = props;
  const cellId = useId();
  const [focused, setFocused] = useState(false);
  const at = kept ?? 0;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(at, event.key);
    if (next !== null) onKeep(next);
    else if (event.key === 'Enter') onJump(at);
    else if (event.key === 'Escape' && kept !== null) onKeep(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const under = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * COLUMNS);
    const row = Math.floor(((event.clientY - box.top) / box.height) * ROWS);
    return Math.min(ROWS - 1, Math.max(0, row)) * COLUMNS + Math.min(COLUMNS - 1, Math.max(0, column));
  };

  return (
    <div
      className={styles.ruled}
      data-anchor="grid"
      style={{ '--cell': `${cell}px` } as Record<`--${string}`, string>}
    >
      <ol className={styles.columns} aria-hidden>
        {DIGITS.map((digit, column) => (
          <li key={digit} data-at={pointedAt !== null && pointedAt % COLUMNS === column}>
            {digit}
          </li>
        ))}
      </ol>
      <ol className={styles.rows} aria-hidden>
        {DIGITS.map((digit, row) => (
          <li key={digit} data-at={pointedAt !== null && Math.floor(pointedAt / COLUMNS) === row}>
            {digit}
          </li>
        ))}
      </ol>
      <div
        className={styles.grid}
        data-anchor="cells"
        role="grid"
        tabIndex={0}
        aria-label={`Tags of page frame ${frame.pfn.toString(16)}`}
        aria-rowcount={ROWS}
        aria-colcount={COLUMNS}
        aria-activedescendant={focused ? cellId : undefined}
        onFocus={(event) => {
          setFocused(true);
          // A click keeps the granule that it falls on.
          if (kept === null && event.currentTarget.matches(':focus-visible')) onKeep(0);
        }}
        onBlur={() => {
          setFocused(false);
        }}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          onPoint(under(event));
        }}
        onPointerLeave={() => {
          onPoint(null);
        }}
        onPointerDown={(event) => {
          onKeep(under(event));
        }}
      >
        <TagCanvas tags={frame.tags} cell={cell} />
        <TagMarks
          step={step}
          moving={frame.moving}
          changed={frame.changed}
          broken={broken}
          pointedAt={pointedAt}
        />
        <div role="row" aria-rowindex={Math.floor(at / COLUMNS) + 1} className={controls.heard}>
          <div role="gridcell" id={cellId} aria-colindex={(at % COLUMNS) + 1} aria-selected={kept !== null}>
            {focused ? description : `granule ${granuleName(at)}, tag ${tagOf(frame.tags, at).toString(16)}`}
          </div>
        </div>
      </div>
    </div>
  );
}
