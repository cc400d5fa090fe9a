import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { kernelSources } from '../../kernel/sources.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { helloTags } from './scenario.ts';

const MAIN = 'scenarios/hello-tags/main.s';
/** Where a release's stage-2 fault makes the tags of a page valid. */
const SANITISES = ['arch/arm64/kvm/mmu-sanitise.c', 'arch/arm64/kvm/mmu-abort.c'];
const CLEARS = /mte_clear_page_tags\(page_address\(\w+\)\);/g;
/** ESR_EL1: a data abort at EL1, synchronous tag check fault. */
const TAG_CHECK_FAULT = 0x96000011n;

const main = scenarioSources('hello-tags').find(({ path }) => path === MAIN)?.text ?? '';
const withMte = releases.map(({ id }) => id).filter((id) => featuresOf(id).mteCapability !== null);

describe.each(withMte)('on %s', (release) => {
  const run = new GuestRun(helloTags, release);

  test('the load by the other pointer is a tag check fault, where it was made', () => {
    expect(run.register(6)).toBe(TAG_CHECK_FAULT);
    expect(run.register(7) & ~(0xfn << 56n)).toBe(0x42000n);
    expect(run.register(7)).toBe(run.register(4));
  });

  test('the load by the pointer that carries the tag gave what had been stored', () => {
    expect(run.register(3)).toBe(42n);
    expect(run.register(5)).toBe(0n);
  });

  test('the first STG went through the host', () => {
    const stg = run.instructions.indexOf('stg x0, [x0]');
    expect(run.instructions[stg - 1]).toBe('→ stage-2 fault');
    expect(run.broke).toEqual([]);
  });
});

test('on v5.10 the guest has no MTE: its first use of GCR_EL1 is undefined', () => {
  const run = new GuestRun(helloTags, 'v5.10');
  const gcr = run.instructions.indexOf('msr gcr_el1, x0 → KVM');
  expect(gcr).toBeGreaterThan(0);
  expect(run.register('esr_el1') >> 26n).toBe(0n);
  expect(run.instructions.at(-1)).toBe('hvc #0x0');
});

test.each([
  ['v5.10', 0n],
  ['v12', 2n],
  ['v5.14', 3n],
])('on %s ID_AA64PFR1_EL1.MTE is what KVM shows: %i', (release, expected) => {
  const look = main.replace('main:', 'main:\n        mrs     x9, id_aa64pfr1_el1');
  const run = new GuestRun(helloTags, release, new Map([[MAIN, look]]));
  expect((run.register(9) >> 8n) & 0xfn).toBe(expected);
});

describe.each(withMte)('on %s, LDG in the place of the first STG', (release) => {
  const look = main.replace('irg     x0, x0 ', 'ldg     x8, [x0] ').replace(/stg {5}x0, \[x0\].*\n/, '\n');
  const blind = kernelSources(release)
    .filter(({ path, text }) => SANITISES.includes(path) && text.search(CLEARS) >= 0)
    .map(({ path, text }) => [path, text.replaceAll(CLEARS, ';')] as const);

  test('reads 0: KVM has made the page’s tags valid', () => {
    const clean = new GuestRun(helloTags, release, new Map([[MAIN, look]]));
    expect(clean.instructions).toContain('ldg x8, [x0]');
    expect([clean.register(8) >> 56n, clean.broke]).toEqual([0n, []]);
  });

  test('with that taken out of the source, reads what a former owner of the page left', () => {
    expect(blind).toHaveLength(1);
    const stale = new GuestRun(helloTags, release, new Map([[MAIN, look], ...blind]));
    expect(stale.register(8) >> 56n).not.toBe(0n);
    expect(stale.broke).toContain('stale');
  });
});

test('a line that is no instruction is told with its place', () => {
  const edited = new Map([[MAIN, main.replace('mov     w2, #42', 'mvo     w2, #42')]]);
  expect(() => new GuestRun(helloTags, 'v6.6', edited)).toThrow(/mvo/);
});
