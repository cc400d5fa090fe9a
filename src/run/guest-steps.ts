/** The steps of a run that are instructions of a guest's own code. VM 0's guest is meant: no other runs any. */
import type { Which } from '../core/arm/guest/registers.ts';
import { registerOf, standsAt } from '../core/scenarios/guest-place.ts';
import type { StepRecord } from '../core/step/record.ts';
import type { Trace } from './trace.ts';

/** Whether a step was such an instruction, and no fault of stage 2 in its place. */
export function isInstruction(record: Pick<StepRecord, 'label'> | undefined): boolean {
  const label = record?.label ?? '';
  return label.startsWith('A64 ') && !label.startsWith('A64 →');
}

/** A register of the guest at the end of a trace. */
export function guestAt(trace: Trace, register: Which): bigint {
  return registerOf(trace.system.program, trace.stateAt(trace.length), register);
}

/**
 * Whether the guest stands before an instruction at one of these addresses of its physical memory, where the listing has them; its code
 * may run by other virtual addresses.
 */
export function standsBefore(trace: Trace, addresses: readonly bigint[]): boolean {
  const pc = guestAt(trace, 'pc');
  if (addresses.includes(pc)) return true;
  // Translation leaves the place in the page.
  if (!addresses.some((one) => ((one ^ pc) & 0xfffn) === 0n)) return false;
  return addresses.includes(standsAt(trace.system.program, trace.stateAt(trace.length)));
}

/** What comes back to the instruction behind it. */
const CALLS = /^A64 (?:blr?|svc|hvc)\b/;

/**
 * Whether a trace that grew from this one has come behind the guest's next instruction; if that calls, to where the call comes back with
 * the stack as it was, or to one of the addresses `before`. Asked after every step.
 */
export function behindCall(trace: Trace, before: readonly bigint[]): (now: Trace) => boolean {
  const back = guestAt(trace, 'pc') + 4n;
  const stack = guestAt(trace, 'sp');
  let calls: boolean | null = null;
  return (now) => {
    const last = now.records.at(-1);
    if (!isInstruction(last)) return false;
    calls ??= CALLS.test(last?.label ?? '');
    return (
      !calls || standsBefore(now, before) || (guestAt(now, 'pc') === back && guestAt(now, 'sp') >= stack)
    );
  };
}

/** The moment before the instruction that led to `cursor`, behind the one before it; the start if it was the first. */
export function instructionBack(steps: readonly Pick<StepRecord, 'label'>[], cursor: number): number {
  let at = cursor - 1;
  while (at > 0 && !isInstruction(steps[at - 1])) at--;
  return Math.max(0, at);
}
