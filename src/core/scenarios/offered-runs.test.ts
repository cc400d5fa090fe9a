import { expect, test } from 'vitest';
import { runsOn, runsOnAll } from './offered-runs.ts';

const run = { title: 'It waits', choices: '0*3', breaks: null };
/** Of these v12 builds on v11, and v6.2 on v6.1; v4 has no other base than v5.10. */
const recorded = { v11: [run], 'v6.1': [run, { ...run, title: 'It does not' }], 'v6.2': [] };

test('a release without a list is offered its base’s, as its own', () => {
  expect(runsOn({ recorded }, 'v12')).toEqual([{ ...run, release: 'v12' }]);
  expect(runsOn({ recorded }, 'v6.2-flag').map(({ title }) => title)).toEqual(['It waits', 'It does not']);
});

test('nothing is offered where the list is empty, where no base has one, and where there is no such release', () => {
  for (const release of ['v6.2', 'v6.6', 'v4', 'v5.14', 'v9'])
    expect(runsOn({ recorded }, release), release).toEqual([]);
});

test('all runs, in the order of the releases', () => {
  const releases = runsOnAll({ recorded }).map(({ release }) => release);
  expect(releases).toEqual(['v11', 'v12', 'v6.1', 'v6.1', 'v6.2-flag', 'v6.2-flag']);
});
