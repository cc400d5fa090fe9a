/** The steps of a long run, some at a time. */
import type { State } from '../core/machine/state.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { stopsAnyway } from './go.ts';
import { isInstruction, reaches, type Taken } from './guest-steps.ts';
import type { Course, LongRunAnswer, LongRunQuestion } from './long-run.ts';

/** States are told, and answers come, at multiples of this many steps of the run: there a trace keeps states (trace.ts). */
const STEPS_A_LOOK = 64;

/** Takes the steps of a course until it is over, or until `isTime` says that somebody wants to hear of them; each answer goes on from the last one. */
export function* longSteps(
  system: System,
  { state: start, from, course, most }: Omit<LongRunQuestion, 'scenario' | 'release'>,
  isTime: () => boolean,
): Generator<LongRunAnswer> {
  const isThere = course.kind === 'told' ? null : guestIsThere(system, course);
  let state: State = start;
  let taken = from;
  for (;;) {
    const records: StepRecord[] = [];
    const states = new Map<number, State>();
    let instructions = 0;
    let over: LongRunAnswer['over'] = null;
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
    yield { records, states: states.set(taken, state), instructions, over };
    if (over !== null) return;
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
