import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { spRelative } from './scenario.ts';

const MAIN = 'scenarios/sp-relative/main.s';
const CHECKED = ['ldr w11, [sp, x10]', 'ldr w12, [sp], #16', 'ldr w14, [x13]'];

describe.each(['v4', newest.id])('on %s', (release) => {
  const run = new GuestRun(spRelative, release);

  test('SP and a number go through, though the tags differ', () => {
    expect([run.register(3), run.register(4)]).toEqual([7n, 7n]);
    expect(run.register(1) >> 56n).toBe(1n);
  });

  test('by a register, with SP changed, and by a copy of SP, the same granule is checked', () => {
    expect(run.faulted).toEqual(CHECKED);
    expect([11, 12, 14].map((x) => run.register(x))).toEqual([0n, 0n, 0n]);
  });

  test('the access that faulted has not changed SP', () => {
    expect(run.register(13)).toBe(0x42000n);
    expect(run.broke).toEqual([]);
  });

  test('if SP carries the granule’s tag, nothing faults', () => {
    const main = scenarioSources('sp-relative').find(({ path }) => path === MAIN)?.text ?? '';
    const tagged = main.replace('mov     sp, x9 ', 'mov     sp, x1 ');
    expect(tagged).not.toBe(main);
    // The load of SP and a register reads, and so does the one that changes SP; behind it is another granule.
    expect(new GuestRun(spRelative, release, new Map([[MAIN, tagged]])).faulted).toEqual(['ldr w14, [x13]']);
  });
});

test('on v5.10 none is checked', () => {
  const run = new GuestRun(spRelative, 'v5.10');
  expect(run.faulted).toEqual([]);
  expect([run.register(11), run.register(12)]).toEqual([7n, 7n]);
});
