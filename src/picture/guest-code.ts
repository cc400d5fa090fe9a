/** A guest that runs code of its own: its listing, its registers by field, the check that the last instruction made. */
import { exceptionName } from '../core/arm/cpu/syndrome.ts';
import { guestRegister, type Which } from '../core/arm/guest/registers.ts';
import { guestProgram } from '../core/scenarios/guest-program.ts';
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { tagAt } from '../core/machine/state.ts';
import type { StepRecord } from '../core/step/record.ts';
import { lastStep, type PictureInput } from './moment.ts';
import { constantOf } from './read.ts';
import { registerFields, type RegisterField } from './register.ts';
import { runsGuestCode } from './runs-guest-code.ts';

/** A text in assembly language, as it is in force. */
export interface GuestText {
  readonly path: string;
  readonly text: string;
}

export interface ListingLine {
  readonly path: string;
  /** From 1, in its file. */
  readonly line: number;
  readonly text: string;
  /** Of a line with an instruction. */
  readonly address: bigint | null;
  readonly word: number | null;
}

/** A guest's texts of all, with the visitor's edits. */
export function guestTexts(
  texts: ReadonlyMap<string, string>,
  edits: ReadonlyMap<string, string>,
): readonly GuestText[] {
  return [...texts]
    .filter(([path]) => path.endsWith('.s'))
    .map(([path, text]) => ({ path, text: edits.get(path) ?? text }));
}

const listings = new WeakMap<Program, readonly ListingLine[]>();

/** The listing of the program that a machine was put together with; assembled once. */
export function listingOf(
  program: Program,
  texts: readonly GuestText[],
  base: bigint,
): readonly ListingLine[] {
  const known = listings.get(program);
  if (known !== undefined) return known;
  const lines = guestListing(texts, base) ?? [];
  listings.set(program, lines);
  return lines;
}

/** The texts with the address and the encoding of each instruction; null if they do not assemble. */
export function guestListing(texts: readonly GuestText[], base: bigint): readonly ListingLine[] | null {
  const program = guestProgram(
    texts.map((one) => ({ ...one, origin: 'scenario' })),
    base,
  );
  if ('diagnostics' in program) return null;
  const at = new Map([...program.lines].map(([address, line]) => [line, address]));
  const { image } = program;
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  let before = 0;
  return texts.flatMap(({ path, text }) => {
    const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
    const first = before;
    before += lines.length;
    return lines.map((line, i): ListingLine => {
      const address = at.get(first + i + 1) ?? null;
      const offset = address === null ? -1 : Number(address - base);
      const word = offset >= 0 && offset + 4 <= image.byteLength ? view.getUint32(offset, true) : null;
      return { path, line: i + 1, text: line, address, word };
    });
  });
}

export interface GuestRegister {
  readonly name: string;
  readonly value: bigint;
  readonly fields: readonly RegisterField[];
  /** Whether the last step changed it. */
  readonly changed: boolean;
}

export interface GuestMark {
  readonly pc: bigint;
  readonly general: readonly GuestRegister[];
  readonly system: readonly GuestRegister[];
  /** The exception that the guest took last, in words; null if it has taken none. */
  readonly exception: string | null;
  /** The last instruction as it ran, or null. */
  readonly ran: string | null;
  readonly check: TagCheck | null;
  readonly memory: readonly MemoryLine[];
}

const GENERAL: readonly Which[] = [...Array.from({ length: 31 }, (_, i) => i), 'sp', 'pc'];
const SYSTEM: readonly [Which, string][] = [
  ['pstate', 'PSTATE'],
  ['gcr_el1', 'GCR_EL1'],
  ['rgsr_el1', 'RGSR_EL1'],
  ['tfsr_el1', 'TFSR_EL1'],
  ['tfsre0_el1', 'TFSRE0_EL1'],
  ['sctlr_el1', 'SCTLR_EL1'],
  ['tcr_el1', 'TCR_EL1'],
  ['mair_el1', 'MAIR_EL1'],
  ['ttbr0_el1', 'TTBR0_EL1'],
  ['esr_el1', 'ESR_EL1'],
  ['far_el1', 'FAR_EL1'],
  ['elr_el1', 'ELR_EL1'],
];

/** Where the registers of VM 0's guest begin; null where guests run no code of their own. */
function firstWord({ program }: PictureInput): number | null {
  if (!runsGuestCode(program)) return null;
  return program.globals.get('guest_code')?.address ?? null;
}

/** VM 0's guest at the cursor, or null where guests run no code of their own. */
export function guestCode(input: PictureInput): GuestMark | null {
  const first = firstWord(input);
  if (first === null) return null;
  const { state, previous } = input;
  const mark = (which: Which, name: string): GuestRegister => {
    const value = guestRegister(state.words, first, which);
    return {
      name,
      value,
      fields: registerFields(name, value),
      changed: value !== guestRegister(previous.words, first, which),
    };
  };
  const esr = guestRegister(state.words, first, 'esr_el1');
  const record = lastStep(input);
  return {
    pc: guestRegister(state.words, first, 'pc'),
    general: GENERAL.map((which) =>
      mark(which, typeof which === 'number' ? `X${which}` : which.toUpperCase()),
    ),
    system: SYSTEM.map(([which, name]) => mark(which, name)),
    exception: esr === 0n ? null : exceptionName(Number(esr)),
    ran: record === undefined ? null : instructionOf(record),
    check: record === undefined ? null : checkOf(input, first, record),
    memory: record === undefined ? [] : memoryOf(input, record),
  };
}

/** The instruction that a step of a guest's code ran; null for another step, or one that stage 2 stopped. */
export function instructionOf({ label }: StepRecord): string | null {
  return label.startsWith('A64 ') && !label.startsWith('A64 →') ? label.slice(4) : null;
}

/** The pointer's tag beside the granule's; or why nothing was compared. */
export interface TagCheck {
  readonly pointer: bigint;
  readonly logical: number;
  /** Null where no tag was looked at. */
  readonly granule: { readonly frame: number; readonly granule: number; readonly allocation: number } | null;
  readonly equal: boolean;
  /** Why the access was not checked, or null: it was. */
  readonly unchecked: string | null;
}

/** Instructions that look at or store tags themselves, and are never checked. */
const TAG_INSTRUCTIONS = /^(?:irg|gmi|addg|subg|subp|stg|st2g|stzg|stz2g|ldg|ldgm|stgm|stzgm|stgp)\b/;

function checkOf(input: PictureInput, first: number, record: StepRecord): TagCheck | null {
  const text = instructionOf(record);
  const base = text === null ? null : (/\[(x\d+|sp)/.exec(text)?.[1] ?? null);
  if (text === null || base === null || TAG_INSTRUCTIONS.test(text)) return null;
  const before = input.previous.words;
  const pointer = guestRegister(before, first, base === 'sp' ? 'sp' : Number(base.slice(1)));
  const logical = Number((pointer >> 56n) & 0xfn);
  const tagsPage = input.program.globals.get('frame_tags')?.address ?? 0;
  const frames = Number(constantOf(input.program, 'NR_FRAMES'));
  const read = record.accesses.find(
    (one) =>
      one.kind === 'read' && one.store === 'page' && one.page >= tagsPage && one.page < tagsPage + frames,
  );
  if (read?.store !== 'page')
    return {
      pointer,
      logical,
      granule: null,
      equal: false,
      unchecked: whyUnchecked(before, first, text, base),
    };
  const allocation = tagAt(input.previous.pages[read.page] ?? new Uint8Array(128), read.from);
  return {
    pointer,
    logical,
    granule: { frame: read.page - tagsPage, granule: read.from, allocation },
    equal: allocation === logical,
    unchecked: null,
  };
}

/** Which rule made an access unchecked, from the registers before it (Arm ARM D10.4). */
function whyUnchecked(words: Uint32Array, first: number, text: string, base: string): string {
  const bit = (which: Which, at: number) => (guestRegister(words, first, which) >> BigInt(at)) & 1n;
  const el = Number((guestRegister(words, first, 'pstate') >> 2n) & 3n);
  const mode = (guestRegister(words, first, 'sctlr_el1') >> (el === 0 ? 38n : 40n)) & 3n;
  if (base === 'sp' && !text.includes('[sp, x')) return 'SP with an immediate is never checked';
  if (bit('sctlr_el1', 0) === 0n) return 'the MMU is off: memory is not Tagged';
  if (bit('pstate', 25) === 1n) return 'PSTATE.TCO overrides checks';
  if (bit('sctlr_el1', el === 0 ? 42 : 43) === 0n) return 'SCTLR_EL1.ATA: this EL may not use tags';
  if (mode === 0n) return 'SCTLR_EL1.TCF: checks are off';
  if (bit('tcr_el1', 37) === 0n) return 'TCR_EL1.TBI0: the top byte is part of the address';
  return 'the memory is not Tagged, or TCMA lets tag 0 pass';
}

/** One granule of memory: its bytes and its tag. */
export interface MemoryLine {
  readonly frame: number;
  readonly granule: number;
  readonly bytes: readonly number[];
  readonly tag: number;
  /** Whether the last instruction touched it. */
  readonly touched: boolean;
}

/** The granules around what the last instruction read or wrote. */
function memoryOf({ program, state }: PictureInput, record: StepRecord): readonly MemoryLine[] {
  const data = program.globals.get('frame_data')?.address ?? 0;
  const tags = program.globals.get('frame_tags')?.address ?? 0;
  const frames = Number(constantOf(program, 'NR_FRAMES'));
  const places = record.accesses.flatMap((one) => {
    if (one.store !== 'page' || one.by !== 'owner') return [];
    if (one.page >= data && one.page < data + frames)
      return [{ frame: one.page - data, from: one.from >> 4, to: ((one.to - 1) >> 4) + 1 }];
    if (one.page >= tags && one.page < tags + frames)
      return [{ frame: one.page - tags, from: one.from, to: one.to }];
    return [];
  });
  const place = places.at(-1);
  if (instructionOf(record) === null || place === undefined) return [];
  const start = Math.max(0, Math.min(place.from - 1, 252));
  return Array.from({ length: 4 }, (_, i) => lineAt(state, data, tags, place, start + i));
}

function lineAt(
  state: State,
  data: number,
  tags: number,
  { frame, from, to }: { frame: number; from: number; to: number },
  granule: number,
): MemoryLine {
  const bytes = state.pages[data + frame] ?? new Uint8Array(4096);
  return {
    frame,
    granule,
    bytes: [...bytes.subarray(16 * granule, 16 * granule + 16)],
    tag: tagAt(state.pages[tags + frame] ?? new Uint8Array(128), granule),
    touched: granule >= from && granule < to,
  };
}
