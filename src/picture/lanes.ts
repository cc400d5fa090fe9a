/**
 * Lanes: one a thread, one cell a step. Time is not to scale; a step is as wide as its label asks for, within bounds, and several
 * steps of one operation in a row share a cell and a label (`stgm ×9`).
 */
import type { StepRecord } from '../core/step/record.ts';

export interface Cell {
  /** Steps, from 0; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly thread: number;
  readonly label: string;
  /** For a cell that is too narrow for its label: how many steps it stands for. */
  readonly count: string;
  readonly breaks: boolean;
  /** Beyond the cursor: not taken now. */
  readonly ahead: boolean;
}

export interface Lanes {
  readonly cells: readonly Cell[];
  /** Where moment n lies, n from 0 to the number of steps. */
  readonly at: Float64Array;
  readonly width: number;
}

export interface LaneMetrics {
  /** Width of one character of a label. */
  readonly character: number;
  /** Space at both sides of a label together. */
  readonly padding: number;
  readonly narrowest: number;
  readonly widest: number;
  /** What the track has; steps spread out to fill it a little. */
  readonly available: number;
}

/** Steps with at least this many of the same operation in a row share a cell. */
const MERGE = 3;

export function lanes(steps: readonly StepRecord[], cursor: number, metrics: LaneMetrics): Lanes {
  const groups = grouped(steps);
  const widths = new Float64Array(steps.length);
  for (const [from, to] of groups) {
    const needs = labelWidth(labelOf(steps, from, to), metrics);
    widths.fill(Math.max(needs / (to - from), to - from > 1 ? metrics.narrowest : 0), from, to);
  }
  const total = widths.reduce((sum, width) => sum + width, 0);
  // A short run may breathe, but not so much that its cells look empty.
  const stretch = total > 0 && total < metrics.available ? Math.min(1.25, metrics.available / total) : 1;
  const at = new Float64Array(steps.length + 1);
  widths.forEach((width, i) => {
    at[i + 1] = (at[i] ?? 0) + width * stretch;
  });
  return {
    cells: groups.flatMap(([from, to]) => splitAtCursor(steps, from, to, cursor)),
    at,
    width: at[steps.length] ?? 0,
  };
}

/** Runs of steps by one thread with one operation, long enough to merge; all other steps on their own. */
function grouped(steps: readonly StepRecord[]): [from: number, to: number][] {
  const groups: [number, number][] = [];
  for (let from = 0; from < steps.length;) {
    let to = from + 1;
    while (to < steps.length && continues(steps[to - 1], steps[to])) to++;
    if (to - from >= MERGE) groups.push([from, to]);
    else for (let i = from; i < to; i++) groups.push([i, i + 1]);
    from = to;
  }
  return groups;
}

function continues(a: StepRecord | undefined, b: StepRecord | undefined): boolean {
  if (a === undefined || b === undefined || a.broke.length > 0 || b.broke.length > 0) return false;
  return a.thread === b.thread && a.function === b.function && operation(a.label) === operation(b.label);
}

/** `stgm` of `stgm 3`: a label without the number that counts on. */
export function operation(label: string): string {
  return label.replace(/\s+(?:0x[\da-f]+|\d+)$/, '');
}

function splitAtCursor(steps: readonly StepRecord[], from: number, to: number, cursor: number): Cell[] {
  return from < cursor && cursor < to
    ? [cellOf(steps, from, cursor, cursor), cellOf(steps, cursor, to, cursor)]
    : [cellOf(steps, from, to, cursor)];
}

function cellOf(steps: readonly StepRecord[], from: number, to: number, cursor: number): Cell {
  const record = steps[from];
  return {
    from,
    to,
    thread: record?.thread ?? -1,
    label: labelOf(steps, from, to),
    count: to - from > 1 ? `×${to - from}` : '',
    breaks: (record?.broke.length ?? 0) > 0,
    ahead: from >= cursor,
  };
}

function labelOf(steps: readonly StepRecord[], from: number, to: number): string {
  const label = inShort(steps[from]?.label ?? '');
  if (to - from > 1) return `${operation(label)} ×${to - from}`;
  return (steps[from]?.broke.length ?? 0) > 0 ? `✗ ${label}` : label;
}

/** `spin_lock mm->page_table_lock` without the pointer: a lane says who does what, the listing says to which. */
function inShort(label: string): string {
  return label.replace(/\b\w+->/g, '');
}

function labelWidth(label: string, { character, padding, narrowest, widest }: LaneMetrics): number {
  return Math.min(widest, Math.max(narrowest, label.length * character + padding));
}

/** The label of a cell that is so wide: of several steps their number if no more fits; of one step its beginning. */
export function labelFor(cell: Cell, width: number, { character, padding }: LaneMetrics): string {
  const fits = (text: string): boolean => text.length * character + padding / 2 <= width;
  if (cell.count === '' || fits(cell.label)) return cell.label;
  return fits(cell.count) ? cell.count : '';
}

/** The moment that a place on the track is nearest to. */
export function momentAt({ at }: Lanes, x: number): number {
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (((at[middle] ?? 0) + (at[middle + 1] ?? 0)) / 2 < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The step that a place on the track lies in, from 0; -1 before the first. */
export function stepAt({ at }: Lanes, x: number): number {
  return (
    Math.min(
      at.length - 1,
      lowerBound(at.length, (moment) => (at[moment] ?? 0) > x),
    ) - 1
  );
}

/** The cells that are in view, so that a run of thousands of steps costs no more than one of ten. */
export function cellsBetween({ cells, at }: Lanes, left: number, right: number): readonly Cell[] {
  const first = lowerBound(cells.length, (i) => (at[cells[i]?.to ?? 0] ?? 0) > left);
  const last = lowerBound(cells.length, (i) => (at[cells[i]?.from ?? 0] ?? 0) >= right);
  return cells.slice(first, last);
}

function lowerBound(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
