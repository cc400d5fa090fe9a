/** What a new page costs: the steps of one fault, counted in a run, with and without zeroing tags where data are zeroed (FACTS 0.1, 2). */
import { expect, test } from 'vitest';
import { kernelSources } from '../../kernel/sources.ts';
import { inherited, since } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import type { StepRecord } from '../../step/record.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { machineOf } from '../machine.test-data.ts';
import { firstTouch } from './scenario.ts';

const PAGE_H = 'arch/arm64/include/asm/page.h';
const BLOCKS = 16;

/** The steps of process A's store to new memory, from the fault to where the store is made again. */
function faultOfStore(release: string, edited = new Map<string, string>()): StepRecord[] {
  const system = machineOf(firstTouch, release, { edited });
  let state = initialState(system);
  const records: StepRecord[] = [];
  for (;;) {
    const taken = takeStep(system, state, { kind: 'step', thread: 0 });
    if ('refused' in taken) break;
    ({ state } = taken);
    records.push(taken.record);
  }
  const [first = -1, again = -1] = records.flatMap((r, i) => (r.function === 'user_stg' ? [i] : []));
  return records.slice(first + 1, again);
}

/** How many of them are taken while a lock is held. */
function under(steps: readonly StepRecord[], lock: string): number {
  let held = false;
  let count = 0;
  for (const { label } of steps) {
    if (label.endsWith(lock)) held = label.includes('_lock') && !label.includes('unlock');
    else if (held) count++;
  }
  return count;
}

/** The same release without the patch: new pages as v5.10 has them. */
function withoutPatch(): Map<string, string> {
  const text = kernelSources('v5.10').find(({ path }) => path === PAGE_H)?.text;
  if (text === undefined) throw new Error(`no ${PAGE_H}`);
  return new Map([[PAGE_H, text]]);
}

const PAGE_TABLE_LOCK = 'mm->page_table_lock';

test.each(releases.map(({ id }) => id))(
  '%s: the numbers that the page tells are those of the run',
  (release) => {
    const steps = faultOfStore(release);
    const text = `${steps.length} steps, ${under(steps, PAGE_TABLE_LOCK)} of them with`;
    expect(inherited(firstTouch.findings, release)?.value).toContain(text);
  },
);

test.each(since('v5.14'))(
  '%s: zeroing tags with the data leaves none to clear one by one, and as many steps less under the page-table lock',
  (release) => {
    const without = faultOfStore(release, withoutPatch());
    const withIt = faultOfStore(release);
    const clearing = (steps: readonly StepRecord[]): number =>
      steps.filter(({ label }) => label.startsWith('stgm_zero')).length;
    expect([clearing(without), clearing(withIt)]).toEqual([BLOCKS, 0]);
    // The flag is set earlier, and looked at once more.
    expect(without.length - withIt.length).toBeGreaterThan(BLOCKS - 4);
    expect(under(without, PAGE_TABLE_LOCK) - under(withIt, PAGE_TABLE_LOCK)).toBeGreaterThanOrEqual(BLOCKS);
  },
);

test('v12: the tags are cleared one by one all the same, but tag_sync_lock is not taken', () => {
  const without = faultOfStore('v12', withoutPatch());
  const withIt = faultOfStore('v12');
  expect(under(without, 'tag_sync_lock')).toBeGreaterThan(BLOCKS);
  expect(withIt.filter(({ label }) => label.endsWith('tag_sync_lock'))).toEqual([]);
  expect(under(without, PAGE_TABLE_LOCK) - under(withIt, PAGE_TABLE_LOCK)).toBeGreaterThan(BLOCKS);
});

test.each(releases.map(({ id }) => id))(
  '%s: mapping the zero page initialises nothing, and its tags are zero',
  (release) => {
    const system = machineOf(firstTouch, release);
    let state = initialState(system);
    const labels: string[] = [];
    for (;;) {
      const taken = takeStep(system, state, { kind: 'step', thread: 0 });
      if ('refused' in taken || taken.record.function === 'user_stg') break;
      ({ state } = taken);
      labels.push(taken.record.label);
    }
    expect(labels.filter((label) => /PG_mte|stgm/.test(label))).toEqual([]);
    expect(labels.at(-1)).toBe('LDG 0x2b → 0');
  },
);
