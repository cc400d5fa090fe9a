import { describe, expect, test } from 'vitest';
import { guestStep } from './guest-check.ts';
import { PlayedRun } from './played.ts';

/** What the guest of a scenario did in the instruction that is written so, the first time it comes to its end. */
function did(scenario: string, text: string, release = 'v6.13') {
  const run = new PlayedRun(scenario, release).untilLabel(0, `A64 ${text}`);
  return guestStep(run.at(), run.stateAt);
}

describe('a synchronous check', () => {
  const run = new PlayedRun('hello-tags', 'v6.6');
  const after = (text: string) => guestStep(run.untilLabel(0, `A64 ${text}`).at(), run.stateAt);

  test('that compares equal goes on', () => {
    const check = after('str w2, [x0]')?.checks[0];
    expect(check).toMatchObject({ outcome: 'goes on', write: true, unchecked: [], el: 1 });
    expect(check?.granules).toMatchObject([
      { address: 0x42000n, allocation: check?.logical, result: 'equal' },
    ]);
  });

  test('that fails is a fault with a name', () => {
    const step = after('ldr w5, [x4]');
    expect(step?.checks[0]).toMatchObject({ outcome: 'faults', write: false });
    expect(step?.checks[0]?.granules[0]?.result).toBe('differs');
    expect(step?.exception).toBe('data abort: tag check fault');
    expect(step?.text).toBe('ldr w5, [x4]');
  });
});

test('a store over a granule boundary: the first granule matches, the second one fails', () => {
  const step = did('granule-boundary', 'stur x5, [x1, #12]');
  expect(step?.checks[0]?.granules).toMatchObject([
    { address: 0x42000n, allocation: 1, result: 'equal' },
    { address: 0x42010n, allocation: 0, result: 'differs' },
  ]);
  expect(step?.checks[0]?.outcome).toBe('faults');
});

test('asynchronously a store that fails is made, and noted where EL1 finds it', () => {
  const run = new PlayedRun('sync-async', 'v6.13')
    .untilLabel(0, 'A64 mov w2, #0x2')
    .untilLabel(0, 'A64 str w2, [x1]');
  expect(guestStep(run.at(), run.stateAt)).toMatchObject({
    exception: null,
    checks: [{ outcome: 'noted', notedIn: 'TFSR_EL1.TF0', granules: [{ result: 'differs' }] }],
  });
});

describe('an unchecked access names its rule', () => {
  test.each([
    ['tag-zero', 'ldr w3, [x0]', ['TCR_EL1.TCMA0 is 1: tag 0 is not checked in the lower half']],
    ['stack-tagging', 'ldr w3, [sp, #32]', ['SP with an immediate offset, or none, is never checked']],
    ['hello-tags', 'stg x0, [x0]', ['instructions that load or store tags are not checked themselves']],
  ])('%s: %s', (scenario, text, rules) => {
    expect(did(scenario, text)?.checks).toMatchObject([{ unchecked: rules, outcome: 'goes on' }]);
  });

  test('a guest without MTE has no tags, whatever it has set up', () => {
    const rules = did('sync-async', 'str w2, [x1]', 'v5.10')?.checks[0]?.unchecked;
    expect(rules).toContain('HCR_EL2.ATA is 0: KVM gives this guest no tags');
  });
});

test('EL0 is checked as EL0, by its own address', () => {
  expect(did('el0-fault', 'ldr w5, [x0]')).toMatchObject({
    exception: 'data abort from EL0: tag check fault',
    checks: [{ el: 0, outcome: 'faults', granules: [{ address: 0x242000n }] }],
  });
});

test('the first STG of a page does not run: stage 2 does not map it, and the guest exits', () => {
  const run = new PlayedRun('hello-tags', 'v6.6').untilLabel(0, 'A64 irg x0, x0');
  run.untilLabel(0, 'A64 → stage-2 fault');
  expect(guestStep(run.at(), run.stateAt)).toMatchObject({
    text: 'stg x0, [x0]',
    exit: { ipa: 0x42000, write: true },
    checks: [],
    exception: null,
  });
});

test('a step of the host is no step of the guest, and some guests run no code', () => {
  const run = new PlayedRun('hello-tags', 'v6.6');
  run.step(0);
  expect(guestStep(run.at(), run.stateAt)).toBeNull();
  const other = new PlayedRun('isolation', 'v6.6');
  expect(guestStep(other.at(), other.stateAt)).toBeNull();
});
