/** What the label of a step says of a guest's own code. */
import type { StepRecord } from '../core/step/record.ts';

/** The instruction that a step of a guest's code ran; null for another step, or one that stage 2 stopped. */
export function instructionOf({ label }: Pick<StepRecord, 'label'>): string | null {
  return label.startsWith('A64 ') && !label.startsWith('A64 →') ? label.slice('A64 '.length) : null;
}

/** Whether a step is one of the guest's processor at all, though stage 2 may have stopped it. */
export function isGuestStep({ label }: Pick<StepRecord, 'label'>): boolean {
  return label.startsWith('A64 ');
}
