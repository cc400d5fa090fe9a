/** What the page and the worker that works out the fix matrix say to each other. */
import type { ScenarioName } from '../worker/scenario-name.ts';
import type { Cell, Column, MatrixRun } from './matrix.ts';

/** Cells to work out, in order; a later question takes the place of what is left of an earlier one. */
export interface MatrixQuestion extends ScenarioName {
  readonly id: number;
  readonly cells: readonly (readonly [run: MatrixRun, column: Column])[];
}

/** By `cellKey`. */
export interface MatrixAnswer {
  readonly id: number;
  readonly cells: readonly (readonly [key: string, cell: Cell])[];
}
