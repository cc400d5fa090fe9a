/**
 * Loads and stores: translation of every page they touch, the tag check of every granule, then the bytes. Nothing is read or written
 * where one of these faults. Source: Arm ARM D10.4 (tag checked accesses, TCMA, TFSR), D8.2.
 */
import { setTag, tagAt } from '../../machine/state.ts';
import { tagMatches } from '../tag-check.ts';
import type { Cpu } from './cpu.ts';
import { ZERO } from './layout.ts';
import type { Frame } from './memory.ts';
import { note } from './noted.ts';
import { isFirst, isTurn } from './parts.ts';
import { quickRead, quickWrite } from './quick.ts';
import type { Entry } from './tlb.ts';

/** Fault status codes of data aborts that are not translation's. */
export const FSC_TAG_CHECK = 0b010001;
export const FSC_ALIGNMENT = 0b100001;

const BIT_55_HIGH = 1 << 23;

/** Where the access that was probed last goes: the page of its first byte, and the next one if it goes on there. */
let first: Entry = { frame: null, physical: 0, tagged: false, device: false };
let second: Entry | null = null;

/** The value that was loaded last, or is to be stored. */
export const value = { low: 0, high: 0 };

/**
 * Makes an access possible, or takes its fault: true if it is. At most a page long. It consists of `unit`s, which must be aligned where
 * SCTLR.A says so or memory is a device (Arm ARM B2.8.2).
 */
export function probe(
  cpu: Cpu,
  low: number,
  high: number,
  bytes: number,
  write: boolean,
  checked: boolean,
  el = cpu.el,
  unit = bytes,
): boolean {
  const isAligned = (low & (unit - 1)) === 0;
  if (!isAligned && cpu.strict) return unaligned(cpu, low, high, write);
  const found = cpu.page(low, high, write, el);
  if (found === null) return false;
  if (!isAligned && found.device) return unaligned(cpu, low, high, write);
  first = found;
  second = null;
  const room = 4096 - (low & 0xfff);
  if (bytes > room) {
    const next = (low + room) | 0;
    second = cpu.page(next, next === 0 ? (high + 1) | 0 : high, write, el);
    if (second === null) return false;
  }
  if (cpu.noting) cpu.surroundings.reached?.({ low, high, bytes, write, checked, el, first, second });
  if (!checked || !isFirst(cpu) || !(el === cpu.el ? cpu.checking : cpu.checkingUser)) return true;
  if (!found.tagged && second?.tagged !== true) return true;
  return tagsMatch(cpu, low, high, bytes, write, el);
}

function unaligned(cpu: Cpu, low: number, high: number, write: boolean): false {
  cpu.dataAbort(low, high, write, FSC_ALIGNMENT);
  return false;
}

/** Compares the pointer's tag with that of each granule; a mismatch is a fault, or noted in TFSR. */
function tagsMatch(cpu: Cpu, low: number, high: number, bytes: number, write: boolean, el: number): boolean {
  const tag = (high >>> 24) & 0xf;
  const upper = (high & BIT_55_HIGH) !== 0;
  if (!cpu.topByteIgnored(high)) return true;
  if (upper ? cpu.unchecked1 && tag === 0xf : cpu.unchecked0 && tag === 0) return true;
  const inside = low & 0xfff;
  const end = inside + bytes;
  for (let at = inside & ~0xf; at < end; at += 16) {
    const entry = at < 4096 ? first : second;
    if (entry?.tagged !== true || entry.frame === null) continue;
    const granule = (at & 0xfff) >> 4;
    if (cpu.noting) noteTags(cpu, 'read', entry.frame, granule);
    if (tagMatches(entry.frame.tags, granule, tag)) continue;
    const mode = el === cpu.el ? cpu.tagCheckMode : cpu.tagCheckModeUser;
    if (mode === 2 || (mode === 3 && write)) {
      note(cpu, low, high, el, entry.frame, granule);
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
  return (low & (bytes - 1)) === 0 || unaligned(cpu, low, high, write);
}

/** What a step touched, for whoever asks (docs/processor.md: what is one step). */
function noteData(cpu: Cpu, kind: 'read' | 'write', frame: Frame, from: number, bytes: number): void {
  const { machine } = cpu.memory;
  machine.notePage(kind, frame.dataPage, from, Math.min(from + bytes, 4096), 'owner');
}
function noteTags(cpu: Cpu, kind: 'read' | 'write', frame: Frame, granule: number): void {
  cpu.memory.machine.notePage(kind, frame.tagsPage, granule, granule + 1, 'owner');
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
  if (cpu.noting) noteProbed(cpu, 'read', frame, inside, bytes);
  if ((inside & (bytes - 1)) === 0) {
    readAligned(frame, inside, bytes);
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
  if (cpu.noting) noteProbed(cpu, 'write', frame, inside, bytes);
  writable(cpu, frame, inside);
  if ((inside & (bytes - 1)) === 0 && bytes >= 4) {
    frame.words[inside >> 2] = value.low;
    if (bytes === 8) frame.words[(inside >> 2) + 1] = value.high;
    return;
  }
  for (let i = 0; i < bytes; i++) {
    const at = offset + i;
    const target = (at < 4096 ? first : (second ?? first)).frame;
    if (target === null) continue;
    writable(cpu, target, at & 0xfff);
    target.data[at & 0xfff] = i < 4 ? value.low >>> (8 * i) : value.high >>> (8 * (i - 4));
  }
}

/** Bytes of the page probed first or second, and of the second where they go on there. */
function noteProbed(cpu: Cpu, kind: 'read' | 'write', frame: Frame, inside: number, bytes: number): void {
  noteData(cpu, kind, frame, inside, bytes);
  const beyond = inside + bytes - 4096;
  if (beyond > 0 && second !== null && second.frame !== null) noteData(cpu, kind, second.frame, 0, beyond);
}

/** Before a write to a frame: it is the state's own, what was decoded from it is forgotten, and monitors of others see it. */
function writable(cpu: Cpu, frame: Frame, offset: number): void {
  if (!frame.isOwn) frame.own();
  if (frame.code !== null) {
    frame.code = null;
    cpu.codeChanged();
  }
  if (frame.isReserved) cpu.memory.loseReservations(cpu, frame, offset);
}

/** A register's value to memory, when it is this access's turn. */
function writeInTurn(cpu: Cpu, low: number, bytes: number, slot: number, beyond: number): void {
  if (!isTurn(cpu)) return;
  value.low = cpu.x[2 * slot] ?? 0;
  value.high = cpu.x[2 * slot + 1] ?? 0;
  writeProbed(low, bytes, cpu, beyond);
}

/** Two registers to where the access probed last goes, one behind the other: two accesses. */
export function storePair(cpu: Cpu, low: number, bytes: number, t: number, u: number): void {
  writeInTurn(cpu, low, bytes, t, 0);
  writeInTurn(cpu, low, bytes, u, bytes);
}

/** Like readProbed, for one access of several: what it has loaded, once it was its turn. */
export function readInTurn(low: number, bytes: number, cpu: Cpu, beyond = 0): void {
  const { parts } = cpu;
  if (isTurn(cpu)) {
    readProbed(low, bytes, cpu, beyond);
    if (parts !== null) parts.kept = (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0);
  } else if (parts !== null) {
    value.low = Number(BigInt.asIntN(32, parts.kept));
    value.high = Number(BigInt.asIntN(32, parts.kept >> 32n));
  }
}

/** Zeroes so many bytes of the page probed last, a granule an access. */
export function zeroProbed(cpu: Cpu, low: number, bytes: number): void {
  value.low = 0;
  value.high = 0;
  for (let i = 0; i < bytes; i += 16) {
    if (!isTurn(cpu)) continue;
    writeProbed(low, 8, cpu, i);
    writeProbed(low, 8, cpu, i + 8);
  }
}

/** The allocation tag at `beyond` bytes behind `low` in what was probed last; null where memory holds none, or it is not its turn. */
export function tagProbed(cpu: Cpu, low: number, beyond = 0): number | null {
  const at = (low & 0xfff) + beyond;
  const { tagged, frame } = at < 4096 ? first : (second ?? first);
  if (!tagged || frame === null || !isTurn(cpu)) return null;
  const granule = (at & 0xfff) >> 4;
  if (cpu.noting) noteTags(cpu, 'read', frame, granule);
  return tagAt(frame.tags, granule);
}

/** Writes the allocation tag there, where memory holds any and it is its turn. */
export function putTag(cpu: Cpu, low: number, beyond: number, tag: number): void {
  const at = (low & 0xfff) + beyond;
  const { tagged, frame } = at < 4096 ? first : (second ?? first);
  if (!tagged || frame === null || !isTurn(cpu)) return;
  const granule = (at & 0xfff) >> 4;
  if (cpu.noting) noteTags(cpu, 'write', frame, granule);
  setTag(frame.ownTags(), granule, tag);
}

/** Watches, for the exclusive monitor, where the access probed last goes; a device is not watched. */
export function reserveProbed(cpu: Cpu, low: number): void {
  if (first.frame !== null) cpu.memory.reserve(cpu, first.frame, low & 0xfff);
}

/** Whether what was probed last is a device. */
export function isDeviceProbed(): boolean {
  return first.device;
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
  const frame = el === cpu.el ? quickRead(cpu, low, high, bytes, checked) : null;
  if (frame !== null) {
    readAligned(frame, low & 0xfff, bytes);
    return true;
  }
  if (!probe(cpu, low, high, bytes, false, checked, el)) return false;
  readProbed(low, bytes, cpu);
  return true;
}

function readAligned({ words, data }: Frame, at: number, bytes: number): void {
  if (bytes === 8) {
    value.low = words[at >>> 2] ?? 0;
    value.high = words[(at >>> 2) + 1] ?? 0;
    return;
  }
  value.high = 0;
  if (bytes === 4) value.low = words[at >>> 2] ?? 0;
  else if (bytes === 1) value.low = data[at] ?? 0;
  else value.low = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
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
  const frame = el === cpu.el ? quickWrite(cpu, low, high, bytes, checked) : null;
  if (frame !== null) {
    writeAligned(frame, low & 0xfff, bytes, cpu.x, 2 * slot);
    return true;
  }
  if (!probe(cpu, low, high, bytes, true, checked, el)) return false;
  value.low = cpu.x[2 * slot] ?? 0;
  value.high = cpu.x[2 * slot + 1] ?? 0;
  writeProbed(low, bytes, cpu);
  return true;
}

function writeAligned({ words, data }: Frame, at: number, bytes: number, x: Int32Array, from: number): void {
  const low = x[from] ?? 0;
  if (bytes >= 4) {
    words[at >>> 2] = low;
    if (bytes === 8) words[(at >>> 2) + 1] = x[from + 1] ?? 0;
    return;
  }
  data[at] = low;
  if (bytes === 2) data[at + 1] = low >>> 8;
}

/** The slot that register `number` is read from where 31 is the zero register. */
export function source(number: number): number {
  return number === 31 ? ZERO : number;
}
