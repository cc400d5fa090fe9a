import { describe, expect, test } from 'vitest';
import { notedAt, notedChecks } from './guest-noted.ts';
import { PlayedRun } from './played.ts';

describe('sync-async on v6.13', () => {
  const run = new PlayedRun('sync-async', 'v6.13').untilLabel(0, 'A64 hvc #0x0');
  const checks = notedChecks(run.program, run.steps);
  const label = (step: number) => run.steps[step - 1]?.label;

  test('the two stores that were only noted, each with the guest’s own read', () => {
    expect(
      checks.map(({ set, reads, until }) =>
        [set, ...reads].map(({ text }) => text).concat(label(until ?? 0) ?? ''),
      ),
    ).toEqual([
      ['str w2, [x1]', 'mrs x9, tfsr_el1', 'A64 msr tfsr_el1, xzr'],
      ['str w2, [x1]', 'mrs x9, tfsr_el1', 'A64 msr tfsr_el1, xzr'],
    ]);
    expect(checks.map(({ set }) => label(set.step))).toEqual(['A64 str w2, [x1]', 'A64 str w2, [x1]']);
    expect(checks.every(({ set, reads }) => set.step < (reads[0]?.step ?? 0))).toBe(true);
  });

  test('it stands from the store to where the register is written anew', () => {
    const [first] = checks;
    const [set, until] = [first?.set.step ?? NaN, first?.until ?? NaN];
    expect(notedAt(checks, set - 1)).toBeNull();
    expect(notedAt(checks, set)).toBe(first);
    expect(notedAt(checks, until)).toBe(first);
    expect(notedAt(checks, until + 1)).toBeNull();
  });
});

test('a failed check that stands at a stage-2 fault is saved by KVM, and the guest reads it afterwards', () => {
  const run = new PlayedRun('sync-async', 'v6.13', new Map([['scenarios/sync-async/main.s', TOUCHES_ANEW]]));
  run.untilLabel(0, 'A64 hvc #0x0');
  const [check] = notedChecks(run.program, run.steps);
  expect(check?.set.text).toBe('str w2, [x1]');
  expect(check?.reads.map(({ by, text }) => [by, text])).toEqual([
    ['KVM', 'read_sysreg TFSR_EL1'],
    ['guest', 'mrs x9, tfsr_el1'],
  ]);
});

/** An asynchronous mismatch in the page of the program, then the first touch of another page. */
const TOUCHES_ANEW = `
main:   mrs     x11, sctlr_el1
        mov     x9, #2
        bfi     x11, x9, #40, #2
        msr     sctlr_el1, x11
        adr     x0, word
        addg    x1, x0, #0, #1
        str     w2, [x1]
        adr     x3, data
        str     w2, [x3]
        mrs     x9, tfsr_el1
        b       off
        .balign 16
word:   .quad   0, 0
fault:  b       off
`;

test('a synchronous fault notes nothing', () => {
  const run = new PlayedRun('hello-tags', 'v6.6').untilLabel(0, 'A64 ldr w5, [x4]');
  expect(notedChecks(run.program, run.steps)).toEqual([]);
});
