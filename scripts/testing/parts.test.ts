/** The parts of a soak and the files of the tests speak of each other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { casesOf, oneIn, readShare } from '../../src/core/tried.test-data.ts';
import { parts } from './parts.mjs';

const places = parts.flatMap(({ files }) => files);

/** Test files that try a sample, and all in a soak. */
const sampling = ['src', 'scripts'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .filter((path) => /\.test\.tsx?$/.test(path))
    .filter((path) =>
      /\b(?:tried|batches|tier)\b[^;]*\} from '[^']*\/tried\.test-data\.ts'/.test(readFileSync(path, 'utf8')),
    ),
);

test('every file of a part is there, and in no other part', () => {
  expect(places.filter((place) => !existsSync(place))).toEqual([]);
  expect(places.filter((place, i) => places.some((other, j) => i !== j && place.startsWith(other)))).toEqual(
    [],
  );
});

test('every test that tries a sample is in a part, and so tried to its end', () => {
  expect(sampling.length).toBeGreaterThan(10);
  expect(sampling.filter((path) => !places.some((place) => path.startsWith(place)))).toEqual([]);
});

test('every part but the browser has a test that tries a sample', () => {
  const without = parts.filter(
    ({ files }) =>
      !files.includes('e2e') && !sampling.some((path) => files.some((place) => path.startsWith(place))),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('the shares of a soak are all of it, each case in one', () => {
  const cases = Array.from({ length: 30 }, (_, i) => i);
  const shares = Array.from({ length: 8 }, (_, nth) => casesOf(cases, () => false, 'soak', { nth, of: 8 }));
  expect(shares.flat().sort((a, b) => a - b)).toEqual(cases);
  expect(casesOf(cases, () => false, 'soak', null)).toEqual(cases);
});

test('a sample is what the test picks, and a quick run takes a fifth of it', () => {
  const cases = Array.from({ length: 30 }, (_, i) => i);
  expect(casesOf(cases, oneIn(3), 'test', null)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
  expect(casesOf(cases, oneIn(3), 'quick', null)).toEqual([0, 15]);
});

test('a share is read as it is written, and nothing else is', () => {
  expect(readShare('3/8')).toEqual({ nth: 3, of: 8 });
  expect([readShare(undefined), readShare('')]).toEqual([null, null]);
  for (const text of ['8/8', '3', 'x/8', '-1/8', '1/0']) expect(() => readShare(text)).toThrow('not as 3/8');
});
