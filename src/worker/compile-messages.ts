/** What the page and the worker that compiles edited sources say to each other. */
import type { Diagnostic } from '../core/lang/program.ts';

export interface CompileTask {
  readonly id: number;
  readonly scenario: string;
  readonly release: string;
  /** Path and text of files that are edited; they replace the release's. */
  readonly edited: readonly (readonly [path: string, text: string])[];
}

export interface CompileAnswer {
  readonly id: number;
  /** None: it compiles. */
  readonly diagnostics: readonly Diagnostic[];
}
