/**
 * Breadth-first search over every interleaving of a steppable thing: each state once, so the first way found to break a property is a
 * shortest one. Runs in slices, so that whoever drives it can report, pause and stop in between.
 */
import { Columns } from '../machine/intern.ts';
import { NumberRows } from '../machine/number-rows.ts';
import type { Steppable } from '../step/steppable.ts';
import { causeOf, type Cause } from './cause.ts';
import type { Reducing } from './reductions.ts';
import type { Reducer } from './reduce.ts';
import type { Symmetry } from './symmetry.ts';
import { MOST_CAUSES, MOST_JUDGED } from '../limits.ts';

export interface Limits {
  /** Stops, bounded, beyond so many states. */
  readonly states: number;
  /** Stops, bounded, beyond so many bytes. */
  readonly bytes: number;
  /**
   * Only runs in which so many times at most a thread is interrupted though it could go on; absent: all runs. A state is then looked
   * at once for each thread that moved last and each number of interruptions.
   */
  readonly preemptions?: number;
  /** Stops, bounded, beyond so many steps; absent: all lengths. */
  readonly depth?: number;
}

/** One choice of a run. */
export interface Taken {
  readonly thread: number;
  readonly outcome: number;
}

/** What is known so far. Exact once `done` and not `bounded`. */
export interface Progress {
  readonly done: boolean;
  /** Whether a limit stopped it: then what was not found may still be there. */
  readonly bounded: boolean;
  readonly states: number;
  readonly transitions: number;
  /** Steps from the start to the state looked at now. */
  readonly depth: number;
  readonly bytes: number;
}

/** The first step found that breaks a check for one cause: from a state in which the check held. */
export interface Failure {
  readonly from: number;
  readonly step: Taken;
  readonly cause: Cause;
}

/** Told of a step: who, with which outcome, the shared number before and after it, the state it starts from. */
type Visit = (thread: number, outcome: number, from: number, shared: number, state: number) => void;

const PARENT = 0;
const HOW = 1;
const OUTCOME_SHIFT = 8;

export class Search {
  readonly thing: Steppable;
  private readonly limits: Limits;
  /** A state is its threads' own numbers and the shared one. */
  private readonly table: NumberRows;
  /** By state: the state before it, and thread + outcome that led here. */
  private readonly origin = new Columns(2);
  private readonly row: Uint32Array;
  private readonly next: Uint32Array;
  private at = 0;
  private depth = 0;
  private levelEnd = 1;
  private transitions = 0;
  private stopped = false;
  /** By check: the first state in which it has failed. */
  private readonly firstBroken: number[];
  /** By check: failures by cause, the shortest first; and how many steps were looked at for them. */
  private readonly found: Map<string, Failure>[];
  private readonly judged: number[];
  /** States in which nobody can move. */
  readonly ends: number[] = [];
  private seenBroken = 0;
  private readonly reducer: Reducer | null;
  /** With it the threads of a state may stand in other places than in the run that led there. */
  private readonly symmetry: Symmetry | null;
  /** By state, where there is a reducer: the thread whose steps alone were taken there, or -1. */
  private readonly lone = new Columns(1);
  /** How many steps have led to states that were known. */
  private known = 0;
  /** `reducer.grown` when all that went on alone had last been looked at. */
  private settledAt = 0;

  /** `reducing` leaves states out, but no verdict. It does not go together with a bound on preemptions. */
  constructor(thing: Steppable, limits: Limits, reducing: Reducing | null = null) {
    if (reducing !== null && limits.preemptions !== undefined)
      throw new Error('a bound on preemptions tells interleavings apart that a reduction takes for the same');
    this.thing = thing;
    this.limits = limits;
    this.reducer = reducing?.reducer ?? null;
    this.symmetry = reducing?.symmetry ?? null;
    const width = thing.threads + (limits.preemptions === undefined ? 1 : 2);
    this.table = new NumberRows(width);
    this.row = new Uint32Array(width);
    this.next = new Uint32Array(width);
    this.firstBroken = Array.from({ length: thing.checks }, () => -1);
    this.found = this.firstBroken.map(() => new Map<string, Failure>());
    this.judged = this.firstBroken.map(() => 0);
    this.row.set([...thing.locals, thing.shared]);
    this.table.intern(this.row);
    this.origin.add(-1, -1);
    this.note(0, thing.broken(thing.shared));
  }

  /** Looks at up to so many states more; whether the search is over. */
  advance(states: number): boolean {
    for (let n = 0; n < states && !this.stopped && this.table.size <= this.limits.states; n++) {
      if (this.at < this.table.size) {
        this.stopped = this.at >= this.levelEnd && this.depth + 1 >= (this.limits.depth ?? Infinity);
        if (!this.stopped) this.expand(this.at++);
      } else if (!this.goBack()) break;
    }
    if (this.table.size > this.limits.states || (this.at % 4096 < states && this.bytes > this.limits.bytes))
      this.stopped = this.at < this.table.size;
    return this.over;
  }

  private get over(): boolean {
    return (
      this.stopped ||
      (this.at >= this.table.size && !(this.reducer !== null && this.reducer.grown !== this.settledAt))
    );
  }

  /** Whether states or interleavings may have been left out. */
  get reduced(): boolean {
    return this.reducer !== null || this.symmetry !== null;
  }

  get progress(): Progress {
    const { depth, transitions, bytes } = this;
    return {
      done: this.over,
      bounded: this.stopped,
      states: this.table.size,
      transitions,
      depth,
      bytes,
    };
  }

  get states(): number {
    return this.table.size;
  }
  /** So many states, the first ones, have been looked at; all unless it is bounded. */
  get lookedAt(): number {
    return this.at;
  }
  get bytes(): number {
    return this.table.bytes + this.origin.bytes + this.thing.bytes();
  }

  /** A shortest run after which a check has failed, or null if none was found. */
  shortest(check: number): Taken[] | null {
    const state = this.firstBroken[check] ?? -1;
    return state < 0 ? null : this.pathTo(state);
  }

  /** Failures of a check by different causes, the shortest first; not all, but so many as are told apart. */
  failures(check: number): Failure[] {
    return [...(this.found[check]?.values() ?? [])];
  }

  /** The run to a failure, the step that breaks included. */
  runTo({ from, step }: Failure): Taken[] {
    return this.realRun([...this.kept(from), step]);
  }

  /** The states from the start to a state, both included. */
  statesTo(state: number): number[] {
    const states = [state];
    for (let s = state; s > 0;) {
      s = this.origin.at(PARENT, s);
      states.push(s);
    }
    return states.reverse();
  }

  /** The choices from the start to a state. */
  pathTo(state: number): Taken[] {
    return this.realRun(this.kept(state));
  }

  /** The steps by which a state was found, each with its thread as it stood in the state before. */
  private kept(state: number): Taken[] {
    const path: Taken[] = [];
    for (let s = state; s > 0; s = this.origin.at(PARENT, s)) path.push(this.stepTo(s));
    return path.reverse();
  }

  private stepTo(state: number): Taken {
    const how = this.origin.at(HOW, state);
    return { thread: how & 0xff, outcome: how >> OUTCOME_SHIFT };
  }

  /** The run that such steps are: where threads have changed places, who each was at the start. */
  private realRun(steps: readonly Taken[]): Taken[] {
    const { symmetry, thing } = this;
    if (symmetry === null) return [...steps];
    const row = Uint32Array.from([...thing.locals, thing.shared]);
    let who = thing.locals.map((_, thread) => thread);
    return steps.map(({ thread, outcome }) => {
      const real = who[thread] ?? thread;
      let move = thing.move(thread, row[thread] ?? 0, row[thing.threads] ?? 0);
      while (move >= 0 && thing.moveOutcome(move) !== outcome) move = thing.nextMove(move);
      row[thread] = thing.moveLocal(move);
      row[thing.threads] = thing.moveShared(move);
      symmetry.order(row);
      const before = who;
      who = symmetry.was.map((old) => before[old] ?? old);
      return { thread: real, outcome };
    });
  }

  /** A thread's own number, or the shared one (column `threads`), of a state. */
  part(state: number, column: number): number {
    return this.table.at(state, column);
  }

  /** Calls `visit` with every state that one step leads to from `state`; where some were left out, with those that were not. */
  successors(state: number, visit: (next: number, thread: number, outcome: number) => void): void {
    const each: Visit = (thread, outcome) => {
      this.symmetry?.order(this.next);
      visit(this.table.intern(this.next), thread, outcome);
    };
    const lone = state < this.lone.size ? this.lone.at(0, state) : -1;
    if (lone >= 0) this.each(state, each, lone, lone + 1);
    else this.each(state, each, 0, this.thing.threads);
  }

  private expand(state: number): void {
    if (state >= this.levelEnd) {
      this.depth++;
      this.levelEnd = this.table.size;
    }
    const lone = this.loneThread(state);
    const before = this.known;
    if (lone >= 0) this.each(state, this.take, lone, lone + 1);
    // Where it would lead to what is known, the others might never get their turn (the cycle proviso).
    const alone = lone >= 0 && this.known === before;
    if (this.reducer !== null) this.lone.add(alone ? lone : -1);
    if (!alone) this.expandRest(state, lone);
  }

  /** Takes every step from `state` but those of thread `done`; -1: nobody's have been taken. */
  private expandRest(state: number, done: number): void {
    const { threads } = this.thing;
    const before = done > 0 && this.each(state, this.take, 0, done);
    const after = this.each(state, this.take, done + 1, threads);
    if (done < 0 && !before && !after) this.end(state);
  }

  /** A thread whose steps are enough to look at in `state`, or -1. */
  private loneThread(state: number): number {
    const { reducer, row, thing } = this;
    if (reducer === null) return -1;
    this.load(state);
    for (let thread = 0; thread < thing.threads; thread++) {
      reducer.learn(thread, row[thread] ?? 0, row[thing.threads] ?? 0);
      if (reducer.mayGoAlone(row, thread)) return thread;
    }
    return -1;
  }

  /** Once all is looked at: goes back to where a thread went on alone because of what was not known then. Whether there was any. */
  private goBack(): boolean {
    const { reducer, lone } = this;
    if (reducer === null || reducer.grown === this.settledAt) return false;
    this.settledAt = reducer.grown;
    let back = false;
    for (let state = 0; state < lone.size; state++) {
      const thread = lone.at(0, state);
      if (thread < 0) continue;
      this.load(state);
      if (reducer.mayGoAlone(this.row, thread)) continue;
      lone.put(0, state, -1);
      this.expandRest(state, thread);
      back = true;
    }
    return back || this.goBack();
  }

  private readonly take: Visit = (thread, outcome, from, shared, state) => {
    this.transitions++;
    const before = this.table.size;
    this.symmetry?.order(this.next);
    const found = this.table.intern(this.next);
    const broken = shared === from ? 0 : this.thing.broken(shared) & ~this.thing.broken(from);
    // A state that is known may be reached by another step, for another cause.
    if (broken !== 0) this.judge(state, { thread, outcome }, broken);
    if (found < before) {
      this.known++;
      return;
    }
    this.origin.add(state, thread | (outcome << OUTCOME_SHIFT));
    this.note(found, broken);
  };

  private load(state: number): void {
    const { row, table } = this;
    for (let i = 0; i < row.length; i++) row[i] = table.at(state, i);
  }

  /** Sets `next` to each successor of `state` in turn, by the threads from `first` to before `end`; false if none of them can move. */
  private each(state: number, visit: Visit, first: number, end: number): boolean {
    const { thing, row, next, reducer } = this;
    const { threads } = thing;
    this.load(state);
    const shared = row[threads] ?? 0;
    let moved = false;
    for (let thread = first; thread < end; thread++) {
      const history = this.historyAfter(thread, shared);
      if (history < 0) continue;
      reducer?.learn(thread, row[thread] ?? 0, shared);
      for (let move = thing.move(thread, row[thread] ?? 0, shared); move >= 0; move = thing.nextMove(move)) {
        moved = true;
        next.set(row);
        next[thread] = thing.moveLocal(move);
        const to = thing.moveShared(move);
        next[threads] = to;
        if (next.length > threads + 1) next[threads + 1] = history;
        visit(thread, thing.moveOutcome(move), shared, to, state);
      }
    }
    return moved;
  }

  /**
   * Where preemptions are bounded: who moved last and how often somebody was interrupted, once `thread` has moved from `row`; -1 if
   * that is one interruption too many. Whoever cannot go on is not interrupted, so no state becomes an end by the bound.
   */
  private historyAfter(thread: number, shared: number): number {
    const { preemptions } = this.limits;
    if (preemptions === undefined) return 0;
    const history = this.row[this.thing.threads + 1] ?? 0;
    const last = (history & 0xff) - 1;
    const interrupts =
      last >= 0 && last !== thread && this.thing.move(last, this.row[last] ?? 0, shared) >= 0;
    const used = (history >> 8) + (interrupts ? 1 : 0);
    return used > preemptions ? -1 : (used << 8) | (thread + 1);
  }

  private end(state: number): void {
    this.ends.push(state);
    const broken = this.brokenAtEnd(state);
    if (broken !== 0 && state > 0) this.judge(this.origin.at(PARENT, state), this.stepTo(state), broken);
    this.note(state, broken);
  }

  /** The checks that look at the end, a bit each, for a state in which nobody can move. */
  brokenAtEnd(state: number): number {
    const { thing } = this;
    const shared = this.part(state, thing.threads);
    const over = thing.locals.every((_, thread) => thing.finished(thread, this.part(state, thread), shared));
    return over ? thing.brokenAtEnd(shared) : thing.deadlockBit;
  }

  /** Remembers the first state in which a check has failed. */
  private note(state: number, broken: number): void {
    const fresh = broken & ~this.seenBroken;
    if (fresh === 0) return;
    this.seenBroken |= fresh;
    for (let check = 0; check < this.firstBroken.length; check++)
      if ((fresh & (1 << check)) !== 0) this.firstBroken[check] = state;
  }

  /** Sorts a step that breaks checks by its cause. */
  private judge(from: number, step: Taken, broken: number): void {
    let cause: Cause | null = null;
    for (let check = 0; check < this.found.length; check++) {
      const known = this.found[check];
      const judged = this.judged[check] ?? 0;
      if (known === undefined || (broken & (1 << check)) === 0) continue;
      if (known.size >= MOST_CAUSES || judged >= MOST_JUDGED) continue;
      this.judged[check] = judged + 1;
      cause ??= causeOf(this.thing, this.realRun([...this.kept(from), step]));
      if (!known.has(cause.key)) known.set(cause.key, { from, step, cause });
    }
  }
}
