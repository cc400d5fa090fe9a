/** What swapoff brings back, what it leaves behind, and what it needs for that. */
import { describe, expect, test } from 'vitest';
import { Search } from '../../explore/search.ts';
import { releases } from '../../kernel/releases.ts';
import { kernelSources } from '../../kernel/sources.ts';
import type { State } from '../../machine/state.ts';
import { partsOf } from '../../step/parts.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { machineOf } from '../machine.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { swapoff } from './scenario.ts';

const SCENARIO = 'scenarios/swapoff/swapoff.c';
const UNUSE = 'mm/swapfile-unuse.c';
const OFF = 'mm/swapfile-off.c';

const constants = { TAG_BLOCKS: 2 };

type Edit = readonly [path: string, find: string, put: string];

/** The texts of a release with these edits, each of whose places is the only one of its kind. */
function editedTexts(release: string, edits: readonly Edit[]): Map<string, string> {
  const texts = [...kernelSources(release), ...scenarioSources('swapoff')];
  const edited = new Map<string, string>();
  for (const [path, find, put] of edits) {
    const text = edited.get(path) ?? texts.find((file) => file.path === path)?.text ?? '';
    expect(text.split(find)).toHaveLength(2);
    edited.set(path, text.replace(find, put));
  }
  return edited;
}

/** swapoff alone, to its end. */
function off(system: System): State {
  let state = initialState(system);
  for (;;) {
    const taken = takeStep(system, state, { kind: 'step', thread: 0 });
    if ('refused' in taken) return state;
    ({ state } = taken);
  }
}

function broken(system: System): string[] {
  const search = new Search(partsOf(system), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  return swapoff.properties.filter((_, check) => search.shortest(check) !== null);
}

/** How much is kept aside, and how many slots are in use. */
function left(system: System, state: State): { kept: number; used: number } {
  const { globals } = system.program;
  const word = (name: string, at: number): number => state.words[(globals.get(name)?.address ?? 0) + at] ?? 0;
  return {
    kept: [0, 1].filter((i) => word('mte_pages', 3 * i + 2) !== 0).length,
    used: [1, 2].filter((slot) => word('swap_slots', 3 * slot) + word('swap_slots', 3 * slot + 1) > 0).length,
  };
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  test('nothing is kept and no slot is in use when the swap file has gone', () => {
    const system = machineOf(swapoff, release, { constants });
    expect(left(system, initialState(system))).toEqual({ kept: 1, used: 1 });
    expect(left(system, off(system))).toEqual({ kept: 0, used: 0 });
  });

  test('out of memory: the swap file stays in use, with all that is kept', () => {
    // The zero page and the page that went to swap are all there are.
    const system = machineOf(swapoff, release, { constants: { ...constants, NR_FRAMES: 2 } });
    expect(left(system, off(system))).toEqual({ kept: 1, used: 1 });
  });
});

test('v6.6: unuse_pte needs to restore tags itself', () => {
  const few = { NR_FRAMES: 6, TAG_BLOCKS: 1 };
  // The child stores a tag, which copies its page; both pages go to swap.
  const tags: Edit = [
    SCENARIO,
    '\tshrink_page(',
    '\tuser_stg(child, USER_BASE, 7);\n\tshrink_page(pte_page(ptep_get(&child->pte[0])), USER_BASE);\n\tshrink_page(',
  ];
  const restore: Edit = [UNUSE, '\t\tarch_swap_restore(entry, page);\n', ''];
  const brokenWith = (...edits: readonly Edit[]): string[] =>
    broken(machineOf(swapoff, 'v6.6', { edited: editedTexts('v6.6', edits), constants: few }));
  expect(brokenWith(tags)).toEqual([]);
  expect(brokenWith(tags, restore)).toEqual(['stale']);
});

test('v6.4: what is kept goes slot by slot as PTEs are set; that swapoff erases the whole area at the end is not needed for it', () => {
  const area: Edit = [OFF, '\tmte_invalidate_tags_area(type);\n', ''];
  const edited = editedTexts('v6.4', [area]);
  expect(broken(machineOf(swapoff, 'v6.4', { edited, constants }))).toEqual([]);
});
