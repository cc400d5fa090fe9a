/** The facts behind the bars at every moment of a run. A moment is looked at once; a run that grew keeps what it had. */
import type { Program } from '../../core/lang/program.ts';
import type { State } from '../../core/machine/state.ts';
import type { StepRecord } from '../../core/step/record.ts';
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
  for (let moment = shared; moment <= steps.length; moment++) {
    const state = stateAt(moment);
    facts.forEach((fact, index) => levels[index]?.push(fact.levelIn(state)));
  }
  remembered.set(program, { facts, steps, levels });
  return levels;
}

/** Two runs that share their first n steps share n + 1 moments. */
function momentsInCommon(a: readonly StepRecord[], b: readonly StepRecord[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared + 1;
}
