import { describe, expect, test } from 'vitest';
import { scenarios } from '../../core/scenarios/list.ts';
import { themes } from '../../core/scenarios/themes.ts';
import { findScenarios, movedBy } from './find.ts';

const found = (query: string, release = 'v6.6') =>
  findScenarios(themes, scenarios, query, release).flatMap((shelf) => shelf.scenarios.map(({ id }) => id));

describe('finding a scenario', () => {
  test('nothing typed: all are there, each once, by theme, and no theme is empty', () => {
    const shelves = findScenarios(themes, scenarios, ' ', 'v6.6');
    expect(found('').sort()).toEqual(scenarios.map(({ id }) => id).sort());
    const order = shelves.map(({ theme }) => themes.indexOf(theme));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (const shelf of shelves) {
      expect(shelf.scenarios.length).toBeGreaterThan(0);
      expect(shelf.scenarios.every(({ theme }) => theme === shelf.theme.id)).toBe(true);
    }
  });

  test('every word counts, wherever it stands: title, threads, theme', () => {
    expect(found('KCOMPACTD')).toEqual(['migration']);
    expect(found('isolation race')).toContain('isolation');
    expect(found('isolation kcompactd')).toEqual([]);
    expect(found('copying tags').length).toBeGreaterThan(1);
  });

  test('case, accents and the kind of apostrophe do not matter', () => {
    expect(found('QUÍET')).toEqual(found('quiet'));
    expect(found('guest’s tags go to swap')).toEqual(['guest-swap']);
  });

  test('of the findings only those of the release count', () => {
    expect(found('vm_mte_allowed', 'v6.2')).toContain('memslots');
    expect(found('vm_mte_allowed', 'v5.14')).not.toContain('memslots');
  });
});

test('the arrows stop at the ends, Home and End go there, other keys are left to the field', () => {
  expect(movedBy('ArrowDown', 1, 3)).toBe(2);
  expect(movedBy('ArrowDown', 2, 3)).toBe(2);
  expect(movedBy('ArrowUp', 0, 3)).toBe(0);
  expect(movedBy('Home', 2, 3)).toBe(0);
  expect(movedBy('End', 0, 3)).toBe(2);
  expect(movedBy('ArrowLeft', 1, 3)).toBeNull();
});

/** What a reader of a list of things that tags do would type, and the example that shows it. */
test.each([
  ['hello tags', 'hello-tags'],
  ['heap overflow', 'heap-overflow'],
  ['use after free', 'use-after-free'],
  ['stack', 'stack-tagging'],
  ['sync async asymmetric', 'sync-async'],
  ['EL0 async', 'el0-modes'],
  ['SP-relative', 'sp-relative'],
  ['tag 0 TCMA', 'tag-zero'],
  ['granule boundary', 'granule-boundary'],
  ['normal tagged', 'normal-tagged'],
  ['page copy LDGM STGM', 'page-copy'],
  ['MMU off', 'mmu-off'],
  ['GCR RGSR survive', 'registers-survive'],
  ['guest’s own code COPY_TAGS', 'guest-beside-copy'],
  ['guest’s own code restored', 'guest-beside-restore'],
  ['guest’s own code swap', 'guest-beside-swap'],
])('“%s” finds the example %s', (query, id) => {
  expect(found(query)).toContain(id);
});
