/**
 * Which check decided a system call's answer. The instructions that ran are followed backwards from the store of the result to the
 * constant it came from; the branch that led there is the check. So it holds for edited source as well.
 */
import { INSTRUCTION_WORDS, NO_SLOT, Op, slotsOf } from '../lang/code.ts';
import type { Span, ThreadCode } from '../lang/program.ts';

export interface Decision {
  /** The condition that led to the answer, or null where none did (the `default` of a switch, say). */
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
  const store = executed.findLastIndex((at) => isStoreTo(code, at, address));
  if (store < 0) return null;
  const origin = originOf(code, executed, store);
  const info = code.info[executed[origin.made] ?? -1];
  if (info === undefined) return null;
  const branch = decisiveBranch(code, executed, origin);
  return {
    check: branch === null || isCase(code, branch) ? null : (code.info[branch]?.span ?? null),
    statement: info.statement,
    function: code.frames[info.frame]?.function ?? '',
  };
}

/** How a value came about; positions in what was executed. */
interface Origin {
  /** Where it was made: a constant, arithmetic or a load. */
  readonly made: number;
  /** Where it was first moved on from the slot it was made in. */
  readonly used: number;
}

function originOf(code: ThreadCode, executed: readonly number[], store: number): Origin {
  let used = store;
  let slot = operand(code, executed[store] ?? 0, 1);
  for (let i = store - 1; i >= 0; i--) {
    const at = executed[i] ?? 0;
    if (!slotsOf(code.code, at).defines.includes(slot)) continue;
    const op = operand(code, at, 0);
    if (op !== Op.MOVE && op !== Op.MOVE64 && op !== Op.WIDEN && op !== Op.NARROW) return { made: i, used };
    used = i;
    slot = operand(code, at, 2);
  }
  return { made: -1, used };
}

/**
 * The branch without which the value would be another: the last one that led to where it was made. If that only let it pass (the
 * guard before it left the function), a later one that kept a value set beforehand goes first: `int ret = -EINVAL; if (good) ret = 0;`.
 * If the function has neither, the caller's decides.
 */
function decisiveBranch(code: ThreadCode, executed: readonly number[], origin: Origin): number | null {
  const { made } = origin;
  const at = executed[made] ?? 0;
  for (let frame = code.info[at]?.frame ?? -1; frame >= 0; frame = code.frames[frame]?.parent ?? -1) {
    const isOurs = (i: number): boolean => isBranchOf(code, executed[i] ?? 0, frame);
    let led = made - 1;
    const leads = (i: number): boolean => fellInto(code, executed, i, at) || letPass(code, executed, i, at);
    while (led >= 0 && !(isOurs(led) && leads(led))) led--;
    let kept = skipOf(code, executed, origin, frame);
    while (kept > made && !isOurs(kept)) kept--;
    if (kept > made && (led < 0 || !fellInto(code, executed, led, at))) return executed[kept] ?? null;
    if (led >= 0) return executed[led] ?? null;
  }
  return null;
}

/** Whether the branch at position `i` went on into its body, and instruction `at` lies there. */
function fellInto(code: ThreadCode, executed: readonly number[], i: number, at: number): boolean {
  const branch = executed[i] ?? 0;
  return executed[i + 1] === branch + 1 && branch < at && at < operand(code, branch, 2);
}

/**
 * Whether the branch at position `i` passed over a body that would have left without coming to `at`, or over the other arm. A body
 * that leaves with an error does not count: it is another refusal, and no reason for this one.
 */
function letPass(code: ThreadCode, executed: readonly number[], i: number, at: number): boolean {
  const branch = executed[i] ?? 0;
  if (isCase(code, branch)) return true;
  const target = operand(code, branch, 2);
  const leaves = operand(code, target - 1, 0) === Op.JUMP && operand(code, target - 1, 1) > at;
  const passed = executed[i + 1] === target && branch < target && target <= at;
  return leaves && passed && !makesError(code, target - 2);
}

function makesError(code: ThreadCode, at: number): boolean {
  const op = operand(code, at, 0);
  return (op === Op.CONST && operand(code, at, 2) < 0) || (op === Op.CONST64 && operand(code, at, 3) < 0);
}

/** The last position at which control jumped over an instruction of `frame` that would have made the value anew; -1 if none did. */
function skipOf(code: ThreadCode, executed: readonly number[], origin: Origin, frame: number): number {
  const slots = slotsOf(code.code, executed[origin.made] ?? 0).defines;
  for (let i = origin.used - 1; i > origin.made; i--) {
    const from = executed[i] ?? 0;
    const to = executed[i + 1] ?? 0;
    if (code.info[from]?.frame !== frame) continue;
    for (let at = from + 1; at < to; at++) {
      const sets = slotsOf(code.code, at).defines.some((slot) => slots.includes(slot));
      if (sets && code.info[at]?.frame === frame) return i;
    }
  }
  return -1;
}

function operand(code: ThreadCode, at: number, index: number): number {
  return code.code[at * INSTRUCTION_WORDS + index] ?? 0;
}

function isStoreTo(code: ThreadCode, at: number, address: number): boolean {
  return (
    operand(code, at, 0) === Op.STORE && operand(code, at, 2) === NO_SLOT && operand(code, at, 3) === address
  );
}

function isBranchOf(code: ThreadCode, at: number, frame: number): boolean {
  const op = operand(code, at, 0);
  return (op === Op.JUMP_ZERO || op === Op.JUMP_NOT) && code.info[at]?.frame === frame;
}

/** Whether a branch is a switch's comparison with one of its cases, which has no expression in the source. */
function isCase(code: ThreadCode, at: number): boolean {
  const info = code.info[at];
  const compares = [Op.EQ, Op.EQ64].includes(operand(code, at - 1, 0));
  return (
    compares &&
    operand(code, at, 0) === Op.JUMP_NOT &&
    info?.span.from === info?.statement.from &&
    info?.span.to === info?.statement.to
  );
}
