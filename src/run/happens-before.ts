/**
 * What had to come before what in a run, under sequential consistency: a thread's steps in their order, and of two steps that touch
 * the same place, one of them writing it, the earlier before the later. Of the pairs in different threads the arrows are those that
 * follow from no others.
 */
import type { StepRecord } from '../core/step/record.ts';
import { overlap, stretchesOf, type Stretch } from './stretch.ts';

/** From the earlier of two steps of different threads to the later; steps from 0. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/** The arrows of a run, in the order of the steps that they lead to. A run that grew is looked at from where it had ended. */
export function happensBefore(steps: readonly StepRecord[]): readonly Arrow[] {
  const [first] = steps;
  if (first === undefined) return [];
  const known = remembered.get(first);
  const order = known?.sharesItsStepsWith(steps) === true ? known : new Order();
  remembered.set(first, order);
  for (const record of steps.slice(order.steps.length)) order.add(record);
  return order.arrows.filter(({ to }) => to < steps.length);
}

/** By first step, which runs that branched off each other share. */
const remembered = new WeakMap<StepRecord, Order>();

/** A step's touch of a row, as far as nobody has written over it. */
interface Mark extends Stretch {
  readonly step: number;
  readonly thread: number;
}

const NONE = -1;

class Order {
  readonly steps: StepRecord[] = [];
  readonly arrows: Arrow[] = [];
  /** By step, then by thread: that thread's last step which had to come before it, or is it. */
  private readonly clocks: ReadonlyMap<number, number>[] = [];
  /** By thread. */
  private readonly last = new Map<number, number>();
  private readonly rows = new Map<number, Mark[]>();

  /** As many as both have. */
  sharesItsStepsWith(steps: readonly StepRecord[]): boolean {
    return this.steps.every((record, i) => i >= steps.length || record === steps[i]);
  }

  add(record: StepRecord): void {
    const { thread } = record;
    const step = this.steps.length;
    const clock = new Map(this.clocks[this.last.get(thread) ?? NONE]);
    // The latest first: what it came after itself is no arrow any more.
    for (const from of [...metBy(this.rows, record, step)].sort((a, b) => b - a)) {
      const other = this.steps[from]?.thread;
      if (other === undefined || other === thread || (clock.get(other) ?? NONE) >= from) continue;
      this.arrows.push({ from, to: step });
      for (const [whose, at] of this.clocks[from] ?? [])
        clock.set(whose, Math.max(clock.get(whose) ?? NONE, at));
    }
    clock.set(thread, step);
    this.clocks.push(clock);
    this.last.set(thread, step);
    this.steps.push(record);
  }
}

/** The earlier steps that a step conflicts with, but for those that a later writer stands between; marks what it touches. */
function metBy(rows: Map<number, Mark[]>, { thread, accesses }: StepRecord, step: number): Set<number> {
  const met = new Set<number>();
  for (const stretch of stretchesOf(accesses)) {
    const writes = stretch.kind === 'write';
    const marks = rows.get(stretch.row) ?? [];
    for (const mark of marks)
      if ((writes || mark.kind === 'write') && overlap(mark, stretch)) met.add(mark.step);
    // Whoever conflicts with a mark that is covered conflicts with what covers it as well.
    const stay = marks.filter(
      (mark) => !covers(stretch, mark) || !(writes || (mark.kind === 'read' && mark.thread === thread)),
    );
    stay.push({ ...stretch, step, thread });
    rows.set(stretch.row, stay);
  }
  return met;
}

function covers(whole: Stretch, part: Stretch): boolean {
  return whole.from <= part.from && part.to <= whole.to;
}
