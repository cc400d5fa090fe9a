import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { granuleBoundary } from './scenario.ts';

const DATA = 0x42000n;
const TAG_1 = 1n << 56n;
/** `ers.`, the last four of the sixteen letters. */
const ERS = 0x2e737265n;

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(granuleBoundary, release);

  test('sixteen bytes are copied, and the seventeenth faults', () => {
    expect(run.faulted[0]).toBe('strb w4, [x1, x3]');
    expect(run.register(3)).toBe(16n);
  });

  test('a store across the boundary faults at the second granule, and wrote nothing to the first', () => {
    expect(run.faulted.slice(1)).toEqual(['stur x5, [x1, #12]']);
    expect(run.register(7)).toBe(TAG_1 | (DATA + 16n));
    expect(run.register(8)).toBe(ERS);
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 all twenty bytes are copied, and the store across the boundary is written', () => {
  const run = new GuestRun(granuleBoundary, 'v5.10');
  expect(run.faulted).toEqual([]);
  expect([run.register(3), run.register(8)]).toEqual([20n, 0xffffffffn]);
});
