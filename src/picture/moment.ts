/** What a picture is drawn from: a state, the state before it, and the step between them. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { StepRecord } from '../core/step/record.ts';

export interface PictureInput {
  readonly program: Program;
  readonly scenario: Scenario;
  readonly steps: readonly StepRecord[];
  readonly cursor: number;
  readonly state: State;
  readonly previous: State;
}

/** The step that led here, or undefined before the first. */
export function lastStep(input: PictureInput): StepRecord | undefined {
  return input.cursor > 0 ? input.steps[input.cursor - 1] : undefined;
}
