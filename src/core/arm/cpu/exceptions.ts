/** Exceptions to EL1 and the return from them. Source: Arm ARM D1.3 (AArch64.TakeException), D1.4 (ERET). */
import type { Cpu } from './cpu.ts';
import { EXCLUSIVE_BYTES, slotNamed } from './layout.ts';

const ESR = slotNamed('esr_el1');
const FAR = slotNamed('far_el1');
const ELR = slotNamed('elr_el1');
const SPSR = slotNamed('spsr_el1');
const VBAR = slotNamed('vbar_el1');
const SCTLR = slotNamed('sctlr_el1');

export interface Exception {
  /** ESR.EC */
  readonly class: number;
  /** ESR.ISS */
  readonly syndrome: number;
  readonly far?: bigint;
  /** Where ERET goes back to: the instruction itself unless said otherwise. */
  readonly back?: bigint;
}

/** ESR.IL: every instruction is 32 bits long. */
const LONG = 1 << 25;

/** Goes to EL1's vector. */
export function takeException(cpu: Cpu, exception: Exception): void {
  const from = cpu.pstate;
  const back = exception.back ?? cpu.at;
  const esr = ((exception.class << 26) | LONG | exception.syndrome) >>> 0;
  const lower = cpu.el === 0;
  const offset = lower ? 0x400 : cpu.spsel === 1 ? 0x200 : 0;
  // SCTLR_EL1.SPAN clear: PAN is set. TCO is always set (Arm ARM D10.5).
  const span = ((cpu.x[2 * SCTLR] ?? 0) >>> 23) & 1;
  const pan = cpu.pan === 1 || span === 0 ? 1 << 22 : 0;
  cpu.setPstate((from & 0xf1000000) | (1 << 25) | pan | (0xf << 6) | 0b0101);
  cpu.setWide(SPSR, BigInt(from >>> 0));
  cpu.setWide(ELR, back);
  cpu.setWide(ESR, BigInt(esr));
  if (exception.far !== undefined) cpu.setWide(FAR, exception.far);
  cpu.pc = cpu.wide(VBAR) + BigInt(offset);
  cpu.surroundings.exception({ esr, far: exception.far ?? 0n, elr: back });
}

/** An encoding that is not allocated, or not allowed here. */
export function undefinedInstruction(cpu: Cpu): void {
  takeException(cpu, { class: 0, syndrome: 0 });
}

/** ERET from EL1. A PSTATE that cannot be returned to sets IL, and the next instruction takes the illegal state exception. */
export function exceptionReturn(cpu: Cpu): void {
  const spsr = Number(BigInt.asIntN(32, cpu.wide(SPSR)));
  const mode = spsr & 0x1f;
  const to = cpu.wide(ELR);
  cpu.x[2 * EXCLUSIVE_BYTES] = 0;
  const legal = mode === 0b00000 || mode === 0b00100 || mode === 0b00101;
  cpu.setPstate(legal ? spsr : (spsr & ~0x1f) | (cpu.el << 2) | cpu.spsel | (1 << 20));
  cpu.branchTo(Number(BigInt.asIntN(32, to)), Number(BigInt.asIntN(32, to >> 32n)));
  // ERET is an event to the processor itself (Arm ARM D1.6.1).
  cpu.event();
}
