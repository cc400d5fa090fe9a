/** What becomes of a huge page whose tags cannot be kept: for which of its two pages memory runs out is chosen. */
import { describe, expect, test } from 'vitest';
import { Search } from '../../explore/search.ts';
import { since } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { kernelSources } from '../../kernel/sources.ts';
import type { State } from '../../machine/state.ts';
import { partsOf } from '../../step/parts.ts';
import { statusOf } from '../../step/status.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { machineOf } from '../machine.test-data.ts';
import { swapNoMemory } from './scenario.ts';

const constants = { TAG_BLOCKS: 2 };

/** Runs a thread to its end; the outcomes are those of its choices, in order. */
function run(system: System, start: State, thread: number, outcomes: readonly number[]): State {
  const left = [...outcomes];
  let state = start;
  for (;;) {
    const status = statusOf(system, state, thread);
    if (status.kind !== 'ready') return state;
    const outcome = status.outcomes > 1 ? (left.shift() ?? 0) : 0;
    const taken = takeStep(system, state, { kind: 'step', thread, outcome });
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
  }
}

/** By page of the process: whether it is out, in the swap cache, and whether tags are kept aside for it. */
function pagesOf(system: System, state: State): { cached: boolean; kept: boolean }[] {
  const { globals } = system.program;
  const word = (name: string, at: number): number => state.words[(globals.get(name)?.address ?? 0) + at] ?? 0;
  // struct swap_slot is a count and a frame number, struct xa_slot an entry and whether it is there.
  return [1, 2].map((slot) => ({
    cached: word('swap_slots', 3 * slot + 1) !== 0,
    kept: [0, 1].some((i) => word('mte_pages', 3 * i) === slot && word('mte_pages', 3 * i + 2) !== 0),
  }));
}

const OUT = { cached: false, kept: true };
const STAYS = { cached: true, kept: false };
const NOT_TRIED = { cached: false, kept: false };

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const whole = since('v6.13').includes(release);
  test.each([
    ['for neither page', [0, 0], [OUT, OUT]],
    ['for the first page', [1], [STAYS, whole ? STAYS : NOT_TRIED]],
    ['for the second page', [0, 1], whole ? [STAYS, STAYS] : [OUT, STAYS]],
  ])('memory runs out %s', (_, outcomes, expected) => {
    const system = machineOf(swapNoMemory, release, { constants });
    const state = run(system, initialState(system), 0, outcomes);
    expect(pagesOf(system, state)).toEqual(expected);
  });
});

test('saved tags stay when a load has brought the page back, since the page is still cached for its slot', () => {
  const system = machineOf(swapNoMemory, 'v5.10', { constants });
  const out = run(system, initialState(system), 0, [0, 0]);
  expect(pagesOf(system, run(system, out, 1, []))).toEqual([
    { cached: true, kept: true },
    { cached: true, kept: true },
  ]);
});

test('v6.13: if what was kept for the first page did not go again, it would take up memory; nobody would see it', () => {
  const path = 'mm/vmscan-huge.c';
  const text = kernelSources('v6.13').find((file) => file.path === path)?.text ?? '';
  const drop = '\t\twhile (i-- > 0)\n\t\t\tmte_invalidate_tags(swp_entry(0, offset + i));\n';
  expect(text.split(drop)).toHaveLength(2);
  const edited = new Map([[path, text.replace(drop, '\t\treturn ret;\n')]]);
  const system = machineOf(swapNoMemory, 'v6.13', { edited, constants });
  const state = run(system, initialState(system), 0, [0, 1]);
  expect(pagesOf(system, state)).toEqual([{ cached: true, kept: true }, STAYS]);

  const search = new Search(partsOf(system), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  expect(swapNoMemory.properties.filter((_, check) => search.shortest(check) !== null)).toEqual([]);
});
