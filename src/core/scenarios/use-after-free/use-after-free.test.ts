import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { useAfterFree } from './scenario.ts';

const MAIN = 'scenarios/use-after-free/main.s';
const LOAD = 'ldr w5, [x1]';

describe.each(['v4', newest.id])('on %s', (release) => {
  test('of sixteen uses after free, one for each number that free can draw, fifteen fault', () => {
    const run = new GuestRun(useAfterFree, release);
    expect(run.instructions.filter((text) => text === LOAD)).toHaveLength(16);
    expect(run.faulted).toEqual(Array<string>(15).fill(LOAD));
    expect(run.register(10)).toBe(15n);
    expect(run.broke).toEqual([]);
  });

  test('all sixteen do where free excludes the tag that the object had', () => {
    const main = scenarioSources('use-after-free').find(({ path }) => path === MAIN)?.text ?? '';
    const sure = main.replace('irg     x2, x0\n', 'gmi     x3, x0, xzr\n irg     x2, x0, x3\n');
    expect(sure).not.toBe(main);
    const run = new GuestRun(useAfterFree, release, new Map([[MAIN, sure]]));
    expect(run.register(10)).toBe(16n);
  });
});

test('on v5.10 no load faults: what the handler counts are the writes of RGSR_EL1', () => {
  const run = new GuestRun(useAfterFree, 'v5.10');
  expect(run.faulted).toEqual(Array<string>(16).fill('msr rgsr_el1, x9 → KVM'));
  expect(run.broke).toEqual([]);
});
