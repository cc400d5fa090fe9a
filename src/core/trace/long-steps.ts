/** The steps of a long run, some at a time: those of a guest's own code, or those of a run that is opened. */
import type { State } from '../machine/state.ts';
import type { Choice, StepRecord } from '../step/record.ts';
import { takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { stopsAnyway } from './go.ts';
import { isInstruction, reaches, type GuestGoal, type Taken } from './guest-steps.ts';
import type { Trace } from './trace.ts';

/** States are told, and a stretch ends, at multiples of this many steps of the run: there a trace keeps states (trace.ts). */
const STEPS_A_LOOK = 64;

/** From where, and how far. */
export interface LongWay {
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

/** What was done since the stretch before. */
export interface LongStretch {
  readonly records: readonly StepRecord[];
  /** What some of them led to, the last among them, by how many steps led there: those between are found from these. */
  readonly states: ReadonlyMap<number, State>;
  readonly instructions: number;
}

/** What was done by so many stretches, behind the trace that the first began from. */
export function withStretches(trace: Trace, stretches: readonly LongStretch[]): Trace {
  return stretches.reduce((now, { records, states }) => now.with(records, states), trace);
}

/** Takes the steps of a course until it is over, which it returns; a stretch ends whenever `isTime` says that somebody wants to hear of it. */
export function* longSteps(
  system: System,
  { state: start, from, course, most }: LongWay,
  isTime: () => boolean,
): Generator<LongStretch, Over> {
  const isThere = course.kind === 'told' ? null : guestIsThere(system, course);
  let state: State = start;
  let taken = from;
  for (;;) {
    const records: StepRecord[] = [];
    const states = new Map<number, State>();
    let instructions = 0;
    let over: Over | null = null;
    while (over === null) {
      const choice = choiceOf(course, taken - from);
      if (choice === undefined) over = 'there';
      else if (taken >= most) over = 'full';
      else {
        const next = takeStep(system, state, choice);
        if ('refused' in next) over = course.kind === 'told' ? next : 'there';
        else {
          records.push(next.record);
          taken++;
          if (isInstruction(next.record)) instructions++;
          if (isThere?.({ ...next, from: state }) === true) over = 'there';
          ({ state } = next);
        }
      }
      if (taken % STEPS_A_LOOK === 0) {
        states.set(taken, state);
        if (isTime()) break;
      }
    }
    yield { records, states: states.set(taken, state), instructions };
    if (over !== null) return over;
  }
}

/** The nth choice of a course; undefined behind the last that was told. */
function choiceOf(course: Course, nth: number): Choice | undefined {
  return course.kind === 'told' ? course.choices[nth] : { kind: 'step', thread: course.thread };
}

/** Whether a guest has come to where it is to go, or to where it stops anyway; asked after every step. */
function guestIsThere(
  system: System,
  { thread, goal, isFirst }: Course & { kind: 'guest' },
): (step: Taken) => boolean {
  let first = isFirst;
  return (step) => {
    const there = reaches(goal, system.program, step, first);
    if (isInstruction(step.record)) first = false;
    return there || stopsAnyway(system, step.state, thread, step.record);
  };
}
