import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { syncAsync } from './scenario.ts';

const STORE = 'str w2, [x1]';
const TF0 = 1n;

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(syncAsync, release);
  const reports = run.instructions.flatMap((text, i) => (text === 'mrs x9, tfsr_el1' ? [i] : []));

  test('synchronous: the store faults, and has written nothing', () => {
    expect(run.faulted[0]).toBe(STORE);
    expect(run.register(3)).toBe(0n);
  });

  test('asynchronous: the store is written, and TFSR_EL1 says so to who reads it later', () => {
    expect(run.register(4)).toBe(2n);
    expect(run.register(12)).toBe(TF0);
    const stores = run.instructions.flatMap((text, i) => (text === STORE ? [i] : []));
    expect(reports[0]).toBeGreaterThan(stores[1] ?? Infinity);
  });

  test('asymmetric: the store is noted, the load faults', () => {
    expect(run.register(13)).toBe(TF0);
    expect(run.faulted.slice(1)).toEqual(['ldr w5, [x1]']);
    expect(run.register(5)).toBe(0n);
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 all three stores are written, and TFSR_EL1 is undefined', () => {
  const run = new GuestRun(syncAsync, 'v5.10');
  expect([3, 4, 5].map((x) => run.register(x))).toEqual([1n, 2n, 3n]);
  expect(new Set(run.faulted)).toEqual(new Set(['mrs x9, tfsr_el1 → KVM', 'msr tfsr_el1, xzr → KVM']));
});
