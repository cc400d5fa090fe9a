/**
 * A run of a guest's code that is too long for a frame: a worker takes the steps from a state that it is given, and says what they did as
 * it goes. The page may end it at any time; what it had said until then has happened.
 */
import { MOST_CHOICES } from '../core/formats/shared-run.ts';
import type { State } from '../core/machine/state.ts';
import type { StepRecord } from '../core/step/record.ts';
import type { MachineName } from '../worker/machine.ts';
import type { GuestGoal } from './guest-steps.ts';
import type { Trace } from './trace.ts';

/** From where, and how far. */
export interface LongRunQuestion extends MachineName {
  readonly state: State;
  /** How many steps led there. */
  readonly from: number;
  readonly thread: number;
  readonly goal: GuestGoal;
  /** As many steps as a run has room for, those before among them. */
  readonly most: number;
}

/** What was done since the last answer. */
export interface LongRunAnswer {
  readonly records: readonly StepRecord[];
  /** What some of them led to, the last among them, by how many steps led there: those between are found from these. */
  readonly states: ReadonlyMap<number, State>;
  readonly instructions: number;
  /** Why it does not go on: it is there, or can no further; there is no room. Null: it goes on. */
  readonly over: 'there' | 'full' | null;
}

/** How it goes, for whoever waits. */
export interface LongRunProgress {
  readonly instructions: number;
  readonly steps: number;
  /** Instructions a second; null before it is known. */
  readonly perSecond: number | null;
}

/** Who is told. */
export interface LongRunListener {
  readonly progress: (progress: LongRunProgress) => void;
  readonly over: (why: 'there' | 'full') => void;
  readonly died: (why: string) => void;
}

/** What was done by so many answers, behind the trace that it began from. */
export function withAnswers(trace: Trace, answers: readonly LongRunAnswer[]): Trace {
  return answers.reduce((now, { records, states }) => now.with(records, states), trace);
}

/** A run under way. */
export class LongRun {
  private readonly from: Trace;
  private readonly answers: LongRunAnswer[] = [];
  private readonly worker: Worker;
  private progress: LongRunProgress = { instructions: 0, steps: 0, perSecond: null };
  /** When it was first heard of, and what it had done by then: before that the worker puts the machine together. */
  private first: { readonly at: number; readonly instructions: number } | null = null;

  constructor(name: MachineName, from: Trace, thread: number, goal: GuestGoal, listener: LongRunListener) {
    this.from = from;
    this.worker = new Worker(new URL('./long-run.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<LongRunAnswer>) => {
      this.take(data);
      if (data.over === null) listener.progress(this.progress);
      else listener.over(data.over);
    };
    this.worker.onerror = ({ message }) => {
      listener.died(message);
    };
    const state = from.stateAt(from.length);
    const question: LongRunQuestion = {
      ...name,
      state,
      from: from.length,
      thread,
      goal,
      most: MOST_CHOICES,
    };
    this.worker.postMessage(question);
  }

  /** Ends it at once: nothing is said afterwards. What it has done until now. */
  end(): { readonly from: Trace; readonly answers: readonly LongRunAnswer[] } {
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
    const { from, answers } = this;
    return { from, answers };
  }

  private take(answer: LongRunAnswer): void {
    const at = performance.now();
    const instructions = this.progress.instructions + answer.instructions;
    const { first } = this;
    this.progress = {
      instructions,
      steps: this.progress.steps + answer.records.length,
      perSecond:
        first === null ? null : (1000 * (instructions - first.instructions)) / Math.max(1, at - first.at),
    };
    this.first ??= { at, instructions };
    this.answers.push(answer);
  }
}
