/** Two VMs' memory, page by page at the same guest address: whose tags are what, and where they differ. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { changedRuns, tagOf, type Range } from './granules.ts';
import { entryOf, mappedFrame, PAGE_SIZE } from './mapping.ts';
import type { PictureInput } from './moment.ts';
import { bytesAt, constantOf, integerAt, placeOf, strideOf } from './read.ts';

/** A guest page in one VM. */
export interface GuestSide {
  readonly vm: number;
  /** The page frame that the VMM has for it, or null while it has none. */
  readonly pfn: number | null;
  /** Two a byte; all zero where there is no frame, which is what the guest would find. */
  readonly tags: Uint8Array;
  /** Whether the guest has it mapped by now. */
  readonly mapped: boolean;
}

/** Granules in a row that differ, with both sides' tags. */
export interface Differing extends Range {
  readonly tags: readonly [readonly number[], readonly number[]];
}

export interface GuestPages {
  readonly ipa: bigint;
  readonly sides: readonly [GuestSide, GuestSide];
  readonly differing: readonly Differing[];
  /** How many granules differ. */
  readonly count: number;
}

const NO_TAGS = new Uint8Array(128);

/** Every guest page that the first two VMs both have in a slot; none where there are no two that have MTE. */
export function guestsSideBySide({ program, state }: PictureInput): readonly GuestPages[] {
  if (![0, 1].every((vm) => integerAt(state, placeOf(program, 'kvms', vm, 'mte_enabled')) !== 0n)) return [];
  const first = Number(constantOf(program, 'IPA_BASE') / PAGE_SIZE);
  const pages: GuestPages[] = [];
  for (let index = 0; placeOf(program, 'kvms', 0, 's2', index, 'pte') !== null; index++) {
    const one = sideOf(program, state, 0, first + index);
    const other = sideOf(program, state, 1, first + index);
    if (one === null || other === null) continue;
    const differing = differingIn(one.tags, other.tags);
    const count = differing.reduce((sum, { from, to }) => sum + to - from, 0);
    pages.push({ ipa: BigInt(first + index) * PAGE_SIZE, sides: [one, other], differing, count });
  }
  return pages;
}

function differingIn(one: Uint8Array, other: Uint8Array): Differing[] {
  const tagsIn = (tags: Uint8Array, { from, to }: Range) =>
    Array.from({ length: to - from }, (_, i) => tagOf(tags, from + i));
  return changedRuns(one, other).map((run) => ({ ...run, tags: [tagsIn(one, run), tagsIn(other, run)] }));
}

/** A guest page as a VM's VMM has it; null where no slot holds it. */
function sideOf(program: Program, state: State, vm: number, gfn: number): GuestSide | null {
  const address = addressInVmm(program, state, vm, gfn);
  const mm = vmmOf(program, state, vm);
  if (address === null || mm === null) return null;
  const index = Number((address - constantOf(program, 'USER_BASE')) / PAGE_SIZE);
  const frame = mappedFrame(program, entryOf(program, state, { kind: 'user', space: mm, index, name: '' }));
  const guestIndex = gfn - Number(constantOf(program, 'IPA_BASE') / PAGE_SIZE);
  const entry = entryOf(program, state, { kind: 'stage2', space: vm, index: guestIndex, name: '' });
  return {
    vm,
    pfn: frame === null ? null : frame + Number(constantOf(program, 'PFN_BASE')),
    tags: (frame === null ? null : bytesAt(state, placeOf(program, 'frame_tags', frame))) ?? NO_TAGS,
    mapped: entry.kind === 'page',
  };
}

/** Where the VMM has a guest page. */
function addressInVmm(program: Program, state: State, vm: number, gfn: number): bigint | null {
  for (let slot = 0; ; slot++) {
    const place = placeOf(program, 'kvms', vm, 'memslots', slot, 'npages');
    if (place === null) return null;
    const of = (field: string): bigint =>
      integerAt(state, placeOf(program, 'kvms', vm, 'memslots', slot, field));
    const page = BigInt(gfn) - of('base_gfn');
    if (page >= 0n && page < integerAt(state, place)) return of('userspace_addr') + page * PAGE_SIZE;
  }
}

/** The VMM's address space, as an index into mms[]. */
function vmmOf(program: Program, state: State, vm: number): number | null {
  const mms = program.globals.get('mms');
  const pointer = Number(integerAt(state, placeOf(program, 'kvms', vm, 'mm')));
  if (mms?.type.kind !== 'array' || pointer === 0) return null;
  return Math.floor((pointer - mms.address) / strideOf(mms.type.of));
}
