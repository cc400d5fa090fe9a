/** What the label of a step says of a guest's own code. */
import { readAccessText } from '../core/arm/guest/access-text.ts';
import type { StepRecord } from '../core/step/record.ts';

/** The instruction of which a step of a guest's code was an access, or all; null for another step, or one that stage 2 stopped. */
export function instructionOf({ label }: Pick<StepRecord, 'label'>): string | null {
  if (!label.startsWith('A64 ') || label.startsWith('A64 →')) return null;
  return readAccessText(label.slice('A64 '.length)).instruction;
}

/** Whether a step is one of the guest's processor at all, though stage 2 may have stopped it. */
export function isGuestStep({ label }: Pick<StepRecord, 'label'>): boolean {
  return label.startsWith('A64 ');
}

/** Where the instruction of the step `at` (from 1) began: the step of its first access, which was the guest's last one but as many. */
export function firstAccess(steps: readonly StepRecord[], at: number): number {
  const last = steps[at - 1];
  if (last === undefined) return at;
  let { nth } = readAccessText(last.label);
  let first = at;
  while (nth > 1 && first > 1) {
    first--;
    const before = steps[first - 1];
    if (before?.thread === last.thread && isGuestStep(before)) nth--;
  }
  return first;
}
