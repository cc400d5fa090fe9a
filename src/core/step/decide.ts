/**
 * Which check decided a system call's answer. The instructions that ran are followed backwards from the store of the result to the
 * constant it came from; the branch taken last before that constant is the check. So it holds for edited source as well.
 */
import { INSTRUCTION_WORDS, NO_SLOT, Op } from '../lang/code.ts';
import type { Span, ThreadCode } from '../lang/program.ts';
import { slotsOf } from '../lang/code.ts';

export interface Decision {
  /** The condition that led to the answer, or null where no branch did. */
  readonly check: Span | null;
  /** The statement that made the answer. */
  readonly statement: Span;
  readonly function: string;
}

/**
 * The decision behind the last value that `executed` (instruction indices in order) stored at word `address`; null if nothing was
 * stored there.
 */
export function decisionFor(code: ThreadCode, executed: readonly number[], address: number): Decision | null {
  let i = executed.findLastIndex((at) => isStoreTo(code, at, address));
  if (i < 0) return null;
  let slot = code.code[(executed[i] ?? 0) * INSTRUCTION_WORDS + 1] ?? 0;
  for (i--; i >= 0; i--) {
    const at = executed[i] ?? 0;
    if (!slotsOf(code.code, at).defines.includes(slot)) continue;
    const op = code.code[at * INSTRUCTION_WORDS];
    if (op !== Op.MOVE && op !== Op.MOVE64 && op !== Op.WIDEN && op !== Op.NARROW) break;
    slot = code.code[at * INSTRUCTION_WORDS + 2] ?? 0;
  }
  if (i < 0) return null;
  const info = code.info[executed[i] ?? 0];
  if (info === undefined) return null;
  return {
    check: lastBranch(code, executed, i),
    statement: info.statement,
    function: code.frames[info.frame]?.function ?? '',
  };
}

function isStoreTo(code: ThreadCode, at: number, address: number): boolean {
  const [op, , base, offset] = code.code.subarray(at * INSTRUCTION_WORDS, at * INSTRUCTION_WORDS + 4);
  return op === Op.STORE && base === NO_SLOT && offset === address;
}

/** The condition of the last branch before instruction `i` in the same frame. */
function lastBranch(code: ThreadCode, executed: readonly number[], i: number): Span | null {
  const frame = code.info[executed[i] ?? 0]?.frame;
  for (let j = i - 1; j >= 0; j--) {
    const at = executed[j] ?? 0;
    const op = code.code[at * INSTRUCTION_WORDS];
    if ((op === Op.JUMP_ZERO || op === Op.JUMP_NOT) && code.info[at]?.frame === frame)
      return code.info[at]?.span ?? null;
  }
  return null;
}
