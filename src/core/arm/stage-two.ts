/** Stage 2 for a processor: the table that the modelled KVM fills, by the walk that every other access of the guest takes. */
import type { Machine } from '../machine/machine.ts';
import type { StageTwo } from './cpu/memory.ts';
import { FAULT_PERMISSION, type Hardware } from './hardware.ts';
import { walk } from './walk.ts';

/** Fault status codes of level 3, the one level that the table has. */
const TRANSLATION_LEVEL_3 = 0b000111;
const PERMISSION_LEVEL_3 = 0b001111;

/** Translates by the table whose first descriptor is word `table`. */
export function stageTwoOf(m: Machine, hw: Hardware, table: number): StageTwo {
  return (ipa, write) => {
    const { fault, frame, tagged } = walk(m, hw, 'guest', table, BigInt(ipa), write);
    if (fault === 0) return { frame, tagged };
    return { fault: fault === FAULT_PERMISSION ? PERMISSION_LEVEL_3 : TRANSLATION_LEVEL_3 };
  };
}
