import { describe, expect, test } from 'vitest';
import { lifeOf } from './life.ts';
import { PlayedRun } from './played.ts';

function life(run: PlayedRun, frame: number): string[] {
  const { program, scenario, steps, states } = run;
  const stateAt = (step: number) => {
    const state = states[step];
    if (state === undefined) throw new Error(`there is no moment ${step}`);
    return state;
  };
  return lifeOf(program, scenario, steps, stateAt, frame).map(
    ({ step, until, thread, what }) =>
      `${step === until ? step : `${step}-${until}`} ${scenario.threads[thread]?.name ?? ''}: ${what}`,
  );
}

describe('the page of two processes that both ask for tags, on v5.10', () => {
  const run = new PlayedRun('shared-mprotect', 'v5.10');
  const all = (thread: number) => run.until(thread, ({ label }) => label.startsWith('LDR'));
  all(0);
  const first = life(run, 1);

  test('its flag is set before its tags are cleared, block by block as one event, and then it is mapped tagged', () => {
    const marked = first.findIndex((event) => event.endsWith('PG_mte_tagged set'));
    const cleared = first.findIndex((event) => /^\d+-\d+ CPU 0: tags cleared: 00–ff$/.test(event));
    const mapped = first.findIndex((event) => event.endsWith('mapped: Process A, tagged'));
    expect([marked, cleared, mapped].every((at) => at >= 0)).toBe(true);
    expect([marked, cleared, mapped]).toEqual([marked, cleared, mapped].sort((a, b) => a - b));
  });

  test('a store of its owner is an event of its own', () => {
    expect(first.at(-1)).toMatch(/^\d+ CPU 0: a tag stored: 2b$/);
  });

  test('the second process clears nothing any more', () => {
    all(1);
    const second = life(run, 1).slice(first.length);
    expect(second.some((event) => event.includes('cleared:'))).toBe(false);
    expect(second.some((event) => event.endsWith('mapped: Process B, tagged'))).toBe(true);
  });
});

test('a page that comes back from swap has a new owner, and its tags are restored', () => {
  const run = new PlayedRun('guest-swap', 'v6.6');
  while (!life(run, 2).some((event) => event.includes('saved tags restored: 00–ff'))) run.step(0);
  expect(life(run, 2)[0]).toContain('a new owner: tags as the former left them');
});

test('hibernation puts the tags of a marked page aside, loses them, and brings them back', () => {
  const run = new PlayedRun('hibernation', 'v5.14').until(0, ({ label }) => label.startsWith('LDR'));
  expect(life(run, 1).map((event) => event.replace(/^\S+ /, ''))).toEqual([
    'CPU 0: tags put aside: 00–ff',
    'CPU 0: tags lost with the power: 00–ff',
    'CPU 0: saved tags restored: 00–ff',
  ]);
});

test('a frame that nobody touches has no events', () => {
  const run = new PlayedRun('shared-mprotect', 'v5.10');
  run.step(0);
  expect(life(run, 3)).toEqual([]);
});
