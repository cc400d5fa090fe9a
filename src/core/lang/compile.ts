/** Model C text to a program: parse, declare, check, generate. Never throws; what is wrong comes back as sentences. */
import { check } from './check.ts';
import { Declarations } from './declare.ts';
import { Diagnostics } from './diagnostics.ts';
import { generate } from './generate.ts';
import { InlinedCalls, type Inlined } from './inlined.ts';
import { parseFiles, unitOf, type ParsedFile } from './parse.ts';
import type { CompileInput, Diagnostic, Program } from './program.ts';
import { MOST_PROGRAM_TEXT } from '../limits.ts';

export type Compiled = { readonly program: Program } | { readonly diagnostics: readonly Diagnostic[] };

/** A program from nothing. */
export function compile(input: CompileInput): Compiled {
  return new Compiler().compile(input);
}

/** What is left of a program that was good, for the next. */
interface Good {
  readonly input: CompileInput;
  readonly files: readonly ParsedFile[];
  readonly declarations: Declarations;
  readonly inlined: Inlined;
}

/**
 * Compiles one text after another, as somebody edits it. What is as it was in the last good program is not worked out again; what
 * comes out is the same as from nothing.
 */
export class Compiler {
  private good: Good | null = null;

  compile(input: CompileInput): Compiled {
    const { sources } = input;
    const diagnostics = new Diagnostics(sources);
    const size = sources.reduce((sum, s) => sum + s.text.length, 0);
    if (size > MOST_PROGRAM_TEXT) {
      diagnostics.error(
        { file: 0, from: 0, to: 0 },
        `the program is ${size} characters long; at most ${MOST_PROGRAM_TEXT} are read`,
      );
      return { diagnostics: diagnostics.inOrder };
    }
    const files = parseFiles(sources, diagnostics, this.good?.files);
    const before = this.good !== null && onlyBodiesDiffer(this.good, input, files) ? this.good : null;
    const unit = unitOf(files);
    const { primitives, constants } = input;
    const declarations = new Declarations(unit, primitives, constants, diagnostics, before?.declarations);
    check(declarations);
    if (failed(diagnostics)) return { diagnostics: diagnostics.inOrder };
    const inlined = new InlinedCalls(
      before?.inlined ?? null,
      unchangedSince(before?.declarations ?? null, declarations),
    );
    const program = generate(input, unit, declarations, inlined);
    if (program === null) return { diagnostics: diagnostics.inOrder };
    // Not what came before it: one program is enough to remember.
    const { emitters, known } = inlined;
    this.good = { input, files, declarations, inlined: { emitters, known } };
    return { program };
  }
}

/** Whether two programs differ in what stands within functions at most. */
function onlyBodiesDiffer(before: Good, input: CompileInput, files: readonly ParsedFile[]): boolean {
  return (
    before.input.primitives === input.primitives &&
    JSON.stringify(before.input.constants) === JSON.stringify(input.constants) &&
    before.files.length === files.length &&
    files.every((file, i) => file === before.files[i] || file.outline === before.files[i]?.outline)
  );
}

/** Which functions are, with all that they call, the very same as before. */
function unchangedSince(before: Declarations | null, { functions }: Declarations): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const unchanged = (name: string): boolean => {
    let answer = known.get(name);
    if (answer === undefined) {
      const fn = functions.get(name);
      answer = fn !== undefined && fn === before?.functions.get(name) && [...fn.calls].every(unchanged);
      known.set(name, answer);
    }
    return answer;
  };
  return unchanged;
}

/** A call, since each stage may add to what an earlier one left empty. */
function failed({ list }: Diagnostics): boolean {
  return list.length > 0;
}
