/** The facts behind the bars over a run. A moment is looked at once; a run that grew keeps what it had. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { stepsInCommon } from '../core/step/reading.ts';
import type { StepRecord } from '../core/step/record.ts';
import type { Fact } from './facts.ts';
import { instructionOf } from './guest-label.ts';
import { constantOf } from './read.ts';

/** From this moment on a fact is at this level. */
export interface Change {
  readonly from: number;
  readonly level: number;
}

/** By fact, then in order; the first is from moment 0. */
export type Levels = readonly (readonly Change[])[];

interface Remembered {
  readonly facts: readonly Fact[];
  readonly steps: readonly StepRecord[];
  readonly levels: Levels;
}

const remembered = new WeakMap<Program, Remembered>();

/** When each fact changed. */
export function levelsOf(
  program: Program,
  facts: readonly Fact[],
  steps: readonly StepRecord[],
  stateAt: (step: number) => State,
): Levels {
  const known = remembered.get(program);
  const same = known?.facts === facts ? known : undefined;
  if (same?.steps === steps) return same.levels;
  // Two runs that share their first n steps share n + 1 moments.
  const shared = same === undefined ? 0 : stepsInCommon(same.steps, steps) + 1;
  const levels = facts.map((_, index) => (same?.levels[index] ?? []).filter(({ from }) => from < shared));
  const changesNothing = hostUnchangedBy(program);
  for (let moment = shared; moment <= steps.length; moment++) {
    const record = steps[moment - 1];
    if (record !== undefined && changesNothing(record)) continue;
    const state = stateAt(moment);
    facts.forEach((fact, index) => {
      const level = fact.levelIn(state);
      const changes = levels[index];
      if (changes?.at(-1)?.level !== level) changes?.push({ from: moment, level });
    });
  }
  remembered.set(program, { facts, steps, levels });
  return levels;
}

/** Whether a step is an instruction of a guest's own code that stored data at most: all facts are about other things. Long runs are such. */
function hostUnchangedBy(program: Program): (record: StepRecord) => boolean {
  const first = program.globals.get('frame_data')?.address ?? 0;
  const frames = Number(constantOf(program, 'NR_FRAMES'));
  return (record) =>
    instructionOf(record) !== null &&
    record.accesses.every(
      (one) =>
        one.kind === 'read' || (one.store === 'page' && one.page >= first && one.page < first + frames),
    );
}
