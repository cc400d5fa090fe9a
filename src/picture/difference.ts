/** What differs between two states, by the names a kernel reader has for it: page flags, entries, locks, tags, data and all other words. */
import type { Program } from '../core/lang/program.ts';
import type { Type } from '../core/lang/types.ts';
import type { State } from '../core/machine/state.ts';
import type { Mapping, Scenario } from '../core/scenarios/scenario.ts';
import { nameOfPage, nameOfWord } from '../core/step/name.ts';
import { entrySummary, hex, markedBits, stage1Entry, stage2Entry } from './entry.ts';
import { changedRuns, GRANULE_BYTES, rangeName, tagOf, type Range } from './granules.ts';
import { locksOf } from './locks.ts';
import { entryPlace } from './mapping.ts';
import { flagNames, pfnOf } from './page-frame.ts';
import { integerAt, type Place } from './read.ts';

export interface Change {
  /** What has changed: `PG_mte_tagged of page frame 0x41`, `Process A: PTE`. */
  readonly what: string;
  /** `set`, `empty → pfn 0x41`, `00–0f: 0 → 3`. */
  readonly how: string;
  /** Kept for the properties only: no kernel has it. */
  readonly ghost: boolean;
}

/** Writes a value of a type. */
export type Show = (type: Type, value: bigint) => string;

/** What differs in all that threads share; those of the machine first, then those that properties remember. */
export function differences(
  program: Program,
  scenario: Scenario,
  before: State,
  after: State,
  show: Show,
): Change[] {
  const words = changedWords(program, before, after).flatMap((address) =>
    wordChange(program, scenario, address, before, after, show),
  );
  const pages = after.pages.flatMap((page, index) => {
    const was = before.pages[index];
    return was === undefined || was === page ? [] : pageChange(program, index, was, page);
  });
  return [...words, ...pages].sort((a, b) => Number(a.ghost) - Number(b.ghost));
}

/** First words of the scalars that differ, of those outside of threads. */
function changedWords(program: Program, before: State, after: State): number[] {
  const end = program.threads[0]?.base ?? program.wordCount;
  const found = new Set<number>();
  for (let at = 0; at < end; at++) {
    if (before.words[at] === after.words[at]) continue;
    // The second word of a 64-bit value has no class of its own.
    found.add(program.cells[at] === 0 ? at - 1 : at);
  }
  return [...found];
}

function wordChange(
  program: Program,
  scenario: Scenario,
  address: number,
  before: State,
  after: State,
  show: Show,
): Change[] {
  const cell = program.classes[program.cells[address] ?? 0];
  const name = nameOfWord(program, address);
  if (cell === undefined || name === null) return [];
  const wide = cell.type.kind === 'int' && cell.type.bits === 64;
  const place: Place = { store: 'words', address, words: wide ? 2 : 1 };
  const [was, is] = [integerAt(before, place), integerAt(after, place)];
  const frame = /^mem_map\[(\d+)\]\.flags$/.exec(name)?.[1];
  if (frame !== undefined) return flagChanges(program, Number(frame), was, is);
  const mapping = scenario.picture.mappings.find((each) => {
    const entry = entryPlace(program, each);
    return entry?.store === 'words' && entry.address === address;
  });
  if (mapping !== undefined) {
    const what = `${mapping.name}: ${mapping.kind === 'user' ? 'PTE' : 'stage 2 entry'}`;
    return [{ what, how: entryChange(mapping.kind, was, is), ghost: false }];
  }
  const lock = locksOf(program).find(({ place: at }) => at.store === 'words' && at.address === address);
  if (lock !== undefined) return [{ what: lock.name, how: lockChange(program, name, is), ghost: false }];
  const pageLock = /^mem_map\[(\d+)\]\.lock_owner$/.exec(name)?.[1];
  if (pageLock !== undefined) {
    const what = `The lock of page frame ${hex(pfnOf(program, Number(pageLock)))}`;
    return [{ what, how: lockChange(program, name, is), ghost: false }];
  }
  const how = `${show(cell.type, was)} → ${show(cell.type, is)}`;
  return [{ what: name, how, ghost: cell.ghost }];
}

function flagChanges(program: Program, frame: number, was: bigint, is: bigint): Change[] {
  return flagNames(program).flatMap((flag) => {
    const bit = program.constants.get(flag) ?? 0n;
    if ((((was ^ is) >> bit) & 1n) === 0n) return [];
    const how = ((is >> bit) & 1n) === 1n ? 'set' : 'cleared';
    return [{ what: `${flag} of page frame ${hex(pfnOf(program, frame))}`, how, ghost: false }];
  });
}

function entryChange(kind: Mapping['kind'], was: bigint, is: bigint): string {
  const entry = kind === 'user' ? stage1Entry : stage2Entry;
  const [before, after] = [entry(was), entry(is)];
  if (before.kind !== 'page' || after.kind !== 'page' || before.pfn !== after.pfn)
    return `${entrySummary(before)} → ${entrySummary(after)}`;
  return markedBits(before, after)
    .flatMap(({ name, change }) => (change === null ? [] : [`${name} ${change}`]))
    .join(', ');
}

/** The word of a lock says who has it; that of a semaphore how many read, or who writes. */
function lockChange(program: Program, name: string, is: bigint): string {
  if (is === 0n) return 'released';
  const writer = program.constants.get('RWSEM_WRITER') ?? 0n;
  const holder = program.threads[Number(is & 0xffffn) - 1]?.name ?? 'nobody that runs';
  if (name.endsWith('owner')) return `taken by ${holder}`;
  if ((is & writer) !== 0n) return `taken for writing by ${holder}`;
  return `held by ${is} ${is === 1n ? 'reader' : 'readers'}`;
}

function pageChange(program: Program, page: number, was: Uint8Array, is: Uint8Array): Change[] {
  const name = nameOfPage(program, page);
  const global = program.globals.get(name?.replace(/\[.*/, '') ?? '');
  if (name === null || global === undefined) return [];
  const store = global.type.kind === 'array' ? global.type.of : global.type;
  const ranges = store.kind === 'pages' && store.name === 'tags_t' ? tagRanges(was, is) : dataRanges(was, is);
  if (ranges.length === 0) return [];
  return [{ what: pageName(program, name), how: listed(ranges), ghost: global.ghost }];
}

/** `frame_tags[1]` as `Tags of page frame 0x41`; other stores by their names. */
function pageName(program: Program, name: string): string {
  const of = /^frame_(tags|data)\[(\d+)\]$/.exec(name);
  if (of === null) return name;
  return `${of[1] === 'tags' ? 'Tags' : 'Data'} of page frame ${hex(pfnOf(program, Number(of[2])))}`;
}

function tagRanges(was: Uint8Array, is: Uint8Array): string[] {
  const range = (tags: Uint8Array, { from, to }: Range): string => {
    const digits = Array.from({ length: to - from }, (_, i) => tagOf(tags, from + i).toString(16));
    return new Set(digits).size === 1 ? (digits[0] ?? '') : digits.join('');
  };
  return changedRuns(was, is).map((run) => `${rangeName(run)}: ${range(was, run)} → ${range(is, run)}`);
}

/** The granules that have other bytes. */
function dataRanges(was: Uint8Array, is: Uint8Array): string[] {
  const granules: { from: number; to: number }[] = [];
  is.forEach((byte, at) => {
    if (byte === was[at]) return;
    const granule = Math.floor(at / GRANULE_BYTES);
    const last = granules.at(-1);
    if (last === undefined || last.to < granule) granules.push({ from: granule, to: granule + 1 });
    else last.to = Math.max(last.to, granule + 1);
  });
  return granules.map((run) => `granule ${rangeName(run)}: other bytes`);
}

const MOST_RANGES = 4;

function listed(ranges: readonly string[]): string {
  const shown = ranges.slice(0, MOST_RANGES).join(', ');
  return ranges.length > MOST_RANGES ? `${shown}, and ${ranges.length - MOST_RANGES} more` : shown;
}
