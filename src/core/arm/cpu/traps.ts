/** What EL1 lets EL0 do, by bits of its registers, and the trap where it does not. Source: Arm ARM D24 (SCTLR_EL1, CNTKCTL_EL1, ESR_EL1). */
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import type { Cpu } from './cpu.ts';
import { takeException } from './exceptions.ts';
import { slotNamed } from './layout.ts';

/** Bits of the low word of the register in `slot`. */
export interface Allows {
  readonly slot: number;
  readonly bits: number;
}
const SCTLR = slotNamed('sctlr_el1');
/** SCTLR_EL1.UMA, DZE, UCT and UCI: DAIF, DC ZVA, CTR_EL0 and cache maintenance at EL0. */
export const UMA: Allows = { slot: SCTLR, bits: 1 << 9 };
export const DZE: Allows = { slot: SCTLR, bits: 1 << 14 };
export const UCT: Allows = { slot: SCTLR, bits: 1 << 15 };
export const UCI: Allows = { slot: SCTLR, bits: 1 << 26 };
/** CNTKCTL_EL1.EL0PCTEN, EL0VCTEN. */
export const ANY_COUNTER: Allows = { slot: slotNamed('cntkctl_el1'), bits: 0b11 };
export const VIRTUAL_COUNTER: Allows = { slot: slotNamed('cntkctl_el1'), bits: 0b10 };

/** Whether EL1 lets this EL do it; takes the trap to EL1 if not. ISS: op0, op2, op1, CRn, Rt, CRm, whether it reads. */
export function allowed(cpu: Cpu, allows: Allows | undefined, f: Fields, op0: number, reads: 0 | 1): boolean {
  if (cpu.el === 1 || allows === undefined || ((cpu.x[2 * allows.slot] ?? 0) & allows.bits) !== 0)
    return true;
  const upper = (op0 << 20) | (field(f, 'q') << 17) | (field(f, 'p') << 14) | (field(f, 'k') << 10);
  takeException(cpu, { class: 0x18, syndrome: upper | (field(f, 't') << 5) | (field(f, 'j') << 1) | reads });
  return false;
}
