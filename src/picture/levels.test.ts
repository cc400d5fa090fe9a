import { expect, test } from 'vitest';
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { StepRecord } from '../core/step/record.ts';
import type { Fact } from './facts.ts';
import { levelsOf } from './levels.ts';

const fact: Fact = {
  kind: 'flag',
  label: 'PG_mte_tagged',
  where: '',
  always: true,
  levelIn: (state) => state.words[0] ?? 0,
};
const facts = [fact];
/** One frame, its data in page 4 of the state and its tags in page 5. */
const aProgram = () =>
  ({
    globals: new Map([['frame_data', { address: 4 }]]),
    constants: new Map([['NR_FRAMES', 1n]]),
  }) as unknown as Program;
const aStep = (thread: number) => ({ thread, label: 'write PTE', accesses: [] }) as unknown as StepRecord;
/** An instruction of a guest's that stores to this page of the state. */
const stores = (page: number) =>
  ({
    thread: 0,
    label: 'A64 str x0, [x1]',
    accesses: [{ kind: 'write', store: 'page', page }],
  }) as unknown as StepRecord;

/** The flag at each moment, and which moments were looked at. */
function moments(...flags: readonly number[]) {
  const looked: number[] = [];
  const stateAt = (moment: number): State => {
    looked.push(moment);
    return { words: Uint32Array.of(flags[moment] ?? 0), pages: [] };
  };
  return { looked, stateAt };
}

test('a run that grew has its new moment looked at, and the others not again', () => {
  const program = aProgram();
  const steps = [aStep(0), aStep(1)];
  const rises = [
    { from: 0, level: 0 },
    { from: 1, level: 1 },
  ];
  expect(levelsOf(program, facts, steps, moments(0, 1, 1).stateAt)).toEqual([rises]);
  const later = moments(0, 1, 1, 0);
  expect(levelsOf(program, facts, [...steps, aStep(0)], later.stateAt)).toEqual([
    [...rises, { from: 3, level: 0 }],
  ]);
  expect(later.looked).toEqual([3]);
});

test('a branch keeps the moments up to where it left', () => {
  const program = aProgram();
  const first = aStep(0);
  levelsOf(program, facts, [first, aStep(0), aStep(0)], moments(0, 0, 0, 0).stateAt);
  const branch = moments(0, 0, 1);
  expect(levelsOf(program, facts, [first, aStep(1)], branch.stateAt)).toEqual([
    [
      { from: 0, level: 0 },
      { from: 2, level: 1 },
    ],
  ]);
  expect(branch.looked).toEqual([2]);
});

test('the same run is not looked at again', () => {
  const program = aProgram();
  const steps = [aStep(0)];
  const once = moments(0, 1);
  levelsOf(program, facts, steps, once.stateAt);
  levelsOf(program, facts, steps, once.stateAt);
  expect(once.looked).toEqual([0, 1]);
});

test('a guest’s instruction that stores data has no moment to look at, one that stores tags has', () => {
  const { looked, stateAt } = moments(1, 1, 0);
  expect(levelsOf(aProgram(), facts, [stores(4), stores(5)], stateAt)).toEqual([
    [
      { from: 0, level: 1 },
      { from: 2, level: 0 },
    ],
  ]);
  expect(looked).toEqual([0, 2]);
});
