import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { heapOverflow } from './scenario.ts';

/** ESR_EL1: a store at EL1, synchronous tag check fault. */
const TAG_CHECK_FAULT = 0x96000051n;
const MAIN = 'scenarios/heap-overflow/main.s';
const DATA = 0x42000n;
const addressOf = (pointer: bigint): bigint => pointer & ~(0xffn << 56n);

describe.each(['v4', 'v6.2', newest.id])('on %s', (release) => {
  const run = new GuestRun(heapOverflow, release);

  test('the first store behind the object faults', () => {
    expect(run.register(6)).toBe(TAG_CHECK_FAULT);
    expect(run.register(7)).toBe(run.register(1) + 32n);
    expect(run.faulted).toEqual(['str x4, [x3], #8']);
    expect(run.instructions.filter((text) => text === 'str x4, [x3], #8')).toHaveLength(5);
  });

  test('the object behind is as it was', () => {
    expect(addressOf(run.register(2))).toBe(DATA + 32n);
    expect(run.register(8)).toBe(0n);
    expect(run.broke).toEqual([]);
  });
});

test('neighbours have different tags, neither of them 0, whatever the generator begins with', () => {
  const main = scenarioSources('heap-overflow').find(({ path }) => path === MAIN)?.text ?? '';
  for (const seed of ['0x000100', '0x123400', '0xbeef00', '0xffff0f']) {
    const seeded = main.replace('main:\n', `main:\n ldr x9, =${seed}\n msr rgsr_el1, x9\n`);
    expect(seeded).not.toBe(main);
    const run = new GuestRun(heapOverflow, 'v6.13', new Map([[MAIN, seeded]]));
    const [first, second] = [run.register(1) >> 56n, run.register(2) >> 56n];
    expect([0n, second]).not.toContain(first);
    expect(second).not.toBe(0n);
    expect(run.register(6)).toBe(TAG_CHECK_FAULT);
  }
});

test('on v5.10 the guest has no tags: the loop writes into the object behind', () => {
  const run = new GuestRun(heapOverflow, 'v5.10');
  expect(run.faulted).toEqual([]);
  expect(run.register(8)).toBe(0x41n);
});
