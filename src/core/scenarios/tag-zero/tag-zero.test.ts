import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { tagZero } from './scenario.ts';

const MAIN = 'scenarios/tag-zero/main.s';

describe.each(['v4', newest.id])('on %s', (release) => {
  test('tag 0 faults until TCMA0 lets it through; tag 2 faults in any case', () => {
    const run = new GuestRun(tagZero, release);
    expect(run.faulted).toEqual(['ldr w2, [x0]', 'ldr w5, [x4]']);
    expect(run.instructions).toContain('ldr w3, [x0]');
    expect(run.register(7)).toBe(run.register(4));
    expect(run.broke).toEqual([]);
  });

  test('without TCMA0 the second load by tag 0 faults like the first', () => {
    const main = scenarioSources('tag-zero').find(({ path }) => path === MAIN)?.text ?? '';
    const without = main.replace('#1 << 57', '#1 << 37');
    expect(without).not.toBe(main);
    const run = new GuestRun(tagZero, release, new Map([[MAIN, without]]));
    expect(run.faulted).toEqual(['ldr w2, [x0]', 'ldr w3, [x0]', 'ldr w5, [x4]']);
  });
});

test('on v5.10 nothing is checked', () => {
  expect(new GuestRun(tagZero, 'v5.10').faulted).toEqual([]);
});
