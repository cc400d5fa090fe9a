import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { el0Modes } from './scenario.ts';

const STORE = 'str w19, [x1]';
const LOAD = 'ldr w3, [x1]';
/** A hexadecimal digit for each mode: synchronous, asynchronous, asymmetric. */
const digits = (value: bigint): string => value.toString(16).padStart(3, '0');

describe.each(['v4', 'v6.2', newest.id])('on %s', (release) => {
  const run = new GuestRun(el0Modes, release);

  test('synchronous: the store and the load fault; asynchronous: neither; asymmetric: the load', () => {
    expect(digits(run.register(21))).toBe('201');
    expect(run.instructions.filter((text) => text === STORE)).toHaveLength(3);
    expect(run.faulted.filter((text) => text !== 'svc #0x0')).toEqual([STORE, LOAD, LOAD]);
  });

  test('only the store that faulted has written nothing', () => {
    expect(digits(run.register(20))).toBe('023');
  });

  test('TFSRE0_EL1.TF0 tells the kernel of what did not fault', () => {
    expect(digits(run.register(22))).toBe('011');
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 nothing is checked, and TFSRE0_EL1 is undefined', () => {
  const run = new GuestRun(el0Modes, 'v5.10');
  expect([20, 21, 22].map((x) => digits(run.register(x)))).toEqual(['123', '000', '000']);
  expect(new Set(run.faulted)).toEqual(
    new Set(['svc #0x0', 'mrs x9, tfsre0_el1 → KVM', 'msr tfsre0_el1, xzr → KVM']),
  );
});
