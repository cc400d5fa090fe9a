/** Where a vCPU's registers lie in the state's words: 64 bits each, low word first. */
import { SYSTEM_REGISTERS } from '../a64/names.ts';

/** X0 to X30 are slots 0 to 30; the stack pointer in use is slot 31. */
export const SP = 31;
/** Reads as zero: what register 31 is where it is not the stack pointer. */
export const ZERO = 32;
/** Where writes to the zero register go; cleared before anybody looks at the state. */
export const DISCARD = 33;
export const PC = 34;
/** PSTATE as SPSR would hold it. */
export const PSTATE = 35;
/** The exclusive monitor: the physical address, and how many bytes are marked (0: none). */
export const EXCLUSIVE_ADDRESS = 36;
export const EXCLUSIVE_BYTES = 37;
/** Why no instruction runs: one of the constants below. */
export const WAITING = 38;
/** The event register: 1 after SEV, until WFE takes it. */
export const EVENT = 39;
/** Where the exclusive monitor's address lies in physical memory, for stores of others to clear it. */
export const EXCLUSIVE_PLACE = 40;
const FIRST_SYSTEM_SLOT = 42;

/**
 * Values of WAITING: nothing in the way; WFI; WFE; turned off (PSCI); the same exception for ever; stage 2 did not
 * translate, and the hypervisor has not said to go on.
 */
export const RUNS = 0;
export const IN_WFI = 1;
export const IN_WFE = 2;
export const OFF = 3;
export const STUCK = 4;
export const EXITED = 5;

const slots = new Map(Object.values(SYSTEM_REGISTERS).map((number, i) => [number, FIRST_SYSTEM_SLOT + i]));

/** The TLB: for reads, writes and fetches of EL0 and EL1 so many entries of four words each (tlb.ts). */
export const TLB_WAYS = 6;
export const TLB_ENTRIES = 128;
export const TLB_FIRST_WORD = 2 * (FIRST_SYSTEM_SLOT + slots.size);

/** Words that a vCPU takes. */
export const CPU_WORDS = TLB_FIRST_WORD + 4 * TLB_WAYS * TLB_ENTRIES;

/** The slot of a system register by its number (op0, op1, CRn, CRm, op2); undefined where there is none. */
export function systemSlot(number: number): number | undefined {
  return slots.get(number);
}

/** The slot of a system register by name; the name is one of ours. */
export function slotNamed(name: string): number {
  const slot = slots.get(SYSTEM_REGISTERS[name] ?? -1);
  if (slot === undefined) throw new Error(`no system register ${name}`);
  return slot;
}
