import type { Entry } from './tlb.ts';

/** A load or store as it goes to memory. */
export interface ReachedAccess {
  readonly low: number;
  readonly high: number;
  readonly bytes: number;
  readonly write: boolean;
  /** Whether the instruction is of those that are tag checked. */
  readonly checked: boolean;
  /** As whom: EL0 for an unprivileged one. */
  readonly el: number;
  readonly first: Entry;
  /** The next page, if it goes on there. */
  readonly second: Entry | null;
}
