/** What a copy of a hugetlb page has of tags, by release. */
import { describe, expect, test } from 'vitest';
import { Search } from '../../explore/search.ts';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { kernelSources } from '../../kernel/sources.ts';
import { partsOf } from '../../step/parts.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { machineOf } from '../machine.test-data.ts';
import { hugetlbFork } from './scenario.ts';

const COPYPAGE = 'arch/arm64/mm/copypage.c';

const constants = { TAG_BLOCKS: 2 };

/** What the threads do to memory when they are taken in this order, each to its end. */
function accesses(system: System, order: readonly number[]): string[] {
  let state = initialState(system);
  const seen: string[] = [];
  for (const thread of order) {
    for (;;) {
      const taken = takeStep(system, state, { kind: 'step', thread });
      if ('refused' in taken) break;
      ({ state } = taken);
      if (/^(?:LDG|STG|LDR) /.test(taken.record.label)) seen.push(taken.record.label);
    }
  }
  return seen;
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const tagged = featuresOf(release).hugetlbTags;
  test(
    tagged ? 'the child finds the tag on the other page' : 'PROT_MTE is refused, and memory has no tags',
    () => {
      const seen = accesses(machineOf(hugetlbFork, release, { constants }), [0, 1]);
      if (tagged) expect(seen).toEqual(['LDG 0x42 → 7', 'LDR 0x42', 'STG permission fault', 'STG 0x42 ← 8']);
      else expect(seen.some((label) => label.includes('→') || label.includes('←'))).toBe(false);
    },
  );
});

test("v6.13: the parent's new tag is not seen by the child, whoever copies", () => {
  expect(accesses(machineOf(hugetlbFork, 'v6.13', { constants }), [1, 0])).toEqual([
    'STG permission fault',
    'STG 0x42 ← 8',
    'LDG 0x42 → 7',
    'LDR 0x42',
  ]);
});

test('v6.13: as older releases copy, each page by its own flag, the second page would come without its tags', () => {
  const text = kernelSources('v6.2').find(({ path }) => path === COPYPAGE)?.text;
  if (text === undefined) throw new Error(`no ${COPYPAGE}`);
  const system = machineOf(hugetlbFork, 'v6.13', { edited: new Map([[COPYPAGE, text]]), constants });
  const search = new Search(partsOf(system), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  expect(hugetlbFork.properties.filter((_, check) => search.shortest(check) !== null)).toEqual(['stale']);
});
