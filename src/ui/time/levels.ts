/** The facts behind the bars at every moment of a run. A moment is looked at once; a run that grew keeps what it had. */
import type { Program } from '../../core/lang/program.ts';
import type { State } from '../../core/machine/state.ts';
import type { StepRecord } from '../../core/step/record.ts';
import { constantOf } from '../../picture/read.ts';
import { instructionOf } from '../../picture/guest-label.ts';
import type { Fact } from '../../picture/facts.ts';

/** By fact, then by moment. */
export type Levels = readonly (readonly number[])[];

interface Remembered {
  readonly facts: readonly Fact[];
  readonly steps: readonly StepRecord[];
  readonly levels: Levels;
}

const remembered = new WeakMap<Program, Remembered>();

export function levelsOf(
  program: Program,
  facts: readonly Fact[],
  steps: readonly StepRecord[],
  stateAt: (step: number) => State,
): Levels {
  const known = remembered.get(program);
  const same = known?.facts === facts ? known : undefined;
  if (same?.steps === steps) return same.levels;
  const shared = same === undefined ? 0 : momentsInCommon(same.steps, steps);
  const levels = facts.map((_, index) => (same?.levels[index] ?? []).slice(0, shared));
  const changesNothing = hostUnchangedBy(program);
  for (let moment = shared; moment <= steps.length; moment++) {
    const record = steps[moment - 1];
    if (record !== undefined && changesNothing(record)) {
      for (const one of levels) one.push(one[moment - 1] ?? 0);
      continue;
    }
    const state = stateAt(moment);
    facts.forEach((fact, index) => levels[index]?.push(fact.levelIn(state)));
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

/** Two runs that share their first n steps share n + 1 moments. */
function momentsInCommon(a: readonly StepRecord[], b: readonly StepRecord[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared + 1;
}
