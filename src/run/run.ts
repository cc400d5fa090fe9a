/** What the page reads and does: the visitor's run as plain data and the actions on it. The store in store.ts holds one of these. */
import type { Program, Span } from '../core/lang/program.ts';
import type { CompiledMachine } from '../core/scenarios/assemble.ts';
import type { State } from '../core/machine/state.ts';
import type { OfferedRun } from '../core/scenarios/offered-runs.ts';
import type { Property, Scenario } from '../core/scenarios/scenario.ts';
import type { StepRecord, ThreadStatus, UserWrite } from '../core/step/record.ts';
import type { Until } from '../core/trace/until.ts';
import type { LongRunProgress } from './long-run.ts';
import type { Reading } from '../core/formats/shared-run.ts';

export { instructionBack } from '../core/trace/guest-steps.ts';
export type { Until } from '../core/trace/until.ts';

/** A thread at the cursor. */
export interface ThreadView {
  readonly index: number;
  readonly name: string;
  readonly role: string;
  readonly status: ThreadStatus;
  /** Label of the operation it rests before, or ''. */
  readonly next: string;
  /** Innermost frame first. Empty when it has ended. */
  readonly frames: readonly FrameView[];
}

export interface FrameView {
  readonly function: string;
  /** Index into program.sources. */
  readonly file: number;
  /** The statement standing in this frame, and the sub-expression about to run (innermost frame) or the call. */
  readonly statement: Span;
  readonly span: Span;
  readonly locals: readonly {
    readonly name: string;
    readonly type: string;
    readonly value: string;
    readonly live: boolean;
  }[];
}

export interface PropertyView {
  readonly property: Property;
  /** Step (from 1) that broke it at or before the cursor, or null while it holds. */
  readonly brokenAt: number | null;
  /** What exactly, in a sentence: granule, tag shown, tag owed. */
  readonly detail: string | null;
  /** The place it concerns: frame index and granule. */
  readonly place: { readonly frame: number; readonly granule: number } | null;
}

/** Answer of the last call at or before the cursor. */
export interface CallView {
  readonly step: number;
  readonly finished: boolean;
  readonly ret: bigint | null;
  /** Sources that decided the answer: the check's condition and the statement that set it; null if none refused. */
  readonly decidedBy: {
    readonly check: Span | null;
    readonly statement: Span;
    readonly function: string;
  } | null;
}

export interface RunSnapshot {
  readonly scenario: Scenario;
  readonly release: string;
  /** Edited texts in force, by path; none while the release is as it was. */
  readonly edits: ReadonlyMap<string, string>;
  /** Whether the visitor's edits of this release are kept aside: this is the release as it is. */
  readonly aside: boolean;
  readonly program: Program;
  /** All steps of the current branch; `cursor` of them have been taken. */
  readonly steps: readonly StepRecord[];
  readonly cursor: number;
  readonly state: State;
  /** The state before the cursor's step, for marking what changed; same as state at 0. */
  readonly previous: State;
  /** 16 hex digits over the content of `state`. */
  readonly digest: string;
  readonly threads: readonly ThreadView[];
  readonly properties: readonly PropertyView[];
  readonly call: CallView | null;
  /** A note after carrying a run to another release, or after a command that could not: 'blocked there', 'finished in turn'. */
  readonly note: string | null;
  /** Earlier branch kept since the past was changed, or null. */
  readonly kept: { readonly steps: number; readonly divergesAt: number } | null;
  /** Addresses before which a guest's own code stops; each is one of an instruction of its program. */
  readonly breakpoints: ReadonlySet<bigint>;
  /** A run of a guest's code that goes on by itself in a worker, and is not among the steps yet; null if there is none. */
  readonly going: LongRunProgress | null;
  /** A run that is being opened and has not arrived: of its steps, how many are taken. What is shown until then is its start; null if there is none. */
  readonly opening: { readonly steps: number; readonly of: number } | null;
  readonly playing: boolean;
  /** Steps a second. */
  readonly speed: number;
}

export interface RunActions {
  step(thread: number, outcome?: number): void;
  run(thread: number, until: Until): void;
  /** Sets a breakpoint in a guest's own code, or takes it away. They stay with the scenario while the page is open. */
  toggleBreakpoint(address: bigint): void;
  /** Move the cursor: 0 is before the first step. */
  seek(step: number): void;
  /** Ends a long run, or the opening of one; what it has done is part of the run. Any other action does so as well. */
  stop(): void;
  play(): void;
  pause(): void;
  setSpeed(stepsASecond: number): void;
  call(nr: bigint, args: readonly bigint[], writes: readonly UserWrite[]): void;
  chooseRelease(release: string): void;
  chooseScenario(id: string): void;
  /** Lists the scenario of a file, and starts it on the release that it is written for. */
  openScenario(scenario: Scenario): void;
  /** Takes the scenario of a file off the list. */
  closeScenario(id: string): void;
  showMe(run: OfferedRun): void;
  /**
   * Starts the scenario on a release and takes these choices, as far as they can be taken; stands after the last. Choices that were
   * made with other edits than those in force are carried over.
   */
  enter(
    release: string,
    choices: readonly { readonly thread: number; readonly outcome: number }[],
    edits?: ReadonlyMap<string, string>,
  ): void;
  /**
   * Puts edited texts into force on the present release and carries the run over; none puts the release back. `compiled`: what a worker
   * has made of them.
   */
  edit(edits: ReadonlyMap<string, string>, compiled?: CompiledMachine | null): void;
  /** Opens what was read of a link or a file; what it lacks stays as it is. */
  open(reading: Reading): void;
  returnToKept(): void;
  restart(): void;
}
