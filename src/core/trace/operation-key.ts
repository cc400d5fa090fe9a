/** Where a thread stops, by name: what carries a run over to sources that have other instructions. */
import { INSTRUCTION_WORDS, Op } from '../lang/code.ts';
import type { ThreadCode } from '../lang/program.ts';
import type { State } from '../machine/state.ts';

/** The function and operation a thread rests before; null if it has ended. */
export function operationKey(code: ThreadCode, state: State): string | null {
  const pc = state.words[code.base] ?? 0;
  if (code.code[pc * INSTRUCTION_WORDS] === Op.END || (state.words[code.base + 1] ?? 0) !== 0) return null;
  return keyAt(code, pc);
}

export function keyAt(code: ThreadCode, pc: number): string {
  const info = code.info[pc];
  return `${code.frames[info?.frame ?? 0]?.function ?? ''}:${info?.label ?? ''}`;
}
