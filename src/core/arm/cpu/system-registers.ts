/**
 * What MRS and MSR see: who may read and write a register, which bits it keeps, what it has at reset. Source: Arm ARM D24.
 * Most registers are a place to keep bits; those with `read` or `write` are more.
 */
import { SYSTEM_REGISTERS } from '../a64/names.ts';
import type { Cpu } from './cpu.ts';
import { slotNamed, systemSlot } from './layout.ts';
import { noting } from './noted.ts';
import { ANY_COUNTER, UCT, UMA, VIRTUAL_COUNTER, type Allows } from './traps.ts';

export interface SystemRegister {
  readonly slot: number;
  /** The lowest EL that may read it, and write it; 3: nobody here. */
  readonly reads: 0 | 1 | 3;
  readonly writes: 0 | 1 | 3;
  /** Bits that keep what is written. */
  readonly mask: bigint;
  readonly reset: bigint;
  /** Of MTE: undefined where HCR_EL2.ATA is clear. The access goes to EL2 then, and KVM's answer is an undefined instruction (FACTS 3). */
  readonly ofTags?: boolean;
  /** EL0 may only while one of these bits of a register of EL1 is set, and is trapped otherwise. */
  readonly allows?: Allows;
  readonly read?: (cpu: Cpu) => bigint;
  readonly write?: (cpu: Cpu, value: bigint) => void;
}

const ALL = (1n << 64n) - 1n;
type Rest = Partial<Omit<SystemRegister, 'slot'>>;

const constant = (reset: bigint, reads: 0 | 1 = 1): Rest => ({ reset, reads, writes: 3 });
const user: Rest = { reads: 0, writes: 0 };
/** A register on which translations or checks rest. */
const rules: Rest = {
  write: (cpu) => {
    cpu.flush();
    cpu.derive();
  },
};

/** A PSTATE field as a register: at `at` of PSTATE, `bits` wide. */
function pstate(at: number, bits: number, who: Rest = {}): Rest {
  const mask = ((1 << bits) - 1) << at;
  return {
    ...who,
    read: (cpu) => BigInt((cpu.pstate & mask) >>> 0),
    write: (cpu, value) => {
      cpu.setPstate((cpu.pstate & ~mask) | (Number(BigInt.asIntN(32, value)) & mask));
    },
  };
}

const SPECIAL: Readonly<Record<string, Rest>> = {
  // An Arm implementation without a product: implementer 0, as the architecture reserves for software.
  midr_el1: constant(0x000f0000n),
  mpidr_el1: constant(0x80000000n),
  revidr_el1: constant(0n),
  // EL0 and EL1, A64 only; no floating point, no Advanced SIMD; DIT = 1.
  id_aa64pfr0_el1: constant(0x0001000000ff0011n),
  // MTE = 3.
  id_aa64pfr1_el1: constant(0x300n),
  id_aa64dfr0_el1: constant(0x6n),
  // Atomic = 2, CRC32 = 1.
  id_aa64isar0_el1: constant(0x0000000000210000n),
  // DPB = 2, LRCPC = 1, SB = 1.
  id_aa64isar1_el1: constant(0x0000001000100002n),
  // 4 KiB granule only, 48 bits of physical address.
  id_aa64mmfr0_el1: constant(0x0f000005n),
  // PAN = 1.
  id_aa64mmfr1_el1: constant(0x0000000000100000n),
  // UAO = 1.
  id_aa64mmfr2_el1: constant(0x10n),
  clidr_el1: constant(0n),
  ccsidr_el1: constant(0n),
  gmid_el1: constant(6n),
  ctr_el0: { ...constant(0x84448004n, 0), allows: UCT },
  dczid_el0: constant(4n, 0),
  isr_el1: constant(0n),
  sctlr_el1: { ...rules, reset: 0x30d00980n },
  tcr_el1: rules,
  ttbr0_el1: rules,
  ttbr1_el1: rules,
  mair_el1: rules,
  gcr_el1: { mask: 0x1ffffn, ofTags: true },
  rgsr_el1: { mask: 0xffff0fn, ofTags: true },
  tfsr_el1: { ...noting('TFSR_EL1'), ofTags: true },
  tfsre0_el1: { ...noting('TFSRE0_EL1'), ofTags: true },
  // Of EL2 there is what KVM set: HCR_EL2.ATA. The guest cannot see it.
  hcr_el2: { reads: 3, writes: 3, reset: 1n << 56n },
  sp_el1: { reads: 3, writes: 3 },
  tfsr_el2: { reads: 3, writes: 3 },
  tpidr_el0: user,
  tpidrro_el0: { reads: 0 },
  fpcr: { reads: 3, writes: 3 },
  fpsr: { reads: 3, writes: 3 },
  cntfrq_el0: { reads: 0, reset: 62_500_000n, allows: ANY_COUNTER },
  cntvct_el0: { ...constant(0n, 0), allows: VIRTUAL_COUNTER },
  oslar_el1: { reads: 3 },
  nzcv: pstate(28, 4, user),
  tco: pstate(25, 1, user),
  dit: pstate(24, 1, user),
  uao: pstate(23, 1),
  pan: pstate(22, 1),
  daif: pstate(6, 4, { ...user, allows: UMA }),
  spsel: {
    read: (cpu) => BigInt(cpu.spsel),
    write: (cpu, value) => {
      cpu.setPstate((cpu.pstate & ~1) | Number(value & 1n));
    },
  },
  currentel: { writes: 3, read: (cpu) => BigInt(cpu.el << 2) },
};

const rows = new Map<number, SystemRegister>();
for (const [name, number] of Object.entries(SYSTEM_REGISTERS)) {
  const { reset = 0n, mask = ALL, reads = 1, writes = 1, ...rest } = SPECIAL[name] ?? {};
  const slot = systemSlot(number);
  if (slot !== undefined) rows.set(number, { ...rest, slot, reset, mask, reads, writes });
}

/** The register of this number, if the processor has it. */
export function systemRegister(number: number): SystemRegister | undefined {
  return rows.get(number);
}

/** Gives a vCPU's words what they hold at reset: EL1h, everything masked, MMU off, TCO = 0. */
export function resetValues(): readonly { readonly slot: number; readonly value: bigint }[] {
  return [...rows.values()]
    .filter(({ reset }) => reset !== 0n)
    .map(({ slot, reset }) => ({ slot, value: reset }));
}

/** SP_EL0's slot: which of the stack pointers it names, a program cannot while it uses it. */
export const SP_EL0 = slotNamed('sp_el0');
