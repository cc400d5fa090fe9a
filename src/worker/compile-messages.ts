/** What the page asks of the compiler behind every key, and what it answers. */
import type { Taken } from '../core/explore/search.ts';
import { packed, unpacked, type PackedProgram } from '../core/lang/packed.ts';
import type { Diagnostic } from '../core/lang/program.ts';
import type { CompiledMachine } from '../core/scenarios/assemble.ts';
import type { MachineName } from './machine.ts';

export interface CompileTask extends MachineName {
  /** Path and text of files that are edited; they replace the release's. */
  readonly edited: readonly (readonly [path: string, text: string])[];
  /** Whether the page wants the program, and does not have it. */
  readonly wantsProgram: boolean;
}

/** What is wrong, at least one thing; or that it compiles, and what to. */
export type Compiled =
  { readonly diagnostics: readonly Diagnostic[] } | { readonly machine: SentMachine | null };

/** A `CompiledMachine` on its way. */
export interface SentMachine {
  readonly program: PackedProgram;
  readonly guestImage: Uint8Array;
}

export function sent({ program, guestImage }: CompiledMachine): SentMachine {
  return { program: packed(program), guestImage };
}

export function received({ program, guestImage }: SentMachine): CompiledMachine {
  return { program: unpacked(program), guestImage };
}

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
