/**
 * What the hardware model is told of a scenario's machine: where physical memory's tags and data lie in the state, how addresses
 * map to page-table indices, how many tags one LDGM or STGM moves.
 */
import type { Machine } from '../machine/machine.ts';

export interface Hardware {
  /** Page of the tags of frame 0; the frames' pages follow. Likewise their data. */
  readonly tagsPage: number;
  readonly dataPage: number;
  readonly frames: number;
  /** Page frame number of frame 0. */
  readonly pfnBase: number;
  /** First user address that a table maps, and how many pages it maps. */
  readonly userBase: bigint;
  readonly userPages: number;
  readonly ipaBase: bigint;
  readonly guestPages: number;
  /**
   * HCR_EL2.ATA of the VM whose stage-2 table starts at a word: whether its guest's accesses are tag checked. Without it tags read
   * as zero and no access is checked (Arm ARM D17, HCR_EL2).
   */
  readonly guestTags: (m: Machine, table: number) => boolean;
  /** Tag blocks a page: 256 granules divided by the granules of one LDGM/STGM (4 << GMID_EL1.BS bytes), or fewer: coarse. */
  readonly tagBlocks: number;
  /** What a guest's own program is, assembled; empty where there is none. */
  readonly image: Uint8Array;
}

/** Why an access did not happen. Numbers of the model; the sentences name the Arm fault. */
export const FAULT_TRANSLATION = 1;
export const FAULT_PERMISSION = 2;
export const FAULT_TAG_CHECK = 3;
export const FAULT_ALIGNMENT = 4;

/** In the result of an access that was made although its tag check failed, beside the byte. */
export const EL0_CHECK_FAILED = 0x100;

/** Constants that the machine gives to every program. */
export function hardwareConstants(tagBlocks: number): Record<string, number> {
  return {
    TAG_BLOCKS: tagBlocks,
    FAULT_TRANSLATION,
    FAULT_PERMISSION,
    FAULT_TAG_CHECK,
    FAULT_ALIGNMENT,
    EL0_CHECK_FAILED,
  };
}
