import { expect, test } from 'vitest';
import { featuresOf, inherited, lineage, since } from './inherit.ts';
import { NO_FEATURES, releases, type Release } from './releases.ts';

const row = (id: string, base: string | null, features: Release['features'] = {}): Release => ({
  id,
  title: id,
  base,
  note: '',
  merged: true,
  features,
  inherits: [],
});
/** Two that build on the first, and one more on the second of them. */
const list = [
  row('first', null),
  row('aside', 'first', { mteCapability: 191 }),
  row('second', 'first', { mteCapability: 205, hugetlbTags: true }),
  row('third', 'second', { hugetlbTags: false }),
];

test('a release and its bases, oldest first', () => {
  expect(lineage('third', list)).toEqual(['first', 'second', 'third']);
  expect(lineage('aside', list)).toEqual(['first', 'aside']);
  expect(lineage('v9', list)).toEqual([]);
});

test('what a table does not say of a release it says of its nearest base, not of the one before it in the list', () => {
  const table = { first: 'a', aside: 'b', third: 'c' };
  expect(inherited(table, 'second', list)).toEqual({ from: 'first', value: 'a' });
  expect(inherited(table, 'third', list)).toEqual({ from: 'third', value: 'c' });
  expect(inherited({ second: 'b' }, 'first', list)).toBeUndefined();
  expect(inherited(table, 'v9', list)).toBeUndefined();
});

test('an entry that is null is an entry', () => {
  expect(inherited({ first: 'a', second: null }, 'third', list)).toEqual({ from: 'second', value: null });
});

test('features come from the bases, and go with the row that takes them back', () => {
  expect(featuresOf('first', list)).toEqual(NO_FEATURES);
  expect(featuresOf('aside', list)).toEqual({ ...NO_FEATURES, mteCapability: 191 });
  expect(featuresOf('third', list)).toEqual({ ...NO_FEATURES, mteCapability: 205 });
});

test('who builds on a release', () => {
  expect(since('second', list)).toEqual(['second', 'third']);
  expect(since('v9', list)).toEqual([]);
});

test('a base stands before who builds on it, and no name is given twice', () => {
  const ids = releases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [i, { base }] of releases.entries())
    expect(base === null || ids.slice(0, i).includes(base), ids[i]).toBe(true);
});
