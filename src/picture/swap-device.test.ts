import { describe, expect, test } from 'vitest';
import { PlayedRun } from './played.ts';
import { swapDevice } from './swap-device.ts';

describe('a page of a guest that was swapped out, on v6.4', () => {
  const run = new PlayedRun('guest-swap', 'v6.4');

  test('its slot is held by one PTE, and its tags are kept', () => {
    expect(swapDevice(run.at())).toEqual([{ offset: 1, held: 1, cached: null, tags: true, changed: false }]);
  });

  test('a fault reads it into the swap cache, and the step says so', () => {
    while (swapDevice(run.at())?.[0]?.cached === null) run.step(0);
    expect(swapDevice(run.at())).toEqual([{ offset: 1, held: 1, cached: 0x42, tags: true, changed: true }]);
  });
});

test('where nothing is swapped there is no device to show', () => {
  expect(swapDevice(new PlayedRun('shared-mprotect', 'v6.4').at())).toBeNull();
});
