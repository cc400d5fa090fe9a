/** A guest's registers where the state has them: 64 bits each, by slot, from the first word of its vCPU on. */
import { PC, PSTATE, SP, slotNamed } from '../cpu/layout.ts';

/** A register of X0 to X30 by number, or by name: `sp`, `pc`, `pstate`, a system register. */
export type Which = number | string;

const NAMED: Readonly<Record<string, number>> = { sp: SP, pc: PC, pstate: PSTATE };

/** Its value; `first` is the word at which the registers begin. */
export function guestRegister(words: Uint32Array, first: number, which: Which): bigint {
  const slot = typeof which === 'number' ? which : (NAMED[which] ?? slotNamed(which));
  const at = first + 2 * slot;
  return (BigInt(words[at + 1] ?? 0) << 32n) | BigInt(words[at] ?? 0);
}
