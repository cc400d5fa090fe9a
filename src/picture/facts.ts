/** What the bars under the lanes follow through time: page flags of the frame shown, locks, entries, and how many of its tags are valid. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Mapping, Scenario } from '../core/scenarios/scenario.ts';
import type { StepRecord } from '../core/step/record.ts';
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

/** A stretch of moments at one level. Moment n is after n steps; `to` is exclusive. */
export interface BarRun {
  readonly from: number;
  readonly to: number;
  readonly level: number;
  /** The thread whose step began it; null when it was so from the start. */
  readonly thread: number | null;
}

export interface Bar {
  readonly fact: Fact;
  readonly runs: readonly BarRun[];
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

/** A level a moment, turned into bars. What never happens in this run has no bar, unless it is about the frame's tags. */
export function barsOf(
  facts: readonly Fact[],
  levels: readonly ArrayLike<number>[],
  steps: readonly StepRecord[],
): readonly Bar[] {
  return facts
    .map((fact, index) => ({ fact, runs: runsOf(levels[index] ?? [], steps) }))
    .filter(({ fact, runs }) => fact.always || runs.length > 0);
}

function runsOf(levels: ArrayLike<number>, steps: readonly StepRecord[]): BarRun[] {
  const runs: BarRun[] = [];
  for (let from = 0; from < levels.length;) {
    const level = levels[from] ?? 0;
    let to = from + 1;
    while (to < levels.length && levels[to] === level) to++;
    if (level > 0)
      runs.push({ from, to, level, thread: from === 0 ? null : (steps[from - 1]?.thread ?? null) });
    from = to;
  }
  return runs;
}
