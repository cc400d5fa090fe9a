/** What the kernel keeps of each process, by name: its mappings, its page table, who traces it; and what the last step changed of it. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { address, stage1Entry } from './entry.ts';
import { entryParts, PAGE_SIZE } from './mapping.ts';
import type { PictureInput } from './moment.ts';
import { named, truth, type Named, type Parts } from './named.ts';
import { lastDeed, type Deed } from './provenance.ts';
import { constantOf, integerAt, placeOf, type Place } from './read.ts';

type StateAt = (step: number) => State;

export interface ProcessMark {
  readonly index: number;
  readonly pid: bigint;
  /** What the scenario calls its pages. */
  readonly names: readonly string[];
  /** Who traces it, and whether it is closed to debuggers. */
  readonly facts: readonly Named[];
  readonly vmas: readonly VmaMark[];
  /** Page-table entries that say something, or did before the last step. */
  readonly pages: readonly PageMark[];
}

export interface VmaMark {
  /** Where it lies, `0x7f20_0000 – 0x7f20_0fff`. */
  readonly range: string;
  readonly fields: readonly Named[];
  readonly tags: TagsBecause | null;
}

export interface PageMark {
  readonly row: Named;
  readonly tags: TagsBecause | null;
}

/** Memory with tags: the step that gave it them, or null: it had them when the scenario began. */
export interface TagsBecause {
  readonly deed: Deed | null;
}

/** Every process that has memory, or had before the last step, or is traced. `stateAt` gives the state after so many steps. */
export function processesOf(input: PictureInput, stateAt: StateAt): readonly ProcessMark[] {
  const { program, scenario } = input;
  const found: ProcessMark[] = [];
  for (let index = 0; placeOf(program, 'mms', index, 'pte', 0) !== null; index++) {
    const facts = factsOf(input, index);
    const vmas = vmasOf(input, stateAt, index);
    const pages = pagesOf(input, stateAt, index);
    if (vmas.length === 0 && pages.length === 0 && facts.length === 0) continue;
    const own = scenario.picture.mappings.filter(({ kind, space }) => kind === 'user' && space === index);
    const names = [...new Set(own.map(({ name }) => name))];
    found.push({ index, pid: constantOf(program, 'PID_BASE') + BigInt(index), names, facts, vmas, pages });
  }
  return found;
}

/** What is out of the ordinary only: most processes are neither traced nor closed. */
function factsOf(input: PictureInput, mm: number): Named[] {
  const { program } = input;
  const base = constantOf(program, 'PID_BASE');
  const tracer: Parts = (value) => [
    { name: '', value: value === 0n ? 'nobody' : `process ${base + value - 1n}, its debugger` },
  ];
  return [
    ...named(input, 'traced by', placeOf(program, 'mms', mm, 'tracer'), tracer),
    ...named(input, 'undumpable', placeOf(program, 'mms', mm, 'undumpable'), truth),
  ].filter(({ raw, changed }) => raw !== 0n || changed !== null);
}

function vmasOf(input: PictureInput, stateAt: StateAt, mm: number): VmaMark[] {
  const { program, state, previous } = input;
  const at = (i: number, field: string): Place | null => placeOf(program, 'mms', mm, 'mmap', i, field);
  const found: VmaMark[] = [];
  for (let i = 0; at(i, 'vm_end') !== null; i++) {
    const end = integerAt(state, at(i, 'vm_end'));
    if (end === 0n && integerAt(previous, at(i, 'vm_end')) === 0n) continue;
    const start = integerAt(state, at(i, 'vm_start'));
    const flags = at(i, 'vm_flags');
    const tagged = (value: bigint): boolean => (value & constantOf(program, 'VM_MTE')) !== 0n;
    found.push({
      range: end === 0n ? 'unmapped' : `${address(start)} – ${address(end - 1n)}`,
      fields: [
        ...named(input, 'flags', flags, flagNames(program)),
        ...named(input, 'memory', at(i, 'vm_file'), memoryName(program)),
      ],
      tags: end === 0n ? null : because(input, stateAt, flags, tagged),
    });
  }
  return found;
}

function pagesOf(input: PictureInput, stateAt: StateAt, mm: number): PageMark[] {
  const { program } = input;
  const base = constantOf(program, 'USER_BASE');
  const found: PageMark[] = [];
  for (let index = 0; ; index++) {
    const place = placeOf(program, 'mms', mm, 'pte', index, 'pte');
    if (place === null) return found;
    const name = address(base + BigInt(index) * PAGE_SIZE);
    const [row] = named(input, name, place, (value) => entryParts(program, stage1Entry(value)));
    if (row === undefined || (row.raw === 0n && row.changed === null)) continue;
    found.push({ row, tags: because(input, stateAt, place, isTagged) });
  }
}

/** A page-table entry with the memory type that shows tags. */
function isTagged(value: bigint): boolean {
  const entry = stage1Entry(value);
  return entry.kind === 'page' && entry.bits.some(({ name }) => name === 'MT_NORMAL_TAGGED');
}

/** Null: no tags here. Else the write behind which there are tags, and before which there were none. */
function because(
  { state, steps, cursor }: PictureInput,
  stateAt: StateAt,
  place: Place | null,
  tagged: (value: bigint) => boolean,
): TagsBecause | null {
  if (!tagged(integerAt(state, place))) return null;
  for (let at = cursor; ;) {
    const deed = lastDeed(steps, at, place);
    if (deed === null || !tagged(integerAt(stateAt(deed.step - 1), place))) return { deed };
    at = deed.step - 1;
  }
}

const FLAGS = [
  'VM_READ',
  'VM_WRITE',
  'VM_EXEC',
  'VM_SHARED',
  'VM_PFNMAP',
  'VM_HUGEPAGE',
  'VM_MTE',
  'VM_MTE_ALLOWED',
];

const flagNames =
  (program: Program): Parts =>
  (value) => {
    const set = FLAGS.filter((name) => (value & constantOf(program, name)) !== 0n);
    return set.length === 0 ? [{ name: '', value: 'none' }] : set.map((name) => ({ name, value: '' }));
  };

const memoryName =
  (program: Program): Parts =>
  (value) => {
    const special: readonly (readonly [string, string])[] = [
      ['FILE_DAX', 'a file on persistent memory'],
      ['FILE_VFIO', 'registers of a device'],
      ['FILE_HUGETLB', 'hugetlb pages'],
    ];
    const known = special.find(([name]) => constantOf(program, name, -1n) === value)?.[1];
    return [
      { name: '', value: known ?? (value === 0n ? 'anonymous, without a file' : `tmpfs file ${value}`) },
    ];
  };
