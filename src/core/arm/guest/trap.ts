/** System registers that a guest's instruction does not reach: the use of them goes to KVM. */
import { systemSlot } from '../cpu/layout.ts';
import type { Cpu } from '../cpu/cpu.ts';

/** HCR_EL2: reads of ID registers trap; the guest may use allocation tags. */
const TID3 = 1n << 18n;
const ATA = 1n << 56n;
/** RGSR_EL1, GCR_EL1, TFSR_EL1, TFSRE0_EL1 by op0 << 14 | op1 << 11 | CRn << 7 | CRm << 3 | op2. */
const OF_TAGS = [0xc085, 0xc086, 0xc2b0, 0xc2b1];

export interface Trap {
  /** By the number that KVM_GET_ONE_REG has for it. */
  readonly register: bigint;
  /** Which X register it is to come into, or comes from. */
  readonly rt: bigint;
  /** What the CPU itself has there; 0 for an ID register that is not allocated. */
  readonly value: bigint;
}

/**
 * Whether EL1's instruction traps to EL2: an ID register of group 3 is read, or a register of MTE used while HCR_EL2.ATA is clear
 * (Arm ARM D24.2.53).
 */
export function trapOf(cpu: Cpu, word: number, hcr: bigint): Trap | null {
  if (cpu.el !== 1 || (word & 0xffd00000) >>> 0 !== 0xd5100000) return null;
  const register = 0x8000 | ((word >>> 5) & 0x7fff);
  const isRead = ((word >>> 21) & 1) === 1;
  const isId = (register & ~0x3f) === 0xc000 && ((register >>> 3) & 7) !== 0;
  const traps = (isId && isRead && (hcr & TID3) !== 0n) || (OF_TAGS.includes(register) && (hcr & ATA) === 0n);
  if (!traps) return null;
  const slot = systemSlot(register);
  return {
    register: BigInt(register),
    rt: BigInt(word & 31),
    value: slot === undefined ? 0n : cpu.wide(slot),
  };
}
