import { expect, test } from 'vitest';
import { createPrecopy } from './precopy-store.ts';

test('64 MiB move, frame by frame, and playing ends when all is there', () => {
  const store = createPrecopy();
  store.getState().play();
  expect(store.getState().progress).toEqual({ notSent: 16_384, same: 0, written: 0 });
  for (let frames = 0; store.getState().playing && frames < 2_000; frames++) store.getState().step();
  const { progress, playing, migration } = store.getState();
  expect([progress.same, playing, migration.done]).toEqual([16_384, false, true]);
  expect(migration.pass).toBeGreaterThan(2);
  store.getState().play();
  expect(store.getState().playing).toBe(false);
  store.getState().again();
  expect(store.getState().progress.notSent).toBe(16_384);
});
