/** A page frame as drawn: its tags, its page flags, and what the last step wrote to it. */
import type { Program } from '../core/lang/program.ts';
import { TAG_BYTES_A_PAGE } from '../core/machine/state.ts';
import type { State } from '../core/machine/state.ts';
import { GRANULE_BYTES, changedRuns } from './granules.ts';
import type { Range } from './granules.ts';
import { lastStep } from './moment.ts';
import type { PictureInput } from './moment.ts';
import { touchOf } from './provenance.ts';
import type { Touch } from './provenance.ts';
import { bytesAt, constantOf, integerAt, placeOf } from './read.ts';
import type { Place } from './read.ts';

export interface PageFrameMark {
  readonly frame: number;
  readonly pfn: number;
  readonly tags: Uint8Array;
  readonly flags: readonly FlagMark[];
  /** Whether the last step looked at the flags or changed one. */
  readonly flagsTouched: Touch | null;
  readonly moving: TagMove | null;
  /** Granules that have another tag than before the last step. */
  readonly changed: readonly Range[];
}

export interface FlagMark {
  /** `PG_mte_tagged`. */
  readonly name: string;
  readonly set: boolean;
  readonly changed: boolean;
}

/** Tags (or data bytes) that the last step stored, whether or not they differ, or looked at. */
export interface TagMove {
  readonly kind: 'read' | 'write';
  readonly of: 'tags' | 'data';
  /** Granules. */
  readonly range: Range;
  readonly thread: number;
  readonly label: string;
}

export const NO_TAGS = new Uint8Array(TAG_BYTES_A_PAGE);

export function pageFrame(input: PictureInput, frame: number): PageFrameMark {
  const { program, state, previous } = input;
  const place = placeOf(program, 'frame_tags', frame);
  const tags = bytesAt(state, place) ?? NO_TAGS;
  return {
    frame,
    pfn: pfnOf(program, frame),
    tags,
    flags: pageFlags(program, state, previous, frame),
    flagsTouched: touchOf(lastStep(input), flagsPlace(program, frame)),
    moving: tagMove(input, place) ?? dataMove(input, frame),
    changed: changedRuns(bytesAt(previous, place) ?? tags, tags),
  };
}

export function pfnOf(program: Program, frame: number): number {
  return Number(constantOf(program, 'PFN_BASE')) + frame;
}

export function flagsPlace(program: Program, frame: number): Place | null {
  return placeOf(program, 'mem_map', frame, 'flags');
}

/** Whether a page flag is set; false where the release has none of that name. */
export function hasFlag(program: Program, state: State, frame: number, name: string): boolean {
  const bit = program.constants.get(name);
  return bit !== undefined && isSet(integerAt(state, flagsPlace(program, frame)), bit);
}

/** Every page flag that the release knows, lowest bit first, and the one that this is all about before them. */
export function flagNames(program: Program): readonly string[] {
  const known = [...program.constants].filter(([name]) => /^PG_[a-z]/.test(name));
  return known.sort((a, b) => rank(a) - rank(b)).map(([name]) => name);
}

function rank([name, bit]: readonly [string, bigint]): number {
  return name.startsWith('PG_mte') ? Number(bit) - 64 : Number(bit);
}

/** The flags that are set, and those that some thread looks at or changes; a flag that plays no part is left out. */
function pageFlags(program: Program, state: State, previous: State, frame: number): FlagMark[] {
  return flagNames(program)
    .map((name) => {
      const set = hasFlag(program, state, frame, name);
      return { name, set, changed: set !== hasFlag(program, previous, frame, name) };
    })
    .filter(({ name, set, changed }) => set || changed || playsPart(program, name));
}

const operations = new WeakMap<Program, string>();

function playsPart(program: Program, flag: string): boolean {
  let known = operations.get(program);
  if (known === undefined) {
    known = program.threads.flatMap(({ info }) => info.map(({ label }) => label)).join('\n');
    operations.set(program, known);
  }
  return new RegExp(`\\b${flag}\\b`).test(known);
}

function isSet(flags: bigint, bit: bigint): boolean {
  return ((flags >> bit) & 1n) === 1n;
}

/** What the last step did to a page of tags; a write, if it did both. */
export function tagMove(input: PictureInput, place: Place | null): TagMove | null {
  return moveIn(input, place, 'tags', 1);
}

/** What it did to the data bytes of a frame, by the granules that they lie in. */
function dataMove(input: PictureInput, frame: number): TagMove | null {
  return moveIn(input, placeOf(input.program, 'frame_data', frame), 'data', GRANULE_BYTES);
}

function moveIn(input: PictureInput, place: Place | null, of: TagMove['of'], unit: number): TagMove | null {
  const record = lastStep(input);
  if (record === undefined || place?.store !== 'page') return null;
  const here = record.accesses.filter((access) => access.store === 'page' && access.page === place.page);
  const found = here.find((access) => access.kind === 'write') ?? here[0];
  if (found?.store !== 'page') return null;
  const range = { from: Math.floor(found.from / unit), to: Math.ceil(found.to / unit) };
  return { kind: found.kind, of, range, thread: record.thread, label: record.label };
}
