/** A release is a row in `releases.ts` and its folder: all else is inherited, once its row says so, or written. */
import { describe, expect, test } from 'vitest';
import { featuresOf, inherited } from '../kernel/inherit.ts';
import { newest, oldest, releases, TABLES, type Release } from '../kernel/releases.ts';
import { kernelSources } from '../kernel/sources.ts';
import { scenarios } from './list.ts';
import { runsOn } from './offered-runs.ts';
import { raceAnswerOn } from './race-answer.ts';
import { races, releasesWith } from './races.ts';
import { keyedByRelease, saidInVain, unsaid } from './release-coverage.test-data.ts';

/** A release that changes nothing: a row, and an empty folder. */
const next: Release = {
  id: 'v-next',
  title: 'v-next',
  base: newest.id,
  note: '',
  merged: true,
  features: {},
  inherits: [],
};
const list = [...releases, next];

/** What is unsaid of it when its row inherits these tables. */
function unsaidOfNext(inherits: Release['inherits']): string[] {
  return unsaid([...releases, { ...next, inherits }]).filter((sentence) => sentence.includes(next.id));
}

test('of every release all is said, or inherited as its row says', () => {
  expect(unsaid(releases)).toEqual([]);
});

test.each(['findings', 'known answers'] as const)(
  'the oldest release has nothing to inherit: its %s are written',
  (table) => {
    const silent = Object.entries(keyedByRelease[table].rows).filter(
      ([, row]) => row[oldest.id] === undefined,
    );
    expect(silent.map(([id]) => id)).toEqual([]);
  },
);

test('no table speaks of a release that there is not, or repeats what is inherited', () => {
  expect(saidInVain(releases)).toEqual([]);
});

test('an entry in vain is named', () => {
  const rows = { isolation: { 'v5.10': ['stale'], v11: ['lost'], v12: ['lost'], 'v5.9': [] } };
  expect(saidInVain(releases, [['known answers', { of: 'scenario', rows }]])).toEqual([
    'isolation repeats for v12 in the known answers what it inherits from v11',
    'isolation speaks of v5.9 in the known answers: there is no such release',
  ]);
});

describe('a release that is added with a row and a folder', () => {
  test('is reported, a sentence a table, until its row says what it inherits', () => {
    const racing = scenarios.filter(({ threads }) => threads.length > 1).length;
    expect(unsaidOfNext([])).toEqual([
      `${scenarios.length} scenarios say nothing of v-next in the findings: inherit or write`,
      `${scenarios.length} scenarios say nothing of v-next in the recorded runs: inherit or write`,
      `${racing} scenarios say nothing of v-next in the known answers: inherit or write`,
      `${scenarios.length} scenarios say nothing of v-next in the answers in turn: inherit or write`,
      `${races.length} races say nothing of v-next in the race answers: inherit or write`,
    ]);
    for (const left of TABLES)
      expect(unsaidOfNext(TABLES.filter((table) => table !== left))).toEqual([
        expect.stringContaining(`nothing of v-next in the ${left}`),
      ]);
    expect(unsaidOfNext(TABLES)).toEqual([]);
  });

  test('has its base’s files and features', () => {
    expect(kernelSources(next.id, list)).toEqual(kernelSources(newest.id));
    expect(kernelSources(next.id, list).length).toBeGreaterThan(0);
    expect(featuresOf(next.id, list)).toEqual(featuresOf(newest.id));
  });

  test.each(TABLES)('has its base’s %s', (table) => {
    for (const [id, row] of Object.entries(keyedByRelease[table].rows))
      expect(inherited(row, next.id, list), id).toEqual(inherited(row, newest.id));
  });

  test('is offered its base’s recorded runs, as its own', () => {
    for (const scenario of scenarios) {
      const there = runsOn(scenario, newest.id).map((run) => ({ ...run, release: next.id }));
      expect(runsOn(scenario, next.id, list), scenario.id).toEqual(there);
    }
  });

  test('has its base’s column in the table of races', () => {
    for (const race of races) {
      expect(releasesWith(race, list)).toEqual([...releasesWith(race), next.id]);
      expect(raceAnswerOn(race.id, next.id, list)).toEqual(raceAnswerOn(race.id, newest.id));
    }
  });
});
