/** The jobs that workers do, by name: what each starts with, what it is told meanwhile, what it reports and what it comes to. */
import type { Cell, Column, MatrixRun } from '../core/trace/judge.ts';
import type { LongStretch, LongWay, Over } from '../core/trace/long-steps.ts';
import type { BoardStart, FromBoard, ToBoard } from './board-messages.ts';
import type { CompileTask, Compiled, Found } from './compile-messages.ts';
import type { DrawnGraph, ExploreInput, ExploreProgress } from './explore-messages.ts';
import type { MachineName } from './machine.ts';
import type { ScenarioName } from './scenario-name.ts';

export interface Jobs {
  /** Searches, one task after another; or draws the states of one, for which it keeps the last search. */
  readonly explore: {
    readonly input: ExploreInput;
    readonly told: 'pause' | 'go on';
    readonly progress: ExploreProgress;
    /** The drawing; null: the tasks are done. */
    readonly result: DrawnGraph | null;
  };
  /** Compiles edited sources, and searches for as long as nobody has typed again. It keeps its compiler. */
  readonly compile: {
    readonly input: CompileTask;
    readonly told: never;
    readonly progress: Compiled;
    /** Null: there is nothing to search. */
    readonly result: Found | null;
  };
  /** Writes a model for Spin. */
  readonly promela: {
    readonly input: MachineName;
    readonly told: never;
    /** States looked at so far: what the search never changes is a constant of the model. */
    readonly progress: number;
    /** Or why there is no model, as the rest of a sentence. */
    readonly result: { readonly text: string } | { readonly refused: string };
  };
  /** Takes the steps of a run that are too many for a frame. */
  readonly 'long run': {
    readonly input: LongWay & MachineName;
    readonly told: never;
    readonly progress: LongStretch;
    readonly result: Over;
  };
  /** Works out what becomes of runs on other releases. */
  readonly matrix: {
    readonly input: ScenarioName & {
      readonly cells: readonly (readonly [run: MatrixRun, column: Column])[];
    };
    readonly told: never;
    /** Those that are new, by `cellKey`. */
    readonly progress: readonly (readonly [key: string, cell: Cell])[];
    readonly result: null;
  };
  /** Runs a board until its worker is ended. */
  readonly board: {
    readonly input: BoardStart;
    readonly told: ToBoard;
    readonly progress: FromBoard;
    readonly result: never;
  };
}

export type JobName = keyof Jobs;
