/** The steps of a run that are instructions of a guest's own code. VM 0's guest is meant: no other runs any. */
import { readAccessText } from '../arm/guest/access-text.ts';
import type { Program } from '../lang/program.ts';
import type { State } from '../machine/state.ts';
import type { Which } from '../arm/guest/registers.ts';
import { registerOf, standsAt } from '../scenarios/guest-place.ts';
import type { StepRecord } from '../step/record.ts';
import type { Trace } from './trace.ts';
import type { Until } from './until.ts';

/** Reads of ID registers trap, and KVM does them. (For other registers that trap the guest takes an exception, with no step of its own.) */
const DONE_LATER = /^A64 (?:→|mrs \w+, (?:id_|s3_0_c0_).* → KVM$)/;

/** Whether such an instruction came to its end with a step: its own, or KVM's last one for it. A fault of stage 2 ends none. */
export function isInstruction(record: Pick<StepRecord, 'label' | 'function'> | undefined): boolean {
  if (record === undefined) return false;
  if (record.label.startsWith('A64 ')) {
    const { nth, of } = readAccessText(record.label);
    return nth === of && !DONE_LATER.test(record.label);
  }
  return record.function === 'kvm_incr_pc' && record.label.startsWith('write ');
}

/** A register of the guest at the end of a trace. */
export function guestAt(trace: Trace, register: Which): bigint {
  return registerOf(trace.system.program, trace.stateAt(trace.length), register);
}

/** Where going on by instructions comes to its end. */
export interface GuestGoal {
  /** In front of one of these addresses; null: behind the next instruction. */
  readonly before: readonly bigint[] | null;
  /** Where a call comes back, and the stack as it was; null: calls are gone into. */
  readonly back: { readonly pc: bigint; readonly stack: bigint } | null;
}

/** What is to be reached from a state. */
export function goalFrom(
  program: Program,
  state: State,
  until: Extract<Until, { kind: 'instruction' | 'over call' }>,
): GuestGoal {
  const { before } = until;
  if (until.kind === 'instruction') return { before, back: null };
  const stack = registerOf(program, state, 'sp');
  return { before, back: { pc: registerOf(program, state, 'pc') + 4n, stack } };
}

/** What comes back to the instruction behind it. */
const CALLS = /^A64 (?:blr?|svc|hvc)\b/;

/** A step, and the states before and behind it. */
export interface Taken {
  readonly record: StepRecord;
  readonly from: State;
  readonly state: State;
}

/** Whether a step has led to the goal. `isFirst`: no instruction has come to its end since the goal was set. */
export function reaches(
  { before, back }: GuestGoal,
  program: Program,
  { record, from, state }: Taken,
  isFirst: boolean,
): boolean {
  if (!isInstruction(record) && !isInjected(program, from, state)) return false;
  if (before === null || (back !== null && isFirst && !CALLS.test(record.label))) return true;
  const pc = registerOf(program, state, 'pc');
  if (back?.pc === pc && registerOf(program, state, 'sp') >= back.stack) return true;
  return before.includes(pc) || (sharesOffset(before, pc) && before.includes(standsAt(program, state)));
}

/** Whether KVM had the guest take an exception, which is no step of its own: it stands at a vector, and ESR_EL1 says why (0 as at reset). */
function isInjected(program: Program, from: State, state: State): boolean {
  return (
    registerOf(program, from, 'pc') !== registerOf(program, state, 'pc') &&
    registerOf(program, state, 'esr_el1') !== 0n
  );
}

/** The code may run by other virtual addresses than the listing has; translation leaves the place in the page. */
function sharesOffset(addresses: readonly bigint[], pc: bigint): boolean {
  return addresses.some((one) => ((one ^ pc) & 0xfffn) === 0n);
}

/** The moment before the instruction that led to `cursor`, behind the one before it; the start if it was the first. */
export function instructionBack(
  steps: readonly Pick<StepRecord, 'label' | 'function'>[],
  cursor: number,
): number {
  let at = cursor - 1;
  while (at > 0 && !isInstruction(steps[at - 1])) at--;
  return Math.max(0, at);
}
