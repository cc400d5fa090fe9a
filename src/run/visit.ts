/** The visitor's run as one value: how it begins, and what the page is shown of it. */
import { build, NO_EDITS, type Edits } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice } from '../core/step/record.ts';
import { statusOf } from '../core/step/status.ts';
import { NO_BREAKPOINTS, standing, type Breakpoints } from './breakpoints.ts';
import { carryOver } from '../core/trace/carry.ts';
import type { LongRunProgress } from './long-run.ts';
import { taking } from '../core/trace/taking.ts';
import { nextThread } from './next-thread.ts';
import type { RunSnapshot } from './run.ts';
import { snapshotAt } from './snapshot.ts';
import { groundFor } from './systems.ts';
import { Trace } from '../core/trace/trace.ts';

/** All that the visitor's run is; the snapshot is derived from it. */
export interface Run {
  readonly scenario: Scenario;
  readonly release: string;
  /** What the visitor has edited, by release. On its release an edit stays in force until it is taken back. */
  readonly editsOf: ReadonlyMap<string, Edits>;
  /** Whether this is the release as it is, though the visitor has edited it. */
  readonly aside: boolean;
  readonly trace: Trace;
  readonly cursor: number;
  readonly note: string | null;
  readonly kept: { readonly trace: Trace; readonly divergesAt: number; readonly cursor: number } | null;
  /** `trace` was blocked on the way from `from`, which is carried further in its stead. */
  readonly blocked: { readonly trace: Trace; readonly from: Pick<Run, 'trace' | 'cursor'> } | null;
  /** By scenario. */
  readonly breakpoints: ReadonlyMap<string, Breakpoints>;
  readonly going: LongRunProgress | null;
  readonly opening: RunSnapshot['opening'];
  readonly playing: boolean;
  readonly speed: number;
}

const DEFAULT_SPEED = 4;

/** The edits in force: those of the release, unless they are kept aside or do not compile in this scenario. */
export function editsIn({ scenario, release, editsOf, aside }: Run): Edits {
  const edits = aside ? NO_EDITS : (editsOf.get(release) ?? NO_EDITS);
  return 'refused' in build(scenario, release, edits) ? NO_EDITS : edits;
}

/** A run at its start; the release is another where the scenario is not for the one that was wanted, and a note says so. */
export function startOf(
  scenario: Scenario,
  wanted: string,
  { editsOf, breakpoints }: Pick<Run, 'editsOf' | 'breakpoints'>,
  aside = false,
): Run {
  const edits = aside ? NO_EDITS : (editsOf.get(wanted) ?? NO_EDITS);
  const { system, release, note } = groundFor(scenario, wanted, edits);
  return {
    scenario,
    release,
    editsOf,
    aside,
    trace: Trace.start(system),
    cursor: 0,
    note,
    kept: null,
    blocked: null,
    breakpoints,
    going: null,
    opening: null,
    playing: false,
    speed: DEFAULT_SPEED,
  };
}

/** Choices that were made on a release with certain edits, taken on what is in force there now. */
export function replayed(start: Run, edits: Edits, choices: readonly Choice[]): Trace {
  const made = build(start.scenario, start.release, edits);
  if ('refused' in made || made === start.trace.system) return taking(start.trace, choices).trace;
  return carryOver(taking(Trace.start(made), choices).trace, 0, start.trace.system).trace;
}

/** Notes as one; null if there is none. */
export function together(...notes: readonly (string | null)[]): string | null {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? null : said.join(' ');
}

/** What the page is shown. */
export function snapshotOf(run: Run): RunSnapshot {
  const { note, going, opening, playing, speed } = run;
  const kept = run.kept === null ? null : { steps: run.kept.trace.length, divergesAt: run.kept.divergesAt };
  return {
    ...snapshotAt(run.scenario, run.release, run.trace, run.cursor),
    edits: editsIn(run),
    aside: run.aside,
    note,
    kept,
    breakpoints: standingIn(run),
    going,
    opening,
    playing,
    speed,
  };
}

/** The breakpoints of the present scenario that its program, as it is, has the addresses of. */
export function standingIn(run: Run): Breakpoints {
  const { scenario, release, trace } = run;
  const set = run.breakpoints.get(scenario.id) ?? NO_BREAKPOINTS;
  return standing(set, trace.system, scenario, release, editsIn(run));
}

/** Whether a trace begins with all the choices of another. */
export function continues(old: Trace, next: Trace): boolean {
  return (
    next.length >= old.length && old.records.every((r, i) => sameChoice(r.choice, next.records[i]?.choice))
  );
}

/** Whether two choices are the same step of the same thread. */
export function sameChoice(a: Choice, b: Choice | undefined): boolean {
  if (a.kind !== 'step' || b?.kind !== 'step') return false;
  return a.thread === b.thread && (a.outcome ?? 0) === (b.outcome ?? 0);
}

/** Who goes on by itself. */
export function threadToPlay({ trace, cursor, scenario }: Run): number | null {
  const state = trace.stateAt(cursor);
  return nextThread(
    trace.records,
    cursor,
    scenario.threads.length,
    (thread) => statusOf(trace.system, state, thread).kind === 'ready',
  );
}
