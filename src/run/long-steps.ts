/** The steps of a long run, some at a time. */
import type { State } from '../core/machine/state.ts';
import type { StepRecord } from '../core/step/record.ts';
import { takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { stopsAnyway } from './go.ts';
import { isInstruction, reaches } from './guest-steps.ts';
import type { LongRunAnswer, LongRunQuestion } from './long-run.ts';

/** States are told, and answers come, at multiples of this many steps of the run: there a trace keeps states (trace.ts). */
const STEPS_A_LOOK = 64;

/** Takes steps until the goal, or until `isTime` says that somebody wants to hear of them; each answer goes on from the last one. */
export function* longSteps(
  system: System,
  { state: start, from, thread, goal, most }: Omit<LongRunQuestion, 'scenario' | 'release'>,
  isTime: () => boolean,
): Generator<LongRunAnswer> {
  let state: State = start;
  let taken = from;
  for (;;) {
    const records: StepRecord[] = [];
    const states = new Map<number, State>();
    let instructions = 0;
    let over: LongRunAnswer['over'] = null;
    while (over === null) {
      if (taken >= most) over = 'full';
      else {
        const next = takeStep(system, state, { kind: 'step', thread });
        if ('refused' in next) over = 'there';
        else {
          const from = state;
          ({ state } = next);
          records.push(next.record);
          taken++;
          if (isInstruction(next.record)) instructions++;
          if (
            stopsAnyway(system, state, thread, next.record) ||
            reaches(goal, system.program, { record: next.record, from, state }, false)
          )
            over = 'there';
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
