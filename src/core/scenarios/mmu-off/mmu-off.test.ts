import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { mmuOff } from './scenario.ts';

const tag = (pointer: bigint): bigint => (pointer >> 56n) & 0xfn;

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(mmuOff, release);

  test('with the MMU off LDG gives 0, and a store by any tag goes through', () => {
    expect([tag(run.register(2)), tag(run.register(3))]).toEqual([5n, 0n]);
    expect(run.instructions).toContain('str w5, [x4]');
    expect(run.register(11)).toBe(42n);
  });

  test('the tag is there again with the MMU on, as it was, and is checked', () => {
    expect(tag(run.register(10))).toBe(5n);
    expect(run.faulted).toEqual(['ldr w12, [x4]']);
    expect(run.register(7)).toBe(run.register(4));
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 there is no tag at any time', () => {
  const run = new GuestRun(mmuOff, 'v5.10');
  expect([2, 3, 10].map((x) => tag(run.register(x)))).toEqual([0n, 0n, 0n]);
  expect(run.faulted).toEqual([]);
});
