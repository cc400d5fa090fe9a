/**
 * The walk of a page table, the same for every access: address to descriptor to page frame. The tables of the model have one level
 * (level 3) of real 64-bit descriptors. Source: Arm ARM D8.3 (VMSAv8-64 descriptor formats), D8.4 (permissions).
 */
import type { Machine } from '../machine/machine.ts';
import { FAULT_PERMISSION, FAULT_TRANSLATION, type Hardware } from './hardware.ts';

/** Descriptor bits used here; low and high words of the 64-bit value. */
const VALID = 1;
const AP_USER = 1 << 6;
const AP_READ_ONLY = 1 << 7;
const S2AP_READ = 1 << 6;
const S2AP_WRITE = 1 << 7;
/** MemAttr of a stage-2 descriptor, and its value for Normal write-back memory: nothing else is Tagged. */
const S2_MEMATTR = 0xf << 2;
const S2_NORMAL = 0xf << 2;
/** AttrIndx of Normal Tagged memory in the modelled MAIR, as Linux sets it up (MT_NORMAL_TAGGED). */
const MT_NORMAL_TAGGED = 1;
/** Dirty Bit Modifier, bit 51, in the high word. */
const DBM = 1 << (51 - 32);

export type Stage = 'user' | 'guest';

export interface Translation {
  /** 0, or why the address does not translate. */
  readonly fault: number;
  readonly frame: number;
  /** Whether the access is to Tagged memory, so that its tag is checked. */
  readonly tagged: boolean;
  /** Byte in the page. */
  readonly offset: number;
}

/** Bits 55:0 of a pointer: Top Byte Ignore is on for user space, so bits 63:56 take no part in translation (Arm ARM D8.8). */
export function addressBits(pointer: bigint): bigint {
  return BigInt.asUintN(56, pointer);
}

/** The logical tag: bits 59:56 of the pointer. */
export function logicalTag(pointer: bigint): number {
  return Number((pointer >> 56n) & 0xfn);
}

/**
 * Translates `pointer` by the table whose first descriptor is word `table`. Stage 'guest' is stage 2: the guest's stage 1 maps its
 * addresses to themselves, as Normal Tagged.
 */
export function walk(
  m: Machine,
  hw: Hardware,
  stage: Stage,
  table: number,
  pointer: bigint,
  write: boolean,
): Translation {
  const address = addressBits(pointer);
  const [base, pages] = stage === 'user' ? [hw.userBase, hw.userPages] : [hw.ipaBase, hw.guestPages];
  const offset = Number(address & 0xfffn);
  const index = (address - base) >> 12n;
  // Without a table nothing is mapped (TCR_EL1.EPD0).
  if (table === 0 || address < base || index >= BigInt(pages))
    return { fault: FAULT_TRANSLATION, frame: 0, tagged: false, offset };
  const at = table + 2 * Number(index);
  const low = m.word(at);
  const high = m.word(at + 1);
  m.noteWords('read', at, 2);
  const frame = (((high & 0xffff) << 20) | (low >>> 12)) - hw.pfnBase;
  if ((low & VALID) === 0 || frame < 0 || frame >= hw.frames)
    return { fault: FAULT_TRANSLATION, frame: 0, tagged: false, offset };
  const readOnly = stage === 'user' && (low & AP_READ_ONLY) !== 0;
  // FEAT_HAFDBS: a write through a descriptor with DBM set makes it writable, which is how hardware marks a page dirty (D8.5).
  const dirties = write && readOnly && (high & DBM) !== 0 && (low & AP_USER) !== 0;
  if (dirties) {
    m.words[at] = low & ~AP_READ_ONLY;
    m.noteWords('write', at, 2);
  }
  const allowed =
    stage === 'user'
      ? (low & AP_USER) !== 0 && !(write && readOnly && !dirties)
      : (low & (write ? S2AP_WRITE : S2AP_READ)) !== 0;
  const tagged =
    stage === 'guest'
      ? (low & S2_MEMATTR) === S2_NORMAL && hw.guestTags(m, table)
      : ((low >>> 2) & 7) === MT_NORMAL_TAGGED;
  return { fault: allowed ? 0 : FAULT_PERMISSION, frame, tagged, offset };
}
