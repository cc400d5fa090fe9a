/**
 * Steps that are too many for a frame, of a guest's own code or of a run that is opened: a worker takes them from a state that it is
 * given, and says what they did as it goes. The page may end it at any time; what it had said until then has happened.
 */
import { withStretches, type Course, type LongStretch, type Over } from '../core/trace/long-steps.ts';
import type { Trace } from '../core/trace/trace.ts';
import { lineTo, type Line } from '../worker/line.ts';
import type { MachineName } from '../worker/machine.ts';
import { MOST_CHOICES } from '../core/limits.ts';

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

/** A run under way. */
export class LongRun {
  private readonly from: Trace;
  private readonly stretches: LongStretch[] = [];
  private readonly line: Line<'long run'>;
  private progress: LongRunProgress = { instructions: 0, steps: 0, perSecond: null };
  /** When it was first heard of, and what it had done by then: before that the worker puts the machine together. */
  private first: { readonly at: number; readonly instructions: number } | null = null;

  constructor(
    name: MachineName,
    from: Trace,
    course: Course,
    listener: LongRunListener,
    open?: () => Worker,
  ) {
    this.from = from;
    this.line = lineTo(
      'long run',
      {
        progress: (stretch) => {
          this.take(stretch);
          listener.progress(this.progress);
        },
        result: listener.over,
        failed: listener.died,
      },
      open,
    );
    const state = from.stateAt(from.length);
    this.line.start({ ...name, state, from: from.length, course, most: MOST_CHOICES });
  }

  /** Ends it at once: nothing is said afterwards. The trace with what it has done until now. */
  end(): Trace {
    this.line.end();
    return withStretches(this.from, this.stretches);
  }

  private take(stretch: LongStretch): void {
    const at = performance.now();
    const instructions = this.progress.instructions + stretch.instructions;
    const { first } = this;
    this.progress = {
      instructions,
      steps: this.progress.steps + stretch.records.length,
      perSecond:
        first === null ? null : (1000 * (instructions - first.instructions)) / Math.max(1, at - first.at),
    };
    this.first ??= { at, instructions };
    this.stretches.push(stretch);
  }
}
