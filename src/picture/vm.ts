/** What KVM keeps of each VM, by name: slots, stage 2, locks, its vCPU; and what the last step changed of it. */
import type { Program } from '../core/lang/program.ts';
import { address, stage2Entry } from './entry.ts';
import { locksOf } from './locks.ts';
import { entryParts, mappingMark, PAGE_SIZE, type MappingMark } from './mapping.ts';
import type { PictureInput } from './moment.ts';
import { named, plain, truth, type Named, type Parts } from './named.ts';
import { pageFrame, type FlagMark } from './page-frame.ts';
import { constantOf, integerAt, placeOf, type Place } from './read.ts';
import { vcpuOf, type VcpuMark } from './vcpu.ts';

export interface VmMark {
  readonly index: number;
  /** Its file descriptor in the VMM; null where the release has none. */
  readonly fd: bigint | null;
  readonly facts: readonly Named[];
  /** Slots in use, or that the last step deleted. */
  readonly slots: readonly { readonly number: number; readonly fields: readonly Named[] }[];
  readonly stage2: readonly Named[];
  readonly vcpu: VcpuMark | null;
}

/** Every VM that has been made: one that has an address space. */
export function vmsOf(input: PictureInput): readonly VmMark[] {
  const { program, state } = input;
  const count = lengthOf(program, 'kvms');
  const fd = program.constants.get('FD_VM');
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => integerAt(state, placeOf(program, 'kvms', index, 'mm')) !== 0n)
    .map((index) => ({
      index,
      fd: fd === undefined ? null : fd + BigInt(index),
      facts: factsOf(input, index),
      slots: slotsOf(input, index),
      stage2: stage2Of(input, index),
      vcpu: vcpuOf(input, index),
    }));
}

/** One page frame from both sides: what the host has noted of it and maps of it, and what guests may do with it (HCR_EL2.ATA of their vCPU). */
export interface SideBySide {
  readonly pfn: number;
  readonly flags: readonly FlagMark[];
  readonly host: readonly MappingMark[];
  readonly guest: readonly { readonly mark: MappingMark; readonly mayUseTags: boolean }[];
}

export function flagsSideBySide(input: PictureInput, frame: number): SideBySide {
  const { program, state, scenario } = input;
  const marks = scenario.picture.mappings
    .map((mapping, index) => mappingMark(input, index, mapping))
    .filter((mark) => mark.frame === frame);
  const { pfn, flags } = pageFrame(input, frame);
  return {
    pfn,
    flags,
    host: marks.filter(({ mapping }) => mapping.kind === 'user'),
    guest: marks
      .filter(({ mapping }) => mapping.kind === 'stage2')
      .map((mark) => ({
        mark,
        mayUseTags:
          (integerAt(state, placeOf(program, 'vcpus', mark.mapping.space, 'hcr_el2')) &
            constantOf(program, 'HCR_ATA')) !==
          0n,
      })),
  };
}

function factsOf(input: PictureInput, vm: number): Named[] {
  const { program } = input;
  const own = `kvms[${vm}].`;
  return [
    ...named(input, 'mte_enabled', placeOf(program, 'kvms', vm, 'mte_enabled'), truth),
    ...named(input, 'created_vcpus', placeOf(program, 'kvms', vm, 'created_vcpus'), plain),
    ...locksOf(program)
      .filter(({ name }) => name.startsWith(own))
      .flatMap(({ name, place }) => named(input, name.slice(own.length), place, holder(program))),
  ];
}

const holder =
  (program: Program): Parts =>
  (value) => [
    {
      name: '',
      value: value === 0n ? 'free' : `held by ${program.threads[Number(value) - 1]?.name ?? 'nobody'}`,
    },
  ];

function slotsOf(input: PictureInput, vm: number): VmMark['slots'] {
  const { program, state } = input;
  const at = (slot: number, field: string): Place | null =>
    placeOf(program, 'kvms', vm, 'memslots', slot, field);
  const used: VmMark['slots'][number][] = [];
  for (let slot = 0; at(slot, 'npages') !== null; slot++) {
    const pages = integerAt(state, at(slot, 'npages'));
    const was = integerAt(input.previous, at(slot, 'npages'));
    if (pages === 0n && was === 0n) continue;
    const range =
      (unit: bigint): Parts =>
      (first) => [
        {
          name: '',
          value: pages === 0n ? 'deleted' : `${address(first)} – ${address(first + pages * unit - 1n)}`,
        },
      ];
    const fields = [
      ...named(input, 'gfn', at(slot, 'base_gfn'), range(1n)),
      ...named(input, 'hva', at(slot, 'userspace_addr'), range(PAGE_SIZE)),
      ...named(input, 'pages', at(slot, 'npages'), plain),
      ...named(input, 'flags', at(slot, 'flags'), slotFlags(program)),
    ];
    used.push({ number: slot, fields });
  }
  return used;
}

const slotFlags =
  (program: Program): Parts =>
  (value) => {
    const names = ['KVM_MEM_LOG_DIRTY_PAGES', 'KVM_MEM_READONLY'];
    const set = names.filter((name) => (value & constantOf(program, name)) !== 0n);
    return set.length === 0 ? [{ name: '', value: 'none' }] : set.map((name) => ({ name, value: '' }));
  };

/** The entries that map something, or did before the last step. */
function stage2Of(input: PictureInput, vm: number): Named[] {
  const { program } = input;
  const base = constantOf(program, 'IPA_BASE');
  const entries: Named[] = [];
  for (let index = 0; ; index++) {
    const place = placeOf(program, 'kvms', vm, 's2', index, 'pte');
    if (place === null) return entries;
    const name = address(base + BigInt(index) * PAGE_SIZE);
    entries.push(
      ...named(input, name, place, (value) => entryParts(program, stage2Entry(value))).filter(
        ({ raw, changed }) => raw !== 0n || changed,
      ),
    );
  }
}

function lengthOf(program: Program, name: string): number {
  const type = program.globals.get(name)?.type;
  return type?.kind === 'array' ? type.length : 0;
}
