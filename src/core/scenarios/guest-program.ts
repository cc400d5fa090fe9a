/** A guest's own program: the assembly texts of a scenario, one behind the other, from the first address of guest memory on. */
import { assemble } from '../arm/a64/assemble.ts';
import type { Diagnostic, SourceFile } from '../lang/program.ts';

export interface GuestProgram {
  readonly image: Uint8Array;
  /** The line, from 1, of each instruction's address; texts one behind the other. */
  readonly lines: ReadonlyMap<bigint, number>;
  readonly symbols: ReadonlyMap<string, bigint>;
}

/** Texts in assembly language go to the assembler, all others to the compiler. */
export function isAssembly({ path }: SourceFile): boolean {
  return path.endsWith('.s');
}

/** The program of these texts, or what is wrong with them. */
export function guestProgram(
  texts: readonly SourceFile[],
  base: bigint,
): GuestProgram | { readonly diagnostics: readonly Diagnostic[] } {
  const assembled = assemble(
    texts.map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`)).join(''),
    base,
  );
  if (!('complaints' in assembled)) return assembled;
  return {
    diagnostics: assembled.complaints.map(({ line, column, message }) => {
      const place = placeIn(texts, line);
      const from = offsetOf(place.text, place.line, column);
      return {
        path: place.path,
        line: place.line,
        column,
        span: { file: 0, from, to: Math.max(from + 1, endOfLine(place.text, from)) },
        message,
      };
    }),
  };
}

/** Which of the texts a line of them all stands in, and where. */
function placeIn(texts: readonly SourceFile[], line: number): { path: string; text: string; line: number } {
  let left = line;
  for (const { path, text } of texts) {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    if (left <= lines) return { path, text, line: left };
    left -= lines;
  }
  const last = texts.at(-1);
  return { path: last?.path ?? '', text: last?.text ?? '', line: left };
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
