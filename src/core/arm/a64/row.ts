/** What a row of the instruction table says. */
import { patternOf, type Fields, type Pattern } from './pattern.ts';

export interface Row {
  readonly pattern: Pattern;
  /** GNU syntax: the mnemonic, then operands in `<>` (operands.ts), `{}` around what is left out when its fields are 0. */
  readonly syntax: string;
  readonly mnemonic: string;
  /** What the processor does; empty for an alias, which is only another spelling. */
  readonly op: string;
  /** Pairs of letters whose fields are equal; the second is what the text gives. */
  readonly same: readonly string[];
  /** Where an alias is what a disassembler prints. */
  readonly preferred: (fields: Fields) => boolean;
}

/** An instruction. `op` says what it does; where it is left out, the mnemonic does. */
export function instruction(bits: string, syntax: string, op?: string, same: readonly string[] = []): Row {
  const mnemonic = mnemonicOf(syntax);
  return { pattern: patternOf(bits), syntax, mnemonic, op: op ?? mnemonic, same, preferred: always };
}

/** Another spelling of an instruction. It stands before the instruction if a disassembler prefers it, and else behind. */
export function alias(
  bits: string,
  syntax: string,
  same: readonly string[] = [],
  preferred: (fields: Fields) => boolean = always,
): Row {
  return { pattern: patternOf(bits), syntax, mnemonic: mnemonicOf(syntax), op: '', same, preferred };
}

function mnemonicOf(syntax: string): string {
  return syntax.split(' ', 1)[0] ?? '';
}
function always(): boolean {
  return true;
}
