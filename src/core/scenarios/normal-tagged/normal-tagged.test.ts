import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { normalTagged } from './scenario.ts';

const TAG_1 = 1n << 56n;

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(normalTagged, release);

  test('neither without the MMU nor in Normal memory does the granule get a tag', () => {
    expect([run.register(2) & TAG_1, run.register(3) & TAG_1]).toEqual([0n, 0n]);
  });

  test('in Normal Tagged memory it does, and only there is a store by another tag a fault', () => {
    expect(run.register(4) & TAG_1).toBe(TAG_1);
    expect(run.faulted).toEqual(['str wzr, [x0]']);
    expect(run.instructions.filter((text) => text === 'str wzr, [x1]')).toHaveLength(3);
    expect(run.register(7)).toBe(0x242000n);
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 there are no tags in Normal Tagged memory either', () => {
  const run = new GuestRun(normalTagged, 'v5.10');
  expect([run.register(4) & TAG_1, run.faulted]).toEqual([0n, []]);
});
