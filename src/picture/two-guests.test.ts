import { expect, test } from 'vitest';
import { readChoices } from '../core/step/choices.ts';
import { runsOn } from '../core/scenarios/offered-runs.ts';
import { PlayedRun } from './played.ts';
import { guestsSideBySide } from './two-guests.ts';

/** The first recorded run of a scenario on a release, to its end. */
function played(id: string, release: string): PlayedRun {
  const run = new PlayedRun(id, release);
  const recorded = runsOn(run.scenario, release)[0];
  for (const choice of readChoices(recorded?.choices ?? '') ?? [])
    if (choice.kind === 'step') run.step(choice.thread);
  return run;
}

test('a scenario with one VM has nothing to compare', () => {
  expect(guestsSideBySide(new PlayedRun('copy-tags-live', 'v6.6').at())).toEqual([]);
});

test('without MTE there are no tags to compare', () => {
  expect(guestsSideBySide(new PlayedRun('migrate-tags', 'v5.10').at())).toEqual([]);
});

test('before a migration: the object’s tag is at the source only, and the destination’s guest has mapped nothing', () => {
  const [page, ...others] = guestsSideBySide(new PlayedRun('migrate-tags', 'v6.6').at());
  expect(others).toEqual([]);
  expect(page?.ipa).toBe(0x40000n);
  expect(page?.sides.map(({ vm, mapped }) => [vm, mapped])).toEqual([
    [0, true],
    [1, false],
  ]);
  expect(page?.sides[0].pfn).not.toBe(page?.sides[1].pfn);
  expect(page?.differing.find(({ from, to }) => from <= 0x10 && 0x10 < to)?.tags[0]).toContain(3);
});

test('migrated with tags: no granule differs', () => {
  const [page] = guestsSideBySide(played('migrate-tags', 'v6.6').at());
  expect([page?.count, page?.differing, page?.sides[1].mapped]).toEqual([0, [], true]);
});

test('migrated without: both objects differ, and nothing else', () => {
  const [page] = guestsSideBySide(played('migrate-ram', 'v6.6').at());
  expect(page?.count).toBe(2);
  expect(page?.differing).toEqual([
    { from: 0x10, to: 0x11, tags: [[3], [0]] },
    { from: 0x90, to: 0x91, tags: [[9], [0]] },
  ]);
});
