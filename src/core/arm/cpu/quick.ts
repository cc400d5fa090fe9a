/**
 * The short way of the accesses that are nearly all: aligned, within RAM that the TLB knows, with the tag that memory has. It only says
 * yes; whatever else there is takes the long way (access.ts), which does the same and all of the rest.
 */
import { setTag } from '../../machine/state.ts';
import { tagMatches } from '../tag-check.ts';
import type { Cpu } from './cpu.ts';
import type { Frame } from './memory.ts';

/** The frame of a load that may be made at once; null: the long way. */
export function quickRead(
  cpu: Cpu,
  low: number,
  high: number,
  bytes: number,
  checked: boolean,
): Frame | null {
  if ((low & (bytes - 1)) !== 0 || cpu.noting) return null;
  const entry = cpu.known(low, high, 'read');
  if (entry === undefined) return null;
  const { frame } = entry;
  if (frame === null) return null;
  if (checked && cpu.checking && entry.tagged) {
    if (!tagMatches(frame.tags, (low & 0xfff) >>> 4, (high >>> 24) & 0xf)) return null;
  }
  return frame;
}

/** The same of a store. */
export function quickWrite(
  cpu: Cpu,
  low: number,
  high: number,
  bytes: number,
  checked: boolean,
): Frame | null {
  if ((low & (bytes - 1)) !== 0 || cpu.noting) return null;
  const entry = cpu.known(low, high, 'write');
  if (entry === undefined) return null;
  const { frame } = entry;
  if (frame === null || !frame.isOwn || frame.code !== null || frame.isReserved) return null;
  if (checked && cpu.checking && entry.tagged) {
    if (!tagMatches(frame.tags, (low & 0xfff) >>> 4, (high >>> 24) & 0xf)) return null;
  }
  return frame;
}

/** Writes the allocation tag of one granule at once, as STG does; false: the long way. */
export function quickTag(cpu: Cpu, low: number, high: number, tag: number): boolean {
  if ((low & 15) !== 0 || cpu.noting) return false;
  const entry = cpu.known(low, high, 'write');
  if (entry === undefined || entry.frame === null) return false;
  if (entry.tagged && cpu.allocationTags) setTag(entry.frame.ownTags(), (low & 0xfff) >>> 4, tag);
  return true;
}
