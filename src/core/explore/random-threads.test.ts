/**
 * The search against plain enumeration of all schedules, on random small programs of two and three threads; and each reduction against
 * the same: what it leaves out may change no verdict.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../step/parts.ts';
import { initialState, takeStep } from '../step/step.ts';
import { latchOf, type System } from '../step/system.ts';
import { countInterleavings } from './count.ts';
import { enumerate, type Enumerated } from './enumerate.test-data.ts';
import { smallProgram, systemOf, type SmallProgram } from './random-threads.test-data.ts';
import { Exploration } from './exploration.ts';
import { ALL_REDUCTIONS, NO_REDUCTION, type Reductions } from './reductions.ts';
import type { Taken } from './search.ts';
import { fewestSwitches } from './switches.ts';

/** Programs with more steps than that in all their schedules together are passed over. */
const MOST_STEPS = 8_000;
const PROGRAMS = 160;

interface Case {
  readonly text: string;
  readonly system: System;
  readonly plain: Enumerated;
}

/** Among thousands of others it was these that told a mistake. */
const TELLING: readonly SmallProgram[] = [
  // The shortest deadlock comes before anything else is broken, two steps from the start.
  [
    ['wait_until(READ_ONCE(y) != 1);'],
    ['wait_until(test_bit(1, &flags));'],
    ['if (READ_ONCE(y)) WRITE_ONCE(x, 0);', 'WRITE_ONCE(y, seen + 1);'],
  ],
];

/** Worked out once, for all who are compared with it. */
const cases: readonly Case[] = [
  ...TELLING,
  ...fc.sample(smallProgram, { numRuns: PROGRAMS, seed: 20211120 }),
].flatMap((program) => {
  const system = systemOf(program);
  const plain = enumerate(system, MOST_STEPS);
  return plain === null ? [] : [{ text: JSON.stringify(program, null, 1), system, plain }];
});

function explored(system: System, reductions: Reductions): Exploration {
  const exploration = new Exploration(partsOf(system), { states: Infinity, bytes: Infinity }, reductions);
  while (!exploration.advance(1000));
  return exploration;
}

/** By check: whether it has failed after a run. */
function failedAfter(system: System, run: readonly Taken[]): boolean[] {
  let state = initialState(system);
  for (const { thread, outcome } of run) {
    const taken = takeStep(system, state, { kind: 'step', thread, outcome });
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
  }
  return system.checks.map((_, check) => state.words[latchOf(system, check)] !== 0);
}

describe('the programs', () => {
  test('are enough, of two and of three threads, alike and different', () => {
    expect(cases.length).toBeGreaterThan(PROGRAMS / 2);
    for (const threads of [2, 3]) {
      const some = cases.filter(({ system }) => system.program.threads.length === threads);
      expect(some.filter(({ system }) => areAlike(system)).length).toBeGreaterThan(10);
      expect(some.filter(({ system }) => !areAlike(system)).length).toBeGreaterThan(10);
    }
  });

  test('break every check, and hold every check', () => {
    const found = (yes: boolean): number[] =>
      [0, 1, 2, 3, 4].filter((check) => cases.some(({ plain }) => breaks(plain)[check] === yes));
    expect(found(true)).toEqual([0, 1, 2, 3, 4]);
    expect(found(false)).toEqual([0, 1, 2, 3, 4]);
  });
});

function areAlike({ program }: System): boolean {
  return new Set(program.threads.map((t) => t.frames[0]?.function)).size === 1;
}

function breaks({ shortest }: Enumerated): boolean[] {
  return shortest.map((steps) => steps < Infinity);
}

test('without reduction: states, transitions, interleavings, how many break what, how short, in how few switches', () => {
  for (const { text, system, plain } of cases) {
    const { search } = explored(system, NO_REDUCTION);
    const counts = countInterleavings(search);
    const { bounded, states, transitions } = search.progress;
    const shortest = system.checks.map((_, check) => search.shortest(check)?.length ?? Infinity);
    const switches = fewestSwitches(search).map((found) => found?.switches ?? Infinity);
    expect({ bounded, states, transitions, ...counts, shortest, switches }, text).toEqual({
      bounded: false,
      ...plain,
    });
  }
});

describe.each<[string, Reductions]>([
  ['none', NO_REDUCTION],
  ['private', { ...NO_REDUCTION, private: true }],
  ['order', { ...NO_REDUCTION, order: true }],
  ['symmetry', { ...NO_REDUCTION, symmetry: true }],
  ['all', ALL_REDUCTIONS],
])('reduction: %s', (_, reductions) => {
  test('the same checks can fail, a run shows each, and one that is said to be a shortest is', () => {
    for (const { text, system, plain } of cases) {
      const exploration = explored(system, reductions);
      const runs = system.checks.map((_check, i) => exploration.shortest(i));
      expect(
        runs.map((found) => found !== null),
        text,
      ).toEqual(breaks(plain));
      runs.forEach((found, check) => {
        if (found === null) return;
        expect(failedAfter(system, found.run)[check], text).toBe(true);
        if (found.proven) expect(found.run.length, text).toBe(plain.shortest[check]);
      });
      expect(exploration.search.states, text).toBeLessThanOrEqual(plain.states);
    }
  });
});

test('each reduction leaves something out', () => {
  const states = (reductions: Reductions): number =>
    cases.reduce((sum, { system }) => sum + explored(system, reductions).search.states, 0);
  const whole = states(NO_REDUCTION);
  expect(states({ ...NO_REDUCTION, private: true })).toBeLessThan(whole);
  expect(states({ ...NO_REDUCTION, order: true })).toBeLessThan(whole);
  expect(states({ ...NO_REDUCTION, symmetry: true })).toBeLessThan(whole);
});
