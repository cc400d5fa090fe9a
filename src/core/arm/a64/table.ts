/**
 * Every A64 instruction that this processor knows, in one table: the decoder finds an instruction by it, the assembler and the
 * disassembler spell it by it. Of rows that fit a word the first is how a disassembler spells it; of rows with a mnemonic the
 * first whose operands the text fits is what an assembler makes of it.
 */
import type { Row } from './row.ts';
import { INTEGER_ROWS } from './table-integer.ts';
import { MEMORY_ROWS } from './table-memory.ts';
import { SYSTEM_ROWS } from './table-system.ts';

export const TABLE: readonly Row[] = [...INTEGER_ROWS, ...MEMORY_ROWS, ...SYSTEM_ROWS];
