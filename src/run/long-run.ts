/**
 * Steps that are too many for a frame, of a guest's own code or of a run that is opened: a worker takes them from a state that it is
 * given, and says what they did as it goes. The page may end it at any time; what it had said until then has happened.
 */
import { MOST_CHOICES } from '../core/formats/shared-run.ts';
import type { State } from '../core/machine/state.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import type { MachineName } from '../worker/machine.ts';
import type { GuestGoal } from './guest-steps.ts';
import type { Trace } from './trace.ts';

/** From where, and how far. */
export interface LongRunQuestion extends MachineName {
  readonly state: State;
  /** How many steps led there. */
  readonly from: number;
  readonly course: Course;
  /** As many steps as a run has room for, those before among them. */
  readonly most: number;
}

/** Which steps: those of a guest until it is there (`isFirst`: no instruction has come to its end since it set out), or those that are told. */
export type Course =
  | { readonly kind: 'guest'; readonly thread: number; readonly goal: GuestGoal; readonly isFirst: boolean }
  | { readonly kind: 'told'; readonly choices: readonly Choice[] };

/** Why it does not go on: it is there, or can no further; there is no room; or the next that was told cannot be taken, and why. */
export type Over = 'there' | 'full' | { readonly refused: string };

/** What was done since the last answer. */
export interface LongRunAnswer {
  readonly records: readonly StepRecord[];
  /** What some of them led to, the last among them, by how many steps led there: those between are found from these. */
  readonly states: ReadonlyMap<number, State>;
  readonly instructions: number;
  /** Null: it goes on. */
  readonly over: Over | null;
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
  readonly over: (why: Over) => void;
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

  constructor(
    name: MachineName,
    from: Trace,
    course: Course,
    listener: LongRunListener,
    start: () => Worker = startWorker,
  ) {
    this.from = from;
    this.worker = start();
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
      course,
      most: MOST_CHOICES,
    };
    this.worker.postMessage(question);
  }

  /** Ends it at once: nothing is said afterwards. The trace with what it has done until now. */
  end(): Trace {
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
    return withAnswers(this.from, this.answers);
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

function startWorker(): Worker {
  return new Worker(new URL('./long-run.worker.ts', import.meta.url), { type: 'module' });
}
