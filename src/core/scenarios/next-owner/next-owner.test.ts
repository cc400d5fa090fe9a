/** Why the flags of a page must go when it is freed: what some interleaving breaks if they stay. */
import { expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import { Search } from '../../explore/search.ts';
import { since } from '../../kernel/inherit.ts';
import { kernelSources } from '../../kernel/sources.ts';
import { tagAt } from '../../machine/state.ts';
import { partsOf } from '../../step/parts.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { machineOf } from '../machine.test-data.ts';
import { nextOwner } from './scenario.ts';

const PAGE_ALLOC = 'mm/page_alloc.c';
const WIPE = '\tWRITE_ONCE(page->flags, 0);\n';

/** The properties that some interleaving breaks if freeing a page leaves these flags. */
function brokenKeeping(release: string, flags: string): string[] {
  const text = kernelSources(release).find(({ path }) => path === PAGE_ALLOC)?.text ?? '';
  expect(text.split(WIPE)).toHaveLength(2);
  const edited = new Map([
    [PAGE_ALLOC, text.replace(WIPE, `\tWRITE_ONCE(page->flags, page->flags & (${flags}));\n`)],
  ]);
  const system = machineOf(nextOwner, release, { edited, constants: { TAG_BLOCKS: 2 } });
  const search = new Search(partsOf(system), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  return nextOwner.properties.filter((_, check) => search.shortest(check) !== null);
}

test.each(['v5.10', 'v12', 'v5.14', 'v6.4', newest.id])(
  "%s: if PG_mte_tagged stays, the next owner sees the former owner's tags",
  (release) => {
    expect(brokenKeeping(release, '1UL << PG_mte_tagged | 1UL << PG_mte_lock')).toEqual(['stale', 'trusted']);
  },
);

test.each(since('v6.2'))('%s: if only PG_mte_lock stays, the next owner waits for ever', (release) => {
  expect(brokenKeeping(release, '1UL << PG_mte_lock')).toEqual(['deadlock', 'locks']);
});

test("v5.10: B gets the frame that was A's, with A's tags in it, and they are gone when B has asked for tags", () => {
  const system = machineOf(nextOwner, 'v5.10');
  const frame = (system.program.globals.get('frame_tags')?.address ?? 0) + 1;
  let state = initialState(system);
  const tags = (): number => {
    const page = state.pages[frame] ?? new Uint8Array(128);
    return Array.from({ length: 256 }, (_, granule) => tagAt(page, granule)).filter((tag) => tag !== 0)
      .length;
  };
  const run = (thread: number, until: (label: string) => boolean): void => {
    for (;;) {
      const taken = takeStep(system, state, { kind: 'step', thread });
      if ('refused' in taken) break;
      ({ state } = taken);
      if (until(taken.record.label)) break;
    }
  };
  run(0, () => false);
  expect(tags()).toBe(4);
  run(1, (label) => label.startsWith('STR'));
  expect(tags()).toBe(4);
  run(1, () => false);
  expect(tags()).toBe(1);
});
