/** An instruction of several accesses is several steps, and others can come between them. */
import { describe, expect, test } from 'vitest';
import type { State } from '../machine/state.ts';
import { initialState } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { guestBesideCopy } from './guest-beside-copy/scenario.ts';
import { guestBesideRestore } from './guest-beside-restore/scenario.ts';
import { guestBesideSwap } from './guest-beside-swap/scenario.ts';
import { guestRegister, onward } from './guest-code.test-data.ts';
import { machineOf } from './machine.test-data.ts';
import type { Scenario } from './scenario.ts';

const RELEASE = 'v6.13';
const GUEST = 0;
const OTHER = 1;

/** The guest of a scenario runs these instructions; X1 points to granule 0x10 of its page of data; that and the next three have the pointer's tag, 9. */
function running(scenario: Scenario, ...lines: readonly string[]) {
  const main = `
main:   adr     x0, data
        addg    x1, x0, #0x100, #9
        dc      gva, x1
        ldr     x2, =0x1111111111111111
        ldr     x3, =0x2222222222222222
        ${lines.join('\n        ')}
        b       off
        .ltorg
fault:  mrs     x20, esr_el1
        b       off
`;
  const edited = new Map([[`scenarios/${scenario.id}/main.s`, main]]);
  const system = machineOf(scenario, RELEASE, { edited });
  return { system, alone: onward(system, initialState(system), GUEST) };
}

/** What becomes of the guest when the other thread does all that it does as soon as this step has been taken. */
function interrupted({ system, alone }: ReturnType<typeof running>, step: string) {
  const at = alone.labels.indexOf(`A64 ${step}`) + 1;
  const before = alone.states[at];
  if (at === 0 || before === undefined) throw new Error(`no step ${step}`);
  const other = onward(system, before, OTHER).end;
  const { end, labels } = onward(system, other, GUEST);
  return { end, next: labels.filter((label) => label.startsWith('A64 ')).map((label) => label.slice(4)) };
}

const x = (system: System, state: State, register: number): string =>
  guestRegister(system, state, register).toString(16);

describe('as many steps as an instruction has accesses', () => {
  test.each([
    ['ldr x4, [x1]', 1],
    ['str x2, [x1]', 1],
    ['stg x1, [x1]', 1],
    ['ldg x4, [x1]', 1],
    ['swp x2, x4, [x1]', 1],
    ['ldxp x4, x5, [x1]', 1],
    ['casp x2, x3, x4, x5, [x1]', 1],
    ['ldp x4, x5, [x1]', 2],
    ['stp x2, x3, [x1], #16', 2],
    ['st2g x1, [x1]', 2],
    ['stzg x1, [x1]', 2],
    ['stz2g x1, [x1]', 4],
    ['stgp x2, x3, [x1]', 3],
    ['dc zva, x1', 4],
    ['dc gva, x1', 4],
    ['dc gzva, x1', 8],
    ['stzgm x2, [x1]', 8],
    ['ldgm x4, [x1]', 16],
    ['stgm x2, [x1]', 16],
  ])('%s: %i', (instruction, count) => {
    const { alone } = running(guestBesideSwap, instruction);
    const from = alone.labels.findIndex((label) => label.startsWith('A64 ldr x3')) + 1;
    const to = alone.labels.findIndex((label) => label.startsWith('A64 b 0x40034'));
    const own = alone.labels.slice(from, to);
    expect(own).toHaveLength(count);
    if (count > 1) {
      expect(own[0]).toMatch(new RegExp(` \\(1/${count}\\)$`));
      expect(own.at(-1)).toMatch(new RegExp(` \\(${count}/${count}\\)$`));
    }
  });
});

test('a copy of the tags can have the one that ST2G has stored, and not yet the other', () => {
  const run = running(guestBesideCopy, 'st2g x1, [x1, #64]');
  const { system } = run;
  const { globals, constants } = system.program;
  const copied = ({ words, pages }: State): readonly number[] => {
    const pte = ((words[(globals.get('mms')?.address ?? NaN) + 2 * 3] ?? 0) >>> 12) & 0xfff;
    const buffer =
      pages[(globals.get('frame_data')?.address ?? NaN) + pte - Number(constants.get('PFN_BASE'))];
    return [...(buffer?.subarray(0x1000 - 128 + 0x14, 0x1000 - 128 + 0x16) ?? [])];
  };
  expect(copied(interrupted(run, 'st2g x1, [x1, #64] (1/2)').end)).toEqual([9, 0]);
  expect(copied(interrupted(run, 'st2g x1, [x1, #64] (2/2)').end)).toEqual([9, 9]);
});

describe('tags are restored between the two accesses of a pair', () => {
  const run = running(guestBesideRestore, 'stp x2, x3, [x1]', 'ldp x4, x5, [x1]', 'ldr x6, [x1]');
  const { system } = run;

  test('its check came with the first: the pair goes on, the next instruction faults', () => {
    const { end, next } = interrupted(run, 'ldp x4, x5, [x1] (1/2)');
    expect(next.slice(0, 4)).toEqual([
      'ldp x4, x5, [x1] (2/2)',
      'ldr x6, [x1]',
      'b 0x40cb8',
      'mrs x20, esr_el1',
    ]);
    expect([x(system, end, 4), x(system, end, 5)]).toEqual(['1111111111111111', '2222222222222222']);
    expect(x(system, end, 20)).toBe('96000011');
  });

  test('registers change with the last access only', () => {
    const { alone } = run;
    const first = alone.labels.indexOf('A64 ldp x4, x5, [x1] (1/2)');
    const states = alone.states.slice(first + 1, first + 3);
    expect(states.map((state) => [x(system, state, 4), x(system, state, 5)])).toEqual([
      ['0', '0'],
      ['1111111111111111', '2222222222222222'],
    ]);
  });
});

test('in asynchronous mode the failed check is noted with the first access', () => {
  const { system, alone } = running(
    guestBesideRestore,
    'mrs x6, sctlr_el1',
    'orr x6, x6, #0x20000000000',
    'and x6, x6, #0xfffffeffffffffff',
    'msr sctlr_el1, x6',
    'isb',
    'addg x4, x1, #0, #1',
    'stp x2, x3, [x4]',
  );
  const first = alone.states[alone.labels.indexOf('A64 stp x2, x3, [x4] (1/2)') + 1];
  expect(first === undefined ? null : guestRegister(system, first, 'tfsr_el1')).toBe(1n);
});

test('a page that is taken away between them is faulted in again, and the instruction begins anew', () => {
  const run = running(guestBesideSwap, 'stp x2, x3, [x1]', 'ldp x4, x5, [x1]');
  const { system } = run;
  const { end, next } = interrupted(run, 'stp x2, x3, [x1] (1/2)');
  expect(next.slice(0, 5)).toEqual([
    '→ stage-2 fault',
    'stp x2, x3, [x1] (1/2)',
    'stp x2, x3, [x1] (2/2)',
    'ldp x4, x5, [x1] (1/2)',
    'ldp x4, x5, [x1] (2/2)',
  ]);
  expect([x(system, end, 4), x(system, end, 5)]).toEqual(['1111111111111111', '2222222222222222']);
});
