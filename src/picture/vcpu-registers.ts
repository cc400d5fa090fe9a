/** The registers of a processor that runs A64, as they are listed: those that compute, then those that rule memory and its tags. */
import type { Which } from '../core/arm/guest/registers.ts';
import { registerMark, type RegisterMark } from './register.ts';

export interface VcpuRegisters {
  readonly general: readonly RegisterMark[];
  readonly system: readonly RegisterMark[];
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

/** The registers as they are now, with what has changed since before. */
export function vcpuRegisters(
  before: (which: Which) => bigint,
  now: (which: Which) => bigint,
): VcpuRegisters {
  // The stack pointer in use is SP, whichever it is; the other one has a register of its own.
  const other = (now('pstate') & 1n) === 0n ? 'SP_EL1' : 'SP_EL0';
  const mark = ([which, name]: readonly [Which, string]): RegisterMark =>
    registerMark(name, before(which), now(which));
  return {
    general: [...GENERAL.slice(0, -1), [other.toLowerCase(), other] as const, ...GENERAL.slice(-1)].map(mark),
    system: SYSTEM.map(mark),
  };
}
