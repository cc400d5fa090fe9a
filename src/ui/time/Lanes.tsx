import type { ReactNode } from 'react';
import type { Cell, LaneMetrics, Lanes as Layout } from '../../picture/lanes.ts';
import { cellsBetween, labelFor, stepAt } from '../../picture/lanes.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './Lanes.module.css';
import type { View } from './useView.ts';

interface Props {
  readonly layout: Layout;
  readonly cursor: number;
  readonly metrics: LaneMetrics;
  readonly threads: number;
  readonly view: View;
  /** What a cell's steps broke, for its title. */
  readonly titleOf: (cell: Cell) => string;
  /** The step, from 0, that a mouse points at; null when it leaves. */
  readonly onHover: (step: number | null) => void;
  /** What is drawn over the cells. */
  readonly children: ReactNode;
}

/** Between two cells. */
const GAP = 2;

/** One lane a thread, one cell a step. Only what is in view is in the document. The slider says all this to a screen reader. */
export function Lanes({ layout, cursor, metrics, threads, view, titleOf, onHover, children }: Props) {
  const margin = 200;
  const cells = cellsBetween(layout, cursor, view.left - margin, view.left + view.width + margin);
  const count = Array.from({ length: threads }, (_, index) => index);
  return (
    <div
      className={styles.lanes}
      aria-hidden
      onPointerMove={(event) => {
        if (event.pointerType !== 'mouse') return;
        const step = stepAt(layout, event.clientX - event.currentTarget.getBoundingClientRect().left);
        onHover(step < 0 ? null : step);
      }}
      onPointerLeave={() => {
        onHover(null);
      }}
    >
      {count.map((thread) => (
        <div key={thread} className={styles.lane} />
      ))}
      {cells.map((cell) => (
        <LaneCell key={cell.from} cell={cell} layout={layout} metrics={metrics} title={titleOf(cell)} />
      ))}
      {children}
    </div>
  );
}

interface CellProps {
  readonly cell: Cell;
  readonly layout: Layout;
  readonly metrics: LaneMetrics;
  readonly title: string;
}

function LaneCell({ cell, layout: { at }, metrics, title }: CellProps) {
  const left = at[cell.from] ?? 0;
  const width = (at[cell.to] ?? 0) - left - GAP;
  const steps = cell.to - cell.from;
  return (
    <div
      className={styles.cell}
      data-ahead={cell.ahead}
      data-breaks={cell.breaks}
      data-call={cell.thread < 0}
      title={title}
      style={{
        ...threadColours(Math.max(0, cell.thread)),
        ...({ '--lane': Math.max(0, cell.thread) } as Record<`--${string}`, number>),
        left,
        width,
      }}
    >
      {steps > 1 && <Ticks cell={cell} at={at} />}
      <span className={styles.label}>{labelFor(cell, width, metrics)}</span>
    </div>
  );
}

/** The steps that share the cell. */
function Ticks({ cell, at }: { readonly cell: Cell; readonly at: Float64Array }) {
  const inner = Array.from({ length: cell.to - cell.from - 1 }, (_, index) => cell.from + index + 1);
  const left = at[cell.from] ?? 0;
  return inner.map((step) => (
    <i key={step} className={styles.tick} style={{ left: (at[step] ?? 0) - left - GAP }} />
  ));
}
