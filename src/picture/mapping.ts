/** One way to a page frame as drawn: the virtual or guest page, and its entry in the page table or in stage 2. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Mapping } from '../core/scenarios/scenario.ts';
import { entrySummary, hex, markedBits, stage1Entry, stage2Entry } from './entry.ts';
import type { BitMark, Entry } from './entry.ts';
import { lastStep } from './moment.ts';
import type { PictureInput } from './moment.ts';
import { lastThreadToWrite, touchOf } from './provenance.ts';
import type { Touch } from './provenance.ts';
import { constantOf, integerAt, placeOf } from './read.ts';
import type { Place } from './read.ts';

export interface MappingMark {
  /** Index in scenario.picture.mappings. */
  readonly index: number;
  readonly mapping: Mapping;
  /** Virtual address, or IPA for a guest page. */
  readonly address: bigint;
  readonly entry: Entry;
  readonly bits: readonly BitMark[];
  /** What it was before the last step, if that was something else than a page with other bits. */
  readonly was: string | null;
  /** The page frame that it maps now. */
  readonly frame: number | null;
  /** The thread that wrote the entry last, since the run began. */
  readonly writer: number | null;
  readonly touched: Touch | null;
}

export const PAGE_SIZE = 4096n;

export function mappingMark(input: PictureInput, index: number, mapping: Mapping): MappingMark {
  const place = entryPlace(input.program, mapping);
  const entry = entryOf(input.program, input.state, mapping);
  const before = entryOf(input.program, input.previous, mapping);
  const moved = before.kind !== entry.kind || entrySummary(before) !== entrySummary(entry);
  return {
    index,
    mapping,
    address: pageAddress(input.program, mapping),
    entry,
    bits: markedBits(before, entry),
    was: moved ? entrySummary(before) : null,
    frame: mappedFrame(input.program, entry),
    writer: lastThreadToWrite(input.steps, input.cursor, place),
    touched: touchOf(lastStep(input), place),
  };
}

export function entryPlace(program: Program, { kind, space, index }: Mapping): Place | null {
  return kind === 'user'
    ? placeOf(program, 'mms', space, 'pte', index, 'pte')
    : placeOf(program, 'kvms', space, 's2', index, 'pte');
}

export function entryOf(program: Program, state: State, mapping: Mapping): Entry {
  const value = integerAt(state, entryPlace(program, mapping));
  return mapping.kind === 'user' ? stage1Entry(value) : stage2Entry(value);
}

/** Index of the page frame that an entry maps, or null. */
export function mappedFrame(program: Program, entry: Entry): number | null {
  return entry.kind === 'page' ? entry.pfn - Number(constantOf(program, 'PFN_BASE')) : null;
}

export function pageAddress(program: Program, { kind, index }: Mapping): bigint {
  return constantOf(program, kind === 'user' ? 'USER_BASE' : 'IPA_BASE') + BigInt(index) * PAGE_SIZE;
}

/** So many ways to page frames can stand beside the one shown, whatever they map. */
const FEW = 4;

/**
 * Whether a mapping stands beside the frame shown, in full. Where there are many, it does if it maps the frame; if it maps nothing,
 * it does where its counterpart (the guest page of a VMM page, say: the one with the same index) maps the frame.
 */
export function belongsBeside(mark: MappingMark, all: readonly MappingMark[], frame: number): boolean {
  if (all.length <= FEW || mark.frame === frame) return true;
  const counterpart = (other: MappingMark): boolean =>
    other.mapping.index === mark.mapping.index &&
    other.frame === frame &&
    other.mapping.kind !== mark.mapping.kind;
  return mark.frame === null && all.some(counterpart);
}

/** An entry by its parts: the page frame and each bit by its name, or what else it is. */
export function entryParts(
  program: Program,
  entry: Entry,
): readonly { readonly name: string; readonly value: string }[] {
  if (entry.kind !== 'page') return [{ name: '', value: entrySummary(entry) }];
  const frame = mappedFrame(program, entry);
  return [
    { name: 'pfn', value: frame === null ? 'none' : hex(entry.pfn) },
    ...entry.bits.map(({ name }) => ({ name, value: '' })),
  ];
}
