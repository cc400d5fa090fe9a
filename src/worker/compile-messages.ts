/** What the page and the worker that compiles edited sources say to each other. */
import type { Taken } from '../core/explore/search.ts';
import type { Diagnostic } from '../core/lang/program.ts';
import type { MachineName } from './machine.ts';

export interface CompileTask extends MachineName {
  readonly id: number;
  /** Path and text of files that are edited; they replace the release's. */
  readonly edited: readonly (readonly [path: string, text: string])[];
}

/** First what the compiler says; then, if it compiles and nobody has asked anew, what a short search came to. */
export type CompileAnswer =
  | {
      readonly kind: 'compiled';
      readonly id: number;
      /** None: it compiles. */
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'searched'; readonly id: number; readonly found: Found };

/** What a search between two keys came to. */
export interface Found {
  readonly states: number;
  /** Whether it stopped at its limit: then what did not break need not hold. */
  readonly bounded: boolean;
  readonly broken: readonly {
    /** Property id. */
    readonly property: string;
    readonly shortest: readonly Taken[];
  }[];
}
