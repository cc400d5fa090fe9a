import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { stackTagging } from './scenario.ts';

const addressOf = (pointer: bigint): bigint => pointer & ~(0xfn << 56n);

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(stackTagging, release);

  test('SP and a number are not checked; the same address by a register is', () => {
    expect(run.register(3)).toBe(7n);
    expect(run.register(4)).toBe(0x420f0n);
    expect(run.faulted[0]).toBe('ldr w5, [x4]');
    expect(run.register(5)).toBe(0n);
  });

  test('a store out of its variable faults, and so does a pointer that outlived its frame', () => {
    expect(run.faulted.slice(1)).toEqual(['str w2, [x0, #16]', 'ldr w8, [x0]']);
    expect(addressOf(run.register(7))).toBe(addressOf(run.register(1)) - 16n);
    expect(run.broke).toEqual([]);
  });

  test('the variables have tags that follow each other, and none is SP’s', () => {
    const [a, b] = [run.register(7) >> 56n, run.register(1) >> 56n];
    expect(a).not.toBe(0n);
    expect(b).toBe(a === 15n ? 1n : a + 1n);
  });
});

test('on v5.10 GCR_EL1 is undefined, and every access of the stack goes through', () => {
  const run = new GuestRun(stackTagging, 'v5.10');
  expect(run.faulted).toEqual(['msr gcr_el1, x9 → KVM']);
  expect([run.register(5), run.register(8)]).toEqual([7n, 7n]);
});
