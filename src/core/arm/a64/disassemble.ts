/** A word to the text that GNU objdump would write for it. */
import { candidates } from './decode.ts';
import { fieldsOf, fits } from './pattern.ts';
import { hex } from './operand.ts';
import { writeOperands } from './syntax.ts';

/** The instruction at `pc`, in GNU syntax with the preferred aliases; `.inst` for a word that is none. */
export function disassemble(word: number, pc: bigint): string {
  for (const row of candidates(word)) {
    if (!fits(row.pattern, word)) continue;
    const fields = fieldsOf(row.pattern, word);
    if (!row.preferred(fields)) continue;
    const operands = writeOperands(row, fields, pc);
    if (operands !== null) return operands === '' ? row.mnemonic : `${row.mnemonic} ${operands}`;
  }
  return `.inst ${hex(word >>> 0)}`;
}
