/** A guest that runs code of its own: where it stands, its registers by field, what changed. */
import type { State } from '../core/machine/state.ts';
import { guestPlace, registerOf, standsAt } from '../core/scenarios/guest-place.ts';
import { guestStep } from './guest-check.ts';
import type { PictureInput } from './moment.ts';
import type { GuestStep } from './tag-check.ts';
import { vcpuRegisters, type VcpuRegisters } from './vcpu-registers.ts';

export interface GuestMark extends VcpuRegisters {
  /** Where it stands in its physical memory, as the listing has it. */
  readonly at: bigint;
  /** What its processor did in the last step; null if that was the host's. */
  readonly step: GuestStep | null;
}

/** VM 0's guest at the cursor, or null where guests run no code of their own. */
export function guestCode(input: PictureInput, stateAt: (step: number) => State): GuestMark | null {
  const { program, state, previous } = input;
  if (guestPlace(program) === null) return null;
  return {
    at: standsAt(program, state),
    ...vcpuRegisters(
      (which) => registerOf(program, previous, which),
      (which) => registerOf(program, state, which),
    ),
    step: guestStep(input, stateAt),
  };
}
