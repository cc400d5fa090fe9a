/** A guest's memory as its code sees it: granules from a virtual address on, with what they hold and their tags. */
import { guestSees, type Seen } from '../core/arm/guest/look.ts';
import { tagAt, type State } from '../core/machine/state.ts';
import { readOn, type Reading } from '../core/step/reading.ts';
import type { StepRecord } from '../core/step/record.ts';
import { guestPlace } from '../core/scenarios/guest-place.ts';
import { hex } from './entry.ts';
import { guestStep } from './guest-check.ts';
import { instructionOf } from './guest-label.ts';
import type { PictureInput } from './moment.ts';

/** One granule of memory. */
export interface MemoryLine {
  /** Virtual, of its first byte. */
  readonly address: bigint;
  /** In its page. */
  readonly granule: number;
  readonly bytes: readonly number[];
  /** Null: memory that is not Tagged has none. */
  readonly tag: number | null;
  /** Whether the last instruction reached for it. */
  readonly touched: boolean;
}

export interface GuestMemory {
  /** Virtual, of the first line. */
  readonly address: bigint;
  readonly lines: readonly MemoryLine[];
  /** Where the first line lies in the guest's physical memory, and in the host's; null where nothing is mapped. */
  readonly ipa: bigint | null;
  readonly frame: number | null;
  /** Why there are fewer lines than asked for, in a sentence. */
  readonly missing: string | null;
}

/** Bits 55:0: the top byte of a pointer is no part of where memory is. */
const ADDRESS = (1n << 56n) - 1n;

/** `count` granules from the one of `address` on. */
export function guestMemory(
  input: PictureInput,
  stateAt: (step: number) => State,
  address: bigint,
  count: number,
): GuestMemory | null {
  const place = guestPlace(input.program);
  if (place === null) return null;
  const { state } = input;
  const start = address & ADDRESS & ~15n;
  const touched = new Set(
    (guestStep(input, stateAt)?.checks ?? []).flatMap(({ granules }) => granules.map((one) => one.address)),
  );
  const pages = new Map<bigint, Seen>();
  const seenAt = (at: bigint): Seen => {
    const page = at >> 12n;
    const seen = pages.get(page) ?? guestSees(place.hw, state, place, page << 12n);
    pages.set(page, seen);
    return seen;
  };
  const lines: MemoryLine[] = [];
  let missing: string | null = null;
  for (let i = 0; i < count; i++) {
    const at = start + BigInt(16 * i);
    const seen = seenAt(at);
    if (seen.kind !== 'memory') {
      missing = sentence(at, seen);
      break;
    }
    const granule = Number(at & 0xfffn) >> 4;
    const data = state.pages[place.hw.dataPage + seen.frame] ?? new Uint8Array(4096);
    const tags = state.pages[place.hw.tagsPage + seen.frame] ?? new Uint8Array(128);
    lines.push({
      address: at,
      granule,
      bytes: [...data.subarray(16 * granule, 16 * granule + 16)],
      tag: seen.tagged ? tagAt(tags, granule) : null,
      touched: touched.has(at),
    });
  }
  const first = seenAt(start);
  const inside = start & 0xfffn;
  return {
    address: start,
    lines,
    ipa: first.kind === 'memory' ? first.ipa + inside : first.kind === 'stage 2' ? first.ipa : null,
    frame: first.kind === 'memory' ? first.frame : null,
    missing,
  };
}

function sentence(address: bigint, seen: Exclude<Seen, { kind: 'memory' }>): string {
  return seen.kind === 'stage 1'
    ? `At ${hex(address)} the guest’s own tables map nothing: ${seen.fault}.`
    : `At ${hex(address)} the guest means ${hex(seen.ipa)} of its physical memory, which stage 2 does not map yet.`;
}

/** Instructions that reach for memory. */
const REACHES = /^(?:ld|st|cas|swp|dc )/;

/** The steps, from 1, that reach for memory, by first step of the run. */
const remembered = new WeakMap<StepRecord, Reading<number[]>>();

/** The step, from 1, of the last access of the guest's at or before the cursor; null if there is none. */
export function lastAccess({ steps, cursor }: Pick<PictureInput, 'steps' | 'cursor'>): number | null {
  const [first] = steps;
  if (first === undefined) return null;
  const begin = (): number[] => [];
  const reading = readOn(remembered.get(first), steps, begin, (found, record, i) => {
    if (REACHES.test(instructionOf(record) ?? '')) found.push(i + 1);
  });
  remembered.set(first, reading);
  return reading.found.findLast((step) => step <= cursor) ?? null;
}
