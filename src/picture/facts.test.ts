import { describe, expect, test } from 'vitest';
import { barsOf } from './bars.ts';
import { factsOf } from './facts.ts';
import { levelsOf } from './levels.ts';
import { locksOf } from './locks.ts';
import { PlayedRun } from './played.ts';

const FRAME = 1;

function barsIn(run: PlayedRun) {
  const facts = factsOf(run.program, run.scenario, FRAME);
  const levels = levelsOf(run.program, facts, run.steps, (step) => {
    const state = run.states[step];
    if (state === undefined) throw new Error(`no state ${step}`);
    return state;
  });
  const bars = barsOf(facts, levels, run.steps);
  return (label: string, where = '') =>
    bars.find(({ fact }) => fact.label === label && fact.where.startsWith(where))?.runs;
}

describe('bars of the race on v5.10', () => {
  const run = new PlayedRun('isolation', 'v5.10').untilLabel(0, 'stgm 8').untilLabel(1, 'write PTE');
  const bar = barsIn(run);
  const end = run.steps.length + 1;

  test('show from when to when something held, and who began it', () => {
    expect(bar('PG_mte_tagged')).toEqual([{ from: 1, to: end, level: 1, thread: 0 }]);
    expect(bar('Process B mapped')).toEqual([{ from: end - 1, to: end, level: 1, thread: 1 }]);
  });

  test('show how tags become valid block by block', () => {
    const valid = bar('tags valid') ?? [];
    expect(valid.map((one) => one.level * 16)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('leave out what never happens', () => {
    expect([bar('Process A mapped'), bar('PG_mte_lock'), bar('page_table_lock')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('a lock has a bar from the step that takes it to the one that releases it, in the colour of its holder', () => {
  const run = new PlayedRun('shared-mprotect', 'v5.10').untilLabel(1, 'spin_lock mm->page_table_lock');
  const taken = run.steps.length;
  run.untilLabel(1, 'spin_unlock mm->page_table_lock').step(1);
  const runs = barsIn(run)('page_table_lock', 'mms[1]');
  expect(runs).toEqual([{ from: taken, to: run.steps.length - 1, level: 1, thread: 1 }]);
});

test('locks are found by their type', () => {
  const { program } = new PlayedRun('shared-mprotect', 'v5.10');
  expect(locksOf(program).map((lock) => lock.name)).toEqual(
    expect.arrayContaining(['mms[0].page_table_lock', 'mms[1].mmap_lock']),
  );
});
