import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { pageCopy } from './scenario.ts';

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(pageCopy, release);

  test('sixteen pairs of LDGM and STGM copy the tags of a page', () => {
    expect(run.instructions.filter((text) => text === 'stgm x6, [x4]')).toHaveLength(16);
    expect(run.register(9)).toBe(256n);
  });

  test('the first block and the last granule of the copy have the tags of the page', () => {
    expect(run.register(7)).toBe(0xfedcba9876543210n);
    expect(run.register(8) >> 56n).toBe(5n);
  });

  test('the first STGM to the copy goes through the host', () => {
    const first = run.instructions.indexOf('stgm x6, [x4]');
    expect(run.instructions[first - 1]).toBe('→ stage-2 fault');
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 there are no tags to copy', () => {
  const run = new GuestRun(pageCopy, 'v5.10');
  expect([run.register(7), run.register(8) >> 56n]).toEqual([0n, 0n]);
});
