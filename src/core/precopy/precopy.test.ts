import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameBytes, TAG_BYTES_A_PAGE } from '../machine/state.ts';
import { advance, FEW, progressOf, SAME, startPrecopy, WRITTEN, type Precopy } from './precopy.ts';

const PACE = { sent: 16, written: 2 };

function finished(seed: number, pages: number): Precopy {
  const migration = startPrecopy(seed, pages);
  for (let ticks = 0; !migration.done; ticks++) {
    if (ticks > 10_000) throw new Error('it does not end');
    advance(migration, PACE);
  }
  return migration;
}

function samePage({ source, destination }: Precopy, page: number): boolean {
  const from = page * TAG_BYTES_A_PAGE;
  return source.subarray(from, from + TAG_BYTES_A_PAGE).every((byte, i) => byte === destination[from + i]);
}

test('at the end the destination has every tag of every page', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 200 }), (seed, pages) => {
      const migration = finished(seed, pages);
      expect(sameBytes(migration.destination, migration.source)).toBe(true);
      expect(progressOf(migration)).toEqual({ same: pages, written: 0, notSent: 0 });
    }),
    { numRuns: 10, seed: 1 },
  );
});

test('at any moment a page counts as the same only if it is, and what was written is in the log or still to be sent', () => {
  const migration = startPrecopy(7, 128);
  const wrong: string[] = [];
  for (let tick = 0; tick < 40; tick++) {
    advance(migration, PACE);
    migration.pages.forEach((state, page) => {
      const known = migration.log[page] === 1 || migration.passes.pages.includes(page, migration.passes.sent);
      if (state === SAME && !samePage(migration, page)) wrong.push(`tick ${tick}: page ${page} differs`);
      if (state === WRITTEN && !known) wrong.push(`tick ${tick}: page ${page} is forgotten`);
    });
  }
  expect(wrong).toEqual([]);
});

test('the guest is stopped for few pages only, and writes no more', () => {
  const migration = startPrecopy(3, 256);
  while (!migration.stopped) advance(migration, PACE);
  expect(migration.passes.pages.length).toBeLessThanOrEqual(FEW);
  const source = migration.source.slice();
  while (!migration.done) advance(migration, PACE);
  expect(sameBytes(migration.source, source)).toBe(true);
});

test('the same seed does the same', () => {
  expect(sameBytes(finished(5, 50).source, finished(5, 50).source)).toBe(true);
  expect(sameBytes(finished(5, 50).source, finished(6, 50).source)).toBe(false);
});
