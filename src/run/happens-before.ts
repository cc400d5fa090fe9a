/**
 * What had to come before what in a run, under sequential consistency: a thread's steps in their order, and of two steps that touch
 * the same place, one of them writing it, the earlier before the later. Of the pairs in different threads the arrows are those that
 * follow from no others.
 */
import { readOn, type Reading } from '../core/step/reading.ts';
import type { Access, StepRecord } from '../core/step/record.ts';
import { eachStretch, type Stretch } from './stretch.ts';

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
  if (known?.steps === steps) return known.arrows;
  const { found } = readOn(
    known,
    steps,
    () => new Order(),
    (order, record) => {
      order.add(record);
    },
  );
  const arrows = found.arrows.slice();
  remembered.set(first, { steps, found, arrows });
  return arrows;
}

/** By first step, which runs that branched off each other share. */
const remembered = new WeakMap<StepRecord, Reading<Order> & { readonly arrows: readonly Arrow[] }>();

/** A step's touch of a row, as far as nobody has written over it. */
interface Mark {
  readonly kind: Stretch['kind'];
  readonly from: number;
  readonly to: number;
  step: number;
  readonly thread: number;
}

const NONE = -1;

class Order {
  readonly arrows: Arrow[] = [];
  /** By step, whose it is. */
  private readonly threads: number[] = [];
  /** By step, then by thread: another thread's last step which had to come before it. One that adds nothing shares its thread's last. */
  private readonly clocks: ReadonlyMap<number, number>[] = [];
  /** By thread. */
  private readonly last = new Map<number, number>();
  private readonly rows = new Map<number, Mark[]>();

  add({ thread, accesses }: StepRecord): void {
    const step = this.threads.length;
    let clock = this.clocks[this.last.get(thread) ?? NONE] ?? NOTHING;
    // The latest first: what it came after itself is no arrow any more.
    for (const from of metBy(this.rows, thread, accesses, step)) {
      const other = this.threads[from] ?? NONE;
      if ((clock.get(other) ?? NONE) >= from) continue;
      this.arrows.push({ from, to: step });
      const grown = new Map(clock).set(other, from);
      for (const [whose, at] of this.clocks[from] ?? NOTHING)
        if (whose !== thread) grown.set(whose, Math.max(grown.get(whose) ?? NONE, at));
      clock = grown;
    }
    this.clocks.push(clock);
    this.last.set(thread, step);
    this.threads.push(thread);
  }
}

const NOTHING: ReadonlyMap<number, number> = new Map();

/**
 * The earlier steps of other threads that a step conflicts with, the latest first, but for those that a later writer stands between;
 * marks what it touches.
 */
function metBy(
  rows: Map<number, Mark[]>,
  thread: number,
  accesses: readonly Access[],
  step: number,
): readonly number[] {
  const met: number[] = [];
  for (const access of accesses) {
    const { kind } = access;
    eachStretch(access, (row, from, to) => {
      const marks = rows.get(row);
      const own = marks?.at(-1);
      if (marks === undefined) rows.set(row, [{ kind, from, to, step, thread }]);
      else if (own?.kind === kind && own.from === from && own.to === to && isOnlyOf(thread, marks)) {
        // A thread does the same again where nobody else was, as most steps do: met is nobody, and the rest stays.
        own.step = step;
      } else {
        for (const mark of marks)
          if (
            mark.thread !== thread &&
            (kind === 'write' || mark.kind === 'write') &&
            overlap(mark, from, to)
          )
            met.push(mark.step);
        // Whoever conflicts with a mark that is covered conflicts with what covers it as well.
        const stay = marks.filter(
          (mark) =>
            from > mark.from ||
            mark.to > to ||
            !(kind === 'write' || (mark.kind === 'read' && mark.thread === thread)),
        );
        stay.push({ kind, from, to, step, thread });
        rows.set(row, stay);
      }
    });
  }
  return met.sort((a, b) => b - a);
}

function isOnlyOf(thread: number, marks: readonly Mark[]): boolean {
  return marks.every((mark) => mark.thread === thread);
}

function overlap(mark: Mark, from: number, to: number): boolean {
  return mark.from < to && from < mark.to;
}
