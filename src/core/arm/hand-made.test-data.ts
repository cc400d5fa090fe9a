/** A machine made by hand for the tests of the hardware: three page frames, one user table, one stage-2 table, a buffer. */
import type { Access } from '../machine/access.ts';
import { Machine } from '../machine/machine.ts';
import type { Primitive } from '../machine/primitive.ts';
import type { Hardware } from './hardware.ts';

export const FRAMES = 3;
/** Pages of tags that belong to no frame: saved tags, notes. */
export const SAVED = 2 * FRAMES;
export const NOTES = SAVED + 1;

/** Word addresses. */
const GUEST_TAGS = 1;
export const USER_TABLE = 8;
export const GUEST_TABLE = 24;
export const BUFFER = 40;
/** 64-bit numbers that the buffer holds. */
const BUFFER_NUMBERS = 8;

export const USER = 0x7000_0000n;
export const IPA = 0x4000_0000n;

/** MemAttr of Normal write-back memory in a stage-2 descriptor. */
export const S2_NORMAL = 0xfn << 2n;

export const hardware: Hardware = {
  tagsPage: 0,
  dataPage: FRAMES,
  frames: FRAMES,
  pfnBase: 0x80000,
  userBase: USER,
  userPages: 3,
  ipaBase: IPA,
  guestPages: 3,
  guestTags: ({ words }) => words[GUEST_TAGS] !== 0,
  tagBlocks: 16,
  image: new Uint8Array(0),
};

/** A pointer with a logical tag. */
export function tagged(address: bigint, tag: number): bigint {
  return address | (BigInt(tag) << 56n);
}

/** A pointer to a page, as an argument. */
export function pointerTo(page: number): number {
  return page + 1;
}

export interface Entry {
  readonly frame?: number;
  readonly valid?: boolean;
  readonly user?: boolean;
  readonly readOnly?: boolean;
  readonly dbm?: boolean;
  readonly tagged?: boolean;
}

/** A stage-1 descriptor: valid, user, writable, Normal Tagged, if nothing else is said. */
export function userEntry(entry: Entry): bigint {
  const { frame = 0, valid = true, user = true, readOnly = false, dbm = false } = entry;
  const flags = (valid ? 1 : 0) | (entry.tagged === false ? 0 : 1 << 2) | (user ? 1 << 6 : 0);
  return addressOf(frame) | BigInt(flags) | (readOnly ? 1n << 7n : 0n) | (dbm ? 1n << 51n : 0n);
}

/** A stage-2 descriptor: valid, Normal write-back memory, S2AP readable and writable as said. */
export function guestEntry(frame: number, read: boolean, write: boolean): bigint {
  return addressOf(frame) | 1n | S2_NORMAL | (read ? 1n << 6n : 0n) | (write ? 1n << 7n : 0n);
}

function addressOf(frame: number): bigint {
  return BigInt(hardware.pfnBase + frame) << 12n;
}

/** Fills a page with what tells its bytes apart. */
export function patterned(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 37 + (i >> 8) * 11 + seed * 101) & 0xff);
}

interface Tables {
  readonly user?: readonly bigint[];
  readonly guest?: readonly bigint[];
  readonly guestTags?: boolean;
}

/** The machine, with these descriptors in its tables; every access is noted. */
export function machineWith({ user = [], guest = [], guestTags = true }: Tables): Machine {
  const words = new Uint32Array(BUFFER + 2 * BUFFER_NUMBERS);
  words[GUEST_TAGS] = guestTags ? 1 : 0;
  user.forEach((entry, i) => {
    putWide(words, USER_TABLE + 2 * i, entry);
  });
  guest.forEach((entry, i) => {
    putWide(words, GUEST_TABLE + 2 * i, entry);
  });
  const frames = Array.from({ length: FRAMES }, (_, i) => i);
  const pages = [
    ...frames.map((i) => patterned(128, i)),
    ...frames.map((i) => patterned(4096, FRAMES + i)),
    patterned(128, SAVED),
    patterned(128, NOTES),
  ];
  return new Machine({ words, pages }, []);
}

function putWide(words: Uint32Array, at: number, value: bigint): void {
  words[at] = Number(value & 0xffff_ffffn);
  words[at + 1] = Number(value >> 32n);
}

/** The 64-bit number at a word address. */
export function wideAt(m: Machine, at: number): bigint {
  return (BigInt(m.word(at + 1)) << 32n) | BigInt(m.word(at));
}

/** What a primitive gives, or that it refuses its arguments. */
export function call(primitive: Primitive, m: Machine, ...args: (number | bigint)[]): number | 'refused' {
  let result: number | 'refused' = 0;
  const wide = (i: number): bigint => BigInt.asUintN(64, BigInt(args[i] ?? 0));
  primitive({
    machine: m,
    low: (i) => Number(wide(i) & 0xffff_ffffn),
    wide,
    holdsWide: (at) => at >= BUFFER && at < BUFFER + 2 * BUFFER_NUMBERS && (at - BUFFER) % 2 === 0,
    give: (value) => {
      result = value;
    },
    refuse: () => {
      result = 'refused';
    },
  });
  return result;
}

/** All that may change, in copies. */
export function contentOf(m: Machine): { words: number[]; pages: string[] } {
  return {
    words: [...m.words],
    pages: Array.from({ length: m.pageCount }, (_, i) => m.page(i).join()),
  };
}

/** What was noted, for reading: `read words 8 +2`, `write page 3 16..17 owner`. */
export function noted(m: Machine): string[] {
  return (m.accesses ?? []).map(textOf);
}

function textOf(access: Access): string {
  return access.store === 'words'
    ? `${access.kind} words ${access.address} +${access.width}`
    : `${access.kind} page ${access.page} ${access.from}..${access.to} ${access.by}`;
}
