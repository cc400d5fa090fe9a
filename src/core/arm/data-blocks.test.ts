import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagAt } from '../machine/state.ts';
import { copyPage, dcGzva, dcZva } from './data-blocks.ts';
import { call, contentOf, FRAMES, machineWith, noted, pointerTo } from './hand-made.test-data.ts';

const DATA = FRAMES + 1;
const TAGS = 1;

const blockOf = fc
  .constantFrom(256, 64, 16, 4, 2, 1)
  .chain((count) => fc.record({ count: fc.constant(count), block: fc.nat(count - 1) }));

/** Which bytes of a page are 0 now and were not, or are still what they were. */
function zeroed(before: Uint8Array, now: Uint8Array, from: number, to: number): boolean {
  return now.every((byte, i) => byte === (i >= from && i < to ? 0 : before[i]));
}

test('DC ZVA zeroes the data of exactly its block, and no tag', () => {
  fc.assert(
    fc.property(blockOf, ({ count, block }) => {
      const m = machineWith({});
      const before = m.page(DATA).slice();
      const tags = m.page(TAGS).slice();
      const size = 4096 / count;
      expect(call(dcZva(count), m, pointerTo(DATA), block)).toBe(0);
      expect(zeroed(before, m.page(DATA), block * size, (block + 1) * size)).toBe(true);
      expect(m.page(TAGS)).toEqual(tags);
      expect(noted(m)).toEqual([`write page ${DATA} ${block * size}..${(block + 1) * size} kernel`]);
    }),
  );
});

test('DC GZVA zeroes data and tags of exactly its block', () => {
  fc.assert(
    fc.property(blockOf, ({ count, block }) => {
      const m = machineWith({});
      const before = m.page(DATA).slice();
      const tags = m.page(TAGS).slice();
      const size = 256 / count;
      expect(call(dcGzva(count), m, pointerTo(DATA), block, pointerTo(TAGS))).toBe(0);
      expect(zeroed(before, m.page(DATA), block * size * 16, (block + 1) * size * 16)).toBe(true);
      for (let granule = 0; granule < 256; granule++) {
        const inside = granule >= block * size && granule < (block + 1) * size;
        expect(tagAt(m.page(TAGS), granule)).toBe(inside ? 0 : tagAt(tags, granule));
      }
    }),
    { numRuns: 30 },
  );
});

test('copy_page copies all bytes, no tag, and is told to nobody but the explorer', () => {
  const m = machineWith({});
  m.ownPage(DATA + 1).fill(7);
  const tags = m.page(TAGS).slice();
  expect(call(copyPage, m, pointerTo(DATA), pointerTo(DATA + 1))).toBe(0);
  expect(m.page(DATA)).toEqual(m.page(DATA + 1));
  expect(m.page(TAGS)).toEqual(tags);
  expect(noted(m)).toEqual([]);
  expect(call(copyPage, m, pointerTo(DATA), pointerTo(TAGS))).toBe('refused');
});

test.each([
  ['NULL', 0, 0, pointerTo(TAGS)],
  ['a page of tags for the data', pointerTo(TAGS), 0, pointerTo(TAGS)],
  ['a page of data for the tags', pointerTo(DATA), 0, pointerTo(DATA)],
  ['a block that a page has not', pointerTo(DATA), 16, pointerTo(TAGS)],
])('refused, and nothing changes: %s', (_, data, block, tags) => {
  const m = machineWith({});
  const before = contentOf(m);
  expect(call(dcGzva(16), m, data, block, tags)).toBe('refused');
  expect(contentOf(m)).toEqual(before);
});
