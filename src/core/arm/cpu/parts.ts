/**
 * An instruction of several accesses, taken one access at a time, for whoever wants to see what comes between them: a pair, a block of
 * tags, a granule's data and its tag. Each access is made by the instruction run once more from its start: accesses that were made are
 * passed over, one is made, and of those behind it nothing is done. Translation and the checks come first, with the first access; another
 * walk precedes each later one, since a hypervisor that has taken the page away has waited for accesses under way (TLBI, DSB), and this
 * one is not. What nobody can come between (atomics, exclusives) is one access.
 */
import type { Cpu } from './cpu.ts';

export interface Parts {
  /** How many accesses of the instruction have been made before. */
  readonly done: number;
  /** How many it has come by in this run of it. */
  seen: number;
  /** What the accesses before have loaded, where an instruction loads more than once: 64 bits. */
  kept: bigint;
}

/** Whether the access that comes now is to be made. Asked once for each; without parts all are made at once. */
export function isTurn({ parts }: Cpu): boolean {
  return parts === null || parts.seen++ === parts.done;
}

/** Whether this access is the instruction's first: only then are tags compared. */
export function isFirst({ parts }: Cpu): boolean {
  return parts === null || parts.done === 0;
}

/** Whether more accesses are to follow the one that was made. */
export function isUnfinished({ done, seen }: Parts): boolean {
  return seen > done + 1;
}
