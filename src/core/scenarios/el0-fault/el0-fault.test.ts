import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { el0Fault } from './scenario.ts';

const exceptionClass = (esr: bigint): bigint => esr >> 26n;
const DATA_ABORT_FROM_BELOW = 0x24n;
const SVC = 0x15n;

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(el0Fault, release);

  test('the load by the other tag is a data abort from EL0, of a tag check', () => {
    expect(run.faulted).toEqual(['ldr w5, [x0]']);
    expect(exceptionClass(run.register(6))).toBe(DATA_ABORT_FROM_BELOW);
    expect(run.register(6) & 0x3fn).toBe(0x11n);
    expect(run.register(8) & 0xfn).toBe(0n);
  });

  test('FAR_EL1 is the pointer as EL0 used it', () => {
    // As X1, whose tag is 1, with the tag 0.
    expect(run.register(7)).toBe(run.register(1) & ~(0xfn << 56n));
  });

  test('what EL0 stored by the pointer with the tag, it loads', () => {
    expect([run.register(3), run.register(5)]).toEqual([42n, 0n]);
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 nothing is checked, and the program comes to its SVC', () => {
  const run = new GuestRun(el0Fault, 'v5.10');
  expect(exceptionClass(run.register(6))).toBe(SVC);
  expect(run.register(5)).toBe(42n);
});
