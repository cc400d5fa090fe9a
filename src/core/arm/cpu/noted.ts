/** Failed tag checks that are only noted, in a bit of TFSR_EL1 or TFSRE0_EL1 (Arm ARM D10.4): what sets, reads and writes these registers. */
import { tagAt } from '../../machine/state.ts';
import type { Cpu } from './cpu.ts';
import { slotNamed } from './layout.ts';
import type { Frame } from './memory.ts';

export const NOTING = ['TFSR_EL1', 'TFSRE0_EL1'] as const;
export type NotingRegister = (typeof NOTING)[number];
/** TF0, of addresses in the lower half, and TF1. */
export const BITS = ['TF0', 'TF1'] as const;
export type NotingBit = (typeof BITS)[number];

interface Told {
  readonly register: NotingRegister;
  /** Of the instruction. */
  readonly address: bigint;
  readonly word: number;
}

/** A check that failed and set a bit which was clear. */
export interface NotedSet extends Told {
  readonly what: 'set';
  readonly bit: NotingBit;
  readonly pointer: bigint;
  /** The granule's tag. */
  readonly allocation: number;
}

/** Such a register, a bit of which was set, was read or written. */
export interface NotedUse extends Told {
  readonly what: 'read' | 'written';
}

export type NotedRecord = NotedSet | NotedUse;

const SLOTS = { TFSR_EL1: slotNamed('tfsr_el1'), TFSRE0_EL1: slotNamed('tfsre0_el1') };

function told(cpu: Cpu, register: NotingRegister): Told {
  return { register, address: cpu.at, word: cpu.running?.words[(cpu.atLow & 0xfff) >> 2] ?? 0 };
}

/** Notes that the check of an access to a granule has failed, made as `el`. */
export function note(cpu: Cpu, low: number, high: number, el: number, frame: Frame, granule: number): void {
  const register = el === 0 ? 'TFSRE0_EL1' : 'TFSR_EL1';
  const at = 2 * SLOTS[register];
  const upper = (high & (1 << 23)) === 0 ? 0 : 1;
  const before = cpu.x[at] ?? 0;
  cpu.x[at] = before | (1 << upper);
  if (((before >> upper) & 1) === 1) return;
  cpu.surroundings.noted?.({
    what: 'set',
    ...told(cpu, register),
    bit: BITS[upper],
    pointer: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0),
    allocation: tagAt(frame.tags, granule),
  });
}

/** How a program reads and writes such a register. */
export function noting(register: NotingRegister) {
  const slot = SLOTS[register];
  const tell = (cpu: Cpu, what: NotedUse['what']): void => {
    if (cpu.wide(slot) !== 0n) cpu.surroundings.noted?.({ what, ...told(cpu, register) });
  };
  return {
    read: (cpu: Cpu): bigint => {
      tell(cpu, 'read');
      return cpu.wide(slot);
    },
    write: (cpu: Cpu, value: bigint): void => {
      tell(cpu, 'written');
      cpu.setWide(slot, value & 3n);
    },
  };
}

/** Whether a bit is set in such a register's value. */
export function isNoted(value: bigint, bit: NotingBit): boolean {
  return ((value >> BigInt(BITS.indexOf(bit))) & 1n) === 1n;
}
