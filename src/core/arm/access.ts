/**
 * What a user program or a guest does to memory: loads and stores with their tag check, LDG and STG. Source: Arm ARM D10.4 (tag
 * checked accesses), C6 (LDG, STG); an access to memory that is not Tagged is not checked, LDG from it gives 0, STG to it does nothing.
 */
import { setTag, tagAt } from '../machine/state.ts';
import type { Call, Primitive } from '../machine/primitive.ts';
import {
  EL0_CHECK_FAILED,
  FAULT_ALIGNMENT,
  FAULT_PERMISSION,
  FAULT_TAG_CHECK,
  FAULT_TRANSLATION,
  type Hardware,
} from './hardware.ts';
import { tagMatches } from './tag-check.ts';
import { logicalTag, walk, type Stage } from './walk.ts';

const LOW_NIBBLE = 0xf;
/** Address bits inside a granule. */
const GRANULE_MASK = 0xfn;

const FAULT_NAMES: Readonly<Record<number, string>> = {
  [FAULT_TRANSLATION]: 'translation fault',
  [FAULT_PERMISSION]: 'permission fault',
  [FAULT_TAG_CHECK]: 'tag check fault',
  [FAULT_ALIGNMENT]: 'alignment fault',
};

interface Place {
  readonly frame: number;
  readonly offset: number;
  /** Of the result, where the access is made although its tag is another. */
  readonly failed: number;
}

/** The access did not happen: the result is minus the fault. */
function faults(call: Call, fault: number): void {
  call.machine.detail = FAULT_NAMES[fault] ?? 'fault';
  call.give(-fault);
}

function hexTag(tag: number): string {
  return tag.toString(16);
}
function hexGranule(granule: number): string {
  return `0x${granule.toString(16).padStart(2, '0')}`;
}

/** LDG: the allocation tag of the pointer's granule, or minus a fault. Not itself tag checked. */
export function ldg(hw: Hardware, stage: Stage): Primitive {
  return (call) => {
    const { machine: m } = call;
    const t = walk(m, hw, stage, call.low(0), call.wide(1), false);
    if (t.fault !== 0) {
      faults(call, t.fault);
      return;
    }
    if (!t.tagged) {
      call.give(0);
      return;
    }
    const granule = t.offset >> 4;
    const page = hw.tagsPage + t.frame;
    m.notePage('read', page, granule, granule + 1, 'owner');
    const tag = tagAt(m.page(page), granule);
    m.detail = `${hexGranule(granule)} → ${hexTag(tag)}`;
    call.give(tag);
  };
}

/**
 * STG: stores the allocation tag of the pointer's granule; 0, or minus a fault. An address that is not granule-aligned takes an
 * alignment fault before anything is translated, and whether the memory is Tagged or not (Arm ARM, AArch64.MemTag[]; so does QEMU's
 * check_tag_aligned, target/arm/tcg/mte_helper.c).
 */
export function stg(hw: Hardware, stage: Stage): Primitive {
  return (call) => {
    const { machine: m } = call;
    const pointer = call.wide(1);
    if ((pointer & GRANULE_MASK) !== 0n) {
      faults(call, FAULT_ALIGNMENT);
      return;
    }
    const t = walk(m, hw, stage, call.low(0), pointer, true);
    if (t.fault !== 0) {
      faults(call, t.fault);
      return;
    }
    if (!t.tagged) return;
    const granule = t.offset >> 4;
    const page = hw.tagsPage + t.frame;
    m.notePage('write', page, granule, granule + 1, 'owner');
    const tag = call.low(2) & LOW_NIBBLE;
    m.detail = `${hexGranule(granule)} ← ${hexTag(tag)}`;
    setTag(m.ownPage(page), granule, tag);
  };
}

/**
 * A byte load, checked: the byte, or minus a fault. A tag check fault (synchronous) means the load has not happened; where checks are
 * asynchronous it has, and the result says that the check failed.
 */
export function loadByte(hw: Hardware, stage: Stage, mode: 'sync' | 'async' = 'sync'): Primitive {
  return (call) => {
    const place = checked(hw, stage, call, false, mode);
    if (place === null) return;
    const page = hw.dataPage + place.frame;
    call.machine.notePage('read', page, place.offset, place.offset + 1, 'owner');
    call.machine.detail = said(place);
    call.give((call.machine.page(page)[place.offset] ?? 0) | place.failed);
  };
}

/** A byte store, checked likewise: 0, or minus a fault. */
export function storeByte(hw: Hardware, stage: Stage, mode: 'sync' | 'async' = 'sync'): Primitive {
  return (call) => {
    const place = checked(hw, stage, call, true, mode);
    if (place === null) return;
    const page = hw.dataPage + place.frame;
    call.machine.notePage('write', page, place.offset, place.offset + 1, 'owner');
    call.machine.detail = said(place);
    call.machine.ownPage(page)[place.offset] = call.low(2) & 0xff;
    call.give(place.failed);
  };
}

/** Where an access went, in words. */
function said({ offset, failed }: Place): string {
  return `${hexGranule(offset >> 4)}${failed === 0 ? '' : ', tag check failed'}`;
}

/** Where a tag checked access goes, or null when it faults; the fault is given as the result. */
function checked(
  hw: Hardware,
  stage: Stage,
  call: Call,
  write: boolean,
  mode: 'sync' | 'async',
): Place | null {
  const { machine: m } = call;
  const pointer = call.wide(1);
  const t = walk(m, hw, stage, call.low(0), pointer, write);
  if (t.fault !== 0) {
    faults(call, t.fault);
    return null;
  }
  const place = { frame: t.frame, offset: t.offset, failed: 0 };
  if (!t.tagged) return place;
  const granule = t.offset >> 4;
  const page = hw.tagsPage + t.frame;
  m.notePage('read', page, granule, granule + 1, 'owner');
  if (tagMatches(m.page(page), granule, logicalTag(pointer))) return place;
  if (mode === 'async') return { ...place, failed: EL0_CHECK_FAILED };
  faults(call, FAULT_TAG_CHECK);
  return null;
}
