/** Tags that the kernel saved when a page was swapped out: one entry of the xarray, 128 bytes. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Entry } from './entry.ts';
import { changedRuns } from './granules.ts';
import type { Range } from './granules.ts';
import type { PictureInput } from './moment.ts';
import { NO_TAGS, tagMove } from './page-frame.ts';
import type { TagMove } from './page-frame.ts';
import { bytesAt, integerAt, placeOf } from './read.ts';
import type { Place } from './read.ts';

export interface SwapSlotMark {
  /** Index into mte_pages. */
  readonly slot: number;
  /** Offset of the swap entry under which the tags are kept; null while nothing is, or hibernation keeps it. */
  readonly offset: bigint | null;
  /** The page frame whose tags hibernation keeps, or null. */
  readonly pfn: bigint | null;
  readonly present: boolean;
  readonly tags: Uint8Array;
  readonly moving: TagMove | null;
  readonly changed: readonly Range[];
}

export function swapSlot(input: PictureInput, slot: number): SwapSlotMark {
  const { program, state, previous } = input;
  const place = savedTagsPlace(program, slot);
  const tags = bytesAt(state, place) ?? NO_TAGS;
  const present = isKept(program, state, slot);
  const key = keyOf(program, state, slot);
  const hibernated = key.type === HIBERNATION;
  return {
    slot,
    offset: present && !hibernated ? key.offset : null,
    pfn: present && hibernated ? key.offset : null,
    present,
    tags,
    moving: tagMove(input, place),
    changed: changedRuns(bytesAt(previous, place) ?? tags, tags),
  };
}

export function savedTagsPlace(program: Program, slot: number): Place | null {
  return placeOf(program, 'mte_saved_tags', slot);
}

function isKept(program: Program, state: State, slot: number): boolean {
  return integerAt(state, placeOf(program, 'mte_pages', slot, 'present')) !== 0n;
}

/** The xarray's key is a swp_entry_t, which has the type in its top bits; a PTE has it elsewhere. */
function keyOf(
  program: Program,
  state: State,
  slot: number,
): { readonly type: number; readonly offset: bigint } {
  const value = integerAt(state, placeOf(program, 'mte_pages', slot, 'entry'));
  return { type: Number(value >> SWP_TYPE_SHIFT), offset: value & ((1n << SWP_TYPE_SHIFT) - 1n) };
}

const SWP_TYPE_SHIFT = 58n;
/** The type under which hibernation keeps tags in the model: hibernation_key(). */
const HIBERNATION = 63;

/** The slot, of those drawn, that keeps the tags of a swapped-out page; null if none does. */
export function slotOf(input: PictureInput, entry: Entry): number | null {
  if (entry.kind !== 'swap') return null;
  const { program, state, scenario } = input;
  const found = scenario.picture.swapSlots.find((slot) => {
    const key = keyOf(program, state, slot);
    return isKept(program, state, slot) && key.type === entry.type && key.offset === entry.offset;
  });
  return found ?? null;
}

/** Whether tags are kept for a slot of the swap file, drawn or not. */
export function keepsTags({ program, state }: PictureInput, offset: number): boolean {
  for (let slot = 0; savedTagsPlace(program, slot) !== null; slot++) {
    const key = keyOf(program, state, slot);
    if (isKept(program, state, slot) && key.type === 0 && key.offset === BigInt(offset)) return true;
  }
  return false;
}
