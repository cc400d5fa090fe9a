/** A guest that runs code of its own: where it stands, its registers by field, what changed. */
import type { Which } from '../core/arm/guest/registers.ts';
import { guestPlace, registerOf, standsAt } from '../core/scenarios/guest-place.ts';
import { guestStep, type GuestStep } from './guest-check.ts';
import type { PictureInput } from './moment.ts';
import { registerMark, type RegisterMark } from './register.ts';

export interface GuestMark {
  /** Where it stands in its physical memory, as the listing has it. */
  readonly at: bigint;
  readonly general: readonly RegisterMark[];
  readonly system: readonly RegisterMark[];
  /** What its processor did in the last step; null if that was the host's. */
  readonly step: GuestStep | null;
}

const GENERAL: readonly (readonly [Which, string])[] = [
  ...Array.from({ length: 31 }, (_, i) => [i, `X${i}`] as const),
  ['sp', 'SP'],
  ['pc', 'PC'],
];
const SYSTEM: readonly (readonly [Which, string])[] = [
  ['pstate', 'PSTATE'],
  ['gcr_el1', 'GCR_EL1'],
  ['rgsr_el1', 'RGSR_EL1'],
  ['tfsr_el1', 'TFSR_EL1'],
  ['tfsre0_el1', 'TFSRE0_EL1'],
  ['sctlr_el1', 'SCTLR_EL1'],
  ['tcr_el1', 'TCR_EL1'],
  ['mair_el1', 'MAIR_EL1'],
  ['gmid_el1', 'GMID_EL1'],
  ['hcr_el2', 'HCR_EL2'],
  ['ttbr0_el1', 'TTBR0_EL1'],
  ['ttbr1_el1', 'TTBR1_EL1'],
  ['vbar_el1', 'VBAR_EL1'],
  ['esr_el1', 'ESR_EL1'],
  ['far_el1', 'FAR_EL1'],
  ['elr_el1', 'ELR_EL1'],
  ['spsr_el1', 'SPSR_EL1'],
];

/** VM 0's guest at the cursor, or null where guests run no code of their own. */
export function guestCode(input: PictureInput): GuestMark | null {
  const { program, state, previous } = input;
  if (guestPlace(program) === null) return null;
  // The stack pointer in use is SP, whichever it is; the other one has a register of its own.
  const other = (registerOf(program, state, 'pstate') & 1n) === 0n ? 'SP_EL1' : 'SP_EL0';
  const mark = ([which, name]: readonly [Which, string]): RegisterMark =>
    registerMark(name, registerOf(program, previous, which), registerOf(program, state, which));
  return {
    at: standsAt(program, state),
    general: [...GENERAL.slice(0, -1), [other.toLowerCase(), other] as const, ...GENERAL.slice(-1)].map(mark),
    system: SYSTEM.map(mark),
    step: guestStep(input),
  };
}
