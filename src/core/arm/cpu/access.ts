/**
 * Loads and stores: translation of every page they touch, the tag check of every granule, then the bytes. Nothing is read or written
 * where one of these faults. Source: Arm ARM D10.4 (tag checked accesses, TCMA, TFSR), D8.2.
 */
import { tagAt } from '../../machine/state.ts';
import type { Cpu, Entry } from './cpu.ts';
import { ZERO, slotNamed } from './layout.ts';
import type { Frame } from './memory.ts';

/** Fault status codes of data aborts that are not translation's. */
export const FSC_TAG_CHECK = 0b010001;
export const FSC_ALIGNMENT = 0b100001;

const TFSR = slotNamed('tfsr_el1');
const TFSRE0 = slotNamed('tfsre0_el1');
const BIT_55_HIGH = 1 << 23;

/** Where the access that was probed last goes: the page of its first byte, and the next one if it goes on there. */
let first: Entry = { frame: null, physical: 0, tagged: false, device: false };
let second: Entry | null = null;

/** The value that was loaded last, or is to be stored. */
export const value = { low: 0, high: 0 };

/** Makes an access possible, or takes its fault: true if it is. At most a page long. */
export function probe(
  cpu: Cpu,
  low: number,
  high: number,
  bytes: number,
  write: boolean,
  checked: boolean,
  el = cpu.el,
): boolean {
  const found = cpu.page(low, high, write, el);
  if (found === null) return false;
  first = found;
  second = null;
  const room = 4096 - (low & 0xfff);
  if (bytes > room) {
    const next = (low + room) | 0;
    second = cpu.page(next, next === 0 ? (high + 1) | 0 : high, write, el);
    if (second === null) return false;
  }
  if (!checked || !cpu.checking || !(found.tagged || second?.tagged === true)) return true;
  return tagsMatch(cpu, low, high, bytes, write);
}

/** Compares the pointer's tag with that of each granule; a mismatch is a fault, or noted in TFSR. */
function tagsMatch(cpu: Cpu, low: number, high: number, bytes: number, write: boolean): boolean {
  const tag = (high >>> 24) & 0xf;
  const upper = (high & BIT_55_HIGH) !== 0;
  if (!cpu.topByteIgnored(high)) return true;
  if (upper ? cpu.unchecked1 && tag === 0xf : cpu.unchecked0 && tag === 0) return true;
  const inside = low & 0xfff;
  const end = inside + bytes;
  for (let at = inside & ~0xf; at < end; at += 16) {
    const entry = at < 4096 ? first : second;
    if (entry?.tagged !== true || entry.frame === null) continue;
    if (tagAt(entry.frame.tags, (at & 0xfff) >> 4) === tag) continue;
    const asynchronous = cpu.tagCheckMode === 2 || (cpu.tagCheckMode === 3 && write);
    if (asynchronous) {
      const register = 2 * (cpu.el === 0 ? TFSRE0 : TFSR);
      cpu.x[register] = (cpu.x[register] ?? 0) | (upper ? 2 : 1);
      return true;
    }
    const beyond = at > inside ? at - inside : 0;
    const sum = (low + beyond) | 0;
    cpu.dataAbort(sum, sum >>> 0 < low >>> 0 ? (high + 1) | 0 : high, write, FSC_TAG_CHECK);
    return false;
  }
  return true;
}

/** Whether an address is a multiple of `bytes`; takes the alignment fault if not. */
export function aligned(cpu: Cpu, low: number, high: number, bytes: number, write: boolean): boolean {
  if ((low & (bytes - 1)) === 0) return true;
  cpu.dataAbort(low, high, write, FSC_ALIGNMENT);
  return false;
}

/** The bytes of the access probed last, or of the part of it that starts `beyond` bytes behind `low`, into `value`. */
export function readProbed(low: number, bytes: number, cpu: Cpu, beyond = 0): void {
  const offset = (low & 0xfff) + beyond;
  const entry = offset < 4096 ? first : (second ?? first);
  const { frame } = entry;
  const inside = offset & 0xfff;
  value.high = 0;
  if (frame === null) {
    const device = cpu.memory.device(entry.physical + inside);
    value.low = device === null ? 0 : device.read(entry.physical + inside - device.base, bytes) | 0;
    return;
  }
  if ((inside & (bytes - 1)) === 0) {
    const word = inside >> 2;
    if (bytes >= 4) {
      value.low = frame.words[word] ?? 0;
      if (bytes === 8) value.high = frame.words[word + 1] ?? 0;
    } else if (bytes === 1) value.low = frame.data[inside] ?? 0;
    else value.low = (frame.data[inside] ?? 0) | ((frame.data[inside + 1] ?? 0) << 8);
    return;
  }
  let lowWord = 0;
  let highWord = 0;
  for (let i = 0; i < bytes; i++) {
    const at = offset + i;
    const byte = (at < 4096 ? first : (second ?? first)).frame?.data[at & 0xfff] ?? 0;
    if (i < 4) lowWord |= byte << (8 * i);
    else highWord |= byte << (8 * (i - 4));
  }
  value.low = lowWord;
  value.high = highWord;
}

/** Writes `value` to where the access probed last goes. */
export function writeProbed(low: number, bytes: number, cpu: Cpu, beyond = 0): void {
  const offset = (low & 0xfff) + beyond;
  const entry = offset < 4096 ? first : (second ?? first);
  const { frame } = entry;
  const inside = offset & 0xfff;
  if (frame === null) {
    const device = cpu.memory.device(entry.physical + inside);
    device?.write(entry.physical + inside - device.base, bytes, value.low);
    return;
  }
  writable(cpu, frame);
  if ((inside & (bytes - 1)) === 0 && bytes >= 4) {
    frame.words[inside >> 2] = value.low;
    if (bytes === 8) frame.words[(inside >> 2) + 1] = value.high;
    return;
  }
  for (let i = 0; i < bytes; i++) {
    const at = offset + i;
    const target = (at < 4096 ? first : (second ?? first)).frame;
    if (target === null) continue;
    writable(cpu, target);
    target.data[at & 0xfff] = i < 4 ? value.low >>> (8 * i) : value.high >>> (8 * (i - 4));
  }
}

/** Before a write to a frame: it is the state's own, and what was derived from its data is forgotten. */
function writable(cpu: Cpu, frame: Frame): void {
  if (!frame.isOwn) frame.own();
  if (frame.code !== null) {
    frame.code = null;
    cpu.codeChanged();
  }
  if (frame.isTable) {
    frame.isTable = false;
    cpu.flush();
  }
}

/** Zeroes `bytes` bytes of the page probed last, from `low` on. */
export function zeroProbed(cpu: Cpu, low: number, bytes: number, beyond = 0): void {
  value.low = 0;
  value.high = 0;
  for (let i = 0; i < bytes; i += 8) writeProbed(low, 8, cpu, beyond + i);
}

/** The allocation tag at `beyond` bytes behind `low` in what was probed last; null where memory holds none. */
export function tagProbed(low: number, beyond = 0): number | null {
  const at = (low & 0xfff) + beyond;
  const entry = at < 4096 ? first : (second ?? first);
  return entry.tagged && entry.frame !== null ? tagAt(entry.frame.tags, (at & 0xfff) >> 4) : null;
}

/** The tags to write, and the granule in them; null where memory holds none. */
export function tagsToWrite(low: number, beyond = 0): { tags: Uint8Array; granule: number } | null {
  const at = (low & 0xfff) + beyond;
  const entry = at < 4096 ? first : (second ?? first);
  return entry.tagged && entry.frame !== null
    ? { tags: entry.frame.ownTags(), granule: (at & 0xfff) >> 4 }
    : null;
}

/** Loads into `value`; false after a fault. */
export function load(
  cpu: Cpu,
  low: number,
  high: number,
  bytes: number,
  checked: boolean,
  el = cpu.el,
): boolean {
  if (!probe(cpu, low, high, bytes, false, checked, el)) return false;
  readProbed(low, bytes, cpu);
  return true;
}

/** Stores register `slot`; false after a fault. */
export function store(
  cpu: Cpu,
  low: number,
  high: number,
  bytes: number,
  slot: number,
  checked: boolean,
  el = cpu.el,
): boolean {
  if (!probe(cpu, low, high, bytes, true, checked, el)) return false;
  value.low = cpu.x[2 * slot] ?? 0;
  value.high = cpu.x[2 * slot + 1] ?? 0;
  writeProbed(low, bytes, cpu);
  return true;
}

/** The slot that register `number` is read from where 31 is the zero register. */
export function source(number: number): number {
  return number === 31 ? ZERO : number;
}
