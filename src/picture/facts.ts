/** What the bars under the lanes follow through time: page flags of the frame shown, locks, entries, and how many of its tags are valid. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Mapping, Scenario } from '../core/scenarios/scenario.ts';
import { locksOf } from './locks.ts';
import { address } from './entry.ts';
import { entryOf, mappedFrame, pageAddress } from './mapping.ts';
import { hasFlag } from './page-frame.ts';
import { bytesAt, integerAt, placeOf } from './read.ts';

export interface Fact {
  readonly kind: 'flag' | 'lock' | 'entry' | 'valid';
  readonly label: string;
  /** Said where the label alone would name two things. */
  readonly where: string;
  /** Has a bar even in a run in which it never happens. */
  readonly always: boolean;
  /** 0: not so; 1: so; between: so of a part. */
  levelIn(state: State): number;
}

export function factsOf(program: Program, scenario: Scenario, frame: number): readonly Fact[] {
  const flag = (name: string, label: string, kind: Fact['kind'], always = false): Fact => ({
    kind,
    label,
    where: '',
    always,
    levelIn: (state) => Number(hasFlag(program, state, frame, name)),
  });
  return [
    flag('PG_mte_tagged', 'PG_mte_tagged', 'flag', true),
    flag('PG_mte_lock', 'PG_mte_lock', 'flag'),
    {
      kind: 'valid',
      label: 'tags valid',
      where: '',
      always: true,
      levelIn: (state) => validTags(program, state, frame),
    },
    ...scenario.picture.mappings.map((mapping) => entryFact(program, mapping, frame)),
    flag('PG_dcache_clean', 'PG_dcache_clean', 'flag'),
    flag('PG_locked', 'PG_locked', 'lock'),
    ...locksOf(program).map<Fact>(({ name, place }) => ({
      kind: 'lock',
      label: lockName(name),
      where: name.slice(0, -lockName(name).length).replace(/\.$/, ''),
      always: false,
      levelIn: (state) => Number(integerAt(state, place) !== 0n),
    })),
  ];
}

/** `page_table_lock` of `mms[0].page_table_lock`. */
function lockName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function entryFact(program: Program, mapping: Mapping, frame: number): Fact {
  return {
    kind: 'entry',
    label: `${mapping.name} mapped`,
    where: address(pageAddress(program, mapping)),
    always: false,
    levelIn: (state) => Number(mappedFrame(program, entryOf(program, state, mapping)) === frame),
  };
}

/** How much of a page's tags the kernel has initialised (or an owner stored): the notes are two bits a granule, one nibble each. */
function validTags(program: Program, state: State, frame: number): number {
  const notes = bytesAt(state, placeOf(program, 'granule_notes', frame));
  if (notes === null || notes.length === 0) return 0;
  let valid = 0;
  for (const byte of notes) valid += Number((byte & 0x0f) !== 0) + Number((byte & 0xf0) !== 0);
  return valid / (notes.length * 2);
}
