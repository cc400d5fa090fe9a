/**
 * Lanes: one a thread, one cell a step. Time is not to scale; a step is as wide as its label asks for, within bounds, and several
 * steps of one operation in a row share a cell and a label (`stgm ×9`).
 */
import { readOn, type Reading } from '../core/step/reading.ts';
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
  readonly steps: readonly StepRecord[];
  /** The steps that share a cell, in order. */
  readonly groups: readonly Group[];
  /** Where moment n lies, n from 0 to the number of steps. */
  readonly at: Float64Array;
  readonly width: number;
}

/** Steps, from 0, that have a cell together; `to` is exclusive. */
interface Group {
  readonly from: number;
  to: number;
  /** Characters of its label, without the number of steps. */
  readonly characters: number;
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

/** The lanes of a run. Of a run that grew, only the labels of its new steps are looked at. */
export function lanes(steps: readonly StepRecord[], metrics: LaneMetrics): Lanes {
  const groups = groupsOf(steps);
  const at = new Float64Array(steps.length + 1);
  for (const { from, to, characters } of groups) {
    const count = to - from;
    const needs = labelWidth(count > 1 ? characters + countOf(count).length + 1 : characters, metrics);
    const width = Math.max(needs / count, count > 1 ? metrics.narrowest : 0);
    for (let step = from; step < to; step++) at[step + 1] = (at[step] ?? 0) + width;
  }
  const total = at[steps.length] ?? 0;
  // A short run may breathe, but not so much that its cells look empty.
  if (total > 0 && total < metrics.available) {
    const stretch = Math.min(1.25, metrics.available / total);
    for (let moment = 1; moment < at.length; moment++) at[moment] = (at[moment] ?? 0) * stretch;
  }
  return { steps, groups, at, width: at[steps.length] ?? 0 };
}

interface Grouping {
  readonly groups: Group[];
  /** The first of the steps with one operation that the last step is one of, and that step. */
  run: number;
  last: StepRecord | undefined;
}

/** By first step, which runs that branched off each other share. */
const remembered = new WeakMap<StepRecord, Reading<Grouping>>();

/** Runs of steps by one thread with one operation, long enough to merge; all other steps on their own. */
function groupsOf(steps: readonly StepRecord[]): readonly Group[] {
  const [first] = steps;
  if (first === undefined) return [];
  const begin = (): Grouping => ({ groups: [], run: 0, last: undefined });
  const reading = readOn(remembered.get(first), steps, begin, group);
  remembered.set(first, reading);
  return reading.found.groups;
}

function group(grouping: Grouping, record: StepRecord, step: number): void {
  const { groups, last } = grouping;
  grouping.last = record;
  if (!continues(last, record)) grouping.run = step;
  const { run } = grouping;
  if (step + 1 - run < MERGE) {
    groups.push({ from: step, to: step + 1, characters: labelOf(record, 1).length });
    return;
  }
  const open = groups.at(-1);
  if (open?.from === run) {
    open.to = step + 1;
    return;
  }
  // Those that had a cell each until now.
  groups.length -= MERGE - 1;
  groups.push({ from: run, to: step + 1, characters: operation(inShort(record.label)).length });
}

function continues(a: StepRecord | undefined, b: StepRecord | undefined): boolean {
  if (a === undefined || b === undefined || a.broke.length > 0 || b.broke.length > 0) return false;
  if (a.thread !== b.thread || a.function !== b.function) return false;
  return a.label === b.label || operation(a.label) === operation(b.label);
}

/** `stgm` of `stgm 3`: a label without the number that counts on. */
export function operation(label: string): string {
  return label.replace(/\s+(?:0x[\da-f]+|\d+)$/, '');
}

function splitAtCursor(steps: readonly StepRecord[], { from, to }: Group, cursor: number): Cell[] {
  return from < cursor && cursor < to
    ? [cellOf(steps, from, cursor, cursor), cellOf(steps, cursor, to, cursor)]
    : [cellOf(steps, from, to, cursor)];
}

function cellOf(steps: readonly StepRecord[], from: number, to: number, cursor: number): Cell {
  const record = steps[from];
  const count = to - from;
  return {
    from,
    to,
    thread: record?.thread ?? -1,
    label: record === undefined ? '' : labelOf(record, count),
    count: count > 1 ? countOf(count) : '',
    breaks: (record?.broke.length ?? 0) > 0,
    ahead: from >= cursor,
  };
}

function countOf(steps: number): string {
  return `×${steps}`;
}

function labelOf(record: StepRecord, steps: number): string {
  const label = inShort(record.label);
  if (steps > 1) return `${operation(label)} ${countOf(steps)}`;
  return record.broke.length > 0 ? `✗ ${label}` : label;
}

/** `spin_lock mm->page_table_lock` without the pointer: a lane says who does what, the listing says to which. */
function inShort(label: string): string {
  return label.replace(/\b\w+->/g, '');
}

function labelWidth(characters: number, { character, padding, narrowest, widest }: LaneMetrics): number {
  return Math.min(widest, Math.max(narrowest, characters * character + padding));
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

/** The cells that are in view, so that a run of thousands of steps costs no more than one of ten. A cell ends at the cursor. */
export function cellsBetween(
  { steps, groups, at }: Lanes,
  cursor: number,
  left: number,
  right: number,
): readonly Cell[] {
  const first = lowerBound(groups.length, (i) => (at[groups[i]?.to ?? 0] ?? 0) > left);
  const last = lowerBound(groups.length, (i) => (at[groups[i]?.from ?? 0] ?? 0) >= right);
  return groups.slice(first, last).flatMap((one) => splitAtCursor(steps, one, cursor));
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
