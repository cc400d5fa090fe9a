import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { sourcesOf } from '../assemble.ts';
import { registersSurvive } from './scenario.ts';

const MAIN = 'scenarios/registers-survive/main.s';
const SWITCH = 'arch/arm64/kvm/hyp/switch-mte.c';
/** The pointers that the four IRGs gave. */
const drawn = (run: GuestRun): bigint[] => [1, 2, 3, 4].map((x) => run.register(x));

function edited(release: string, path: string, line: string): ReadonlyMap<string, string> {
  const text = sourcesOf(registersSurvive, release).find((file) => file.path === path)?.text ?? '';
  expect(text).toContain(line);
  return new Map([[path, text.replace(line, '')]]);
}

describe.each(['v4', 'v5.14', newest.id])('on %s', (release) => {
  const run = new GuestRun(registersSurvive, release);

  test('the host runs between the second IRG and the third', () => {
    const fault = run.instructions.indexOf('str xzr, [x0]') - 1;
    expect(run.instructions[fault]).toBe('→ stage-2 fault');
    expect(run.instructions.slice(fault - 2, fault)).toEqual(['irg x1, x0', 'irg x2, x0']);
  });

  test('the four tags are those that the seed gives without the trip', () => {
    const stays = new GuestRun(registersSurvive, release, edited(release, MAIN, 'str     xzr, [x0] '));
    expect(stays.instructions).not.toContain('str xzr, [x0]');
    expect(drawn(run)).toEqual(drawn(stays));
    expect(run.register(8)).toBe(stays.register(8));
  });

  test('GCR_EL1 is the guest’s, and excludes its four tags', () => {
    expect(run.register(5)).toBe(0xfn);
    for (const pointer of drawn(run)) expect(pointer >> 56n).toBeGreaterThan(3n);
    expect(run.broke).toEqual([]);
  });

  test('if RGSR_EL1 is not put aside, the sequence does not go on', () => {
    const line = 'guest->sys_regs[RGSR_EL1] = read_sysreg(RGSR_EL1);';
    const lost = new GuestRun(registersSurvive, release, edited(release, SWITCH, line));
    expect(drawn(lost).slice(2)).not.toEqual(drawn(run).slice(2));
    expect(lost.broke).toContain('registers');
  });
});

test('on v5.10 GCR_EL1 is undefined', () => {
  const run = new GuestRun(registersSurvive, 'v5.10');
  expect(run.faulted).toEqual(['msr gcr_el1, x9 → KVM']);
  expect(run.register(6)).toBe(0x02000000n);
  expect(run.broke).toEqual([]);
});
