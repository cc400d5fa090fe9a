import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyTags, tagAt } from '../machine/state.ts';
import {
  FRAMES,
  SAVED,
  call,
  contentOf,
  machineWith,
  noted,
  patterned,
  pointerTo,
} from './hand-made.test-data.ts';
import { kernelLdg, kernelStg, stgm, stgmZero } from './tag-blocks.ts';

/** GMID_EL1.BS 2 to 6 (the least is one granule), and the coarse model's. */
const BLOCKS = [256, 128, 64, 32, 16, 4, 2, 1];
const TAGS = 1;

const blocks = fc.constantFrom(...BLOCKS);
const tags = fc.uint8Array({ minLength: 128, maxLength: 128 });
const blockOf = blocks.chain((count) => fc.record({ count: fc.constant(count), block: fc.nat(count - 1) }));
const orderOf = blocks.chain((count) =>
  fc.shuffledSubarray(Array.from({ length: count }, (_, i) => i), { minLength: count }),
); // prettier-ignore

test('STGM writes the tags of exactly its block', () => {
  fc.assert(
    fc.property(blockOf, tags, ({ count, block }, saved) => {
      const m = machineWith({});
      m.ownPage(SAVED).set(saved);
      const expected = m.page(TAGS).slice();
      const size = 256 / count;
      copyTags(expected, saved, block * size, (block + 1) * size);
      expect(call(stgm(count), m, pointerTo(TAGS), block, pointerTo(SAVED))).toBe(0);
      expect(m.page(TAGS)).toEqual(expected);
      expect(m.page(SAVED)).toEqual(saved);
      expect(m.detail).toBe(String(block));
      const range = `${block * size}..${(block + 1) * size} kernel`;
      expect(noted(m)).toEqual([`read page ${SAVED} ${range}`, `write page ${TAGS} ${range}`]);
    }),
  );
});

test('STGM with zero zeroes the tags of exactly its block', () => {
  fc.assert(
    fc.property(blockOf, ({ count, block }) => {
      const m = machineWith({});
      const before = m.page(TAGS);
      const size = 256 / count;
      expect(call(stgmZero(count), m, pointerTo(TAGS), block)).toBe(0);
      for (let granule = 0; granule < 256; granule++) {
        const inside = Math.floor(granule / size) === block;
        expect(tagAt(m.page(TAGS), granule)).toBe(inside ? 0 : tagAt(before, granule));
      }
      expect(m.detail).toBe(String(block));
      expect(noted(m)).toEqual([`write page ${TAGS} ${block * size}..${(block + 1) * size} kernel`]);
    }),
  );
});

test('all blocks, in any order, make the whole page', () => {
  fc.assert(
    fc.property(orderOf, tags, (order, saved) => {
      const m = machineWith({});
      m.ownPage(SAVED).set(saved);
      for (const block of order) call(stgm(order.length), m, pointerTo(TAGS), block, pointerTo(SAVED));
      expect(m.page(TAGS)).toEqual(saved);
      for (const block of order) call(stgmZero(order.length), m, pointerTo(TAGS), block);
      expect(m.page(TAGS)).toEqual(new Uint8Array(128));
    }),
  );
});

test.each(BLOCKS)('with %i blocks a page, no block has that number', (count) => {
  const m = machineWith({});
  const before = contentOf(m);
  for (const block of [count, count + 1, 0xffff_ffff]) {
    expect(call(stgm(count), m, pointerTo(TAGS), block, pointerTo(SAVED))).toBe('refused');
    expect(call(stgmZero(count), m, pointerTo(TAGS), block)).toBe('refused');
  }
  expect(contentOf(m)).toEqual(before);
  expect(noted(m)).toEqual([]);
});

test.each([
  ['NULL', 0],
  ['a page of data', pointerTo(FRAMES)],
  ['beyond the last page', pointerTo(SAVED + 2)],
  ['no pointer at all', 0xffff_ffff],
])('tags that are %s are refused', (_, bad) => {
  const m = machineWith({});
  const before = contentOf(m);
  expect(call(stgmZero(16), m, bad, 0)).toBe('refused');
  expect(call(stgm(16), m, bad, 0, pointerTo(SAVED))).toBe('refused');
  expect(call(stgm(16), m, pointerTo(TAGS), 0, bad)).toBe('refused');
  expect(call(kernelLdg, m, bad, 0)).toBe('refused');
  expect(call(kernelStg, m, bad, 0, 1)).toBe('refused');
  expect(contentOf(m)).toEqual(before);
  expect(noted(m)).toEqual([]);
});

describe('one tag through the linear map', () => {
  test('LDG reads what STG stored, and STG leaves the other tags alone', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), (granule, value) => {
        const m = machineWith({});
        expect(call(kernelStg, m, pointerTo(TAGS), granule, value)).toBe(0);
        for (let other = 0; other < 256; other++) {
          const was = tagAt(patterned(128, TAGS), other);
          expect(call(kernelLdg, m, pointerTo(TAGS), other)).toBe(other === granule ? value & 0xf : was);
        }
        const range = `${granule}..${granule + 1} kernel`;
        expect(noted(m)[0]).toBe(`write page ${TAGS} ${range}`);
        expect(noted(m)[1 + granule]).toBe(`read page ${TAGS} ${range}`);
      }),
    );
  });

  test('the granule is part of the name', () => {
    const m = machineWith({});
    call(kernelLdg, m, pointerTo(TAGS), 0xab);
    expect(m.detail).toBe('0xab');
    call(kernelStg, m, pointerTo(TAGS), 0x10, 1);
    expect(m.detail).toBe('0x10');
  });

  test('a page has 256 granules', () => {
    const m = machineWith({});
    const before = contentOf(m);
    for (const granule of [256, 0xffff_ffff]) {
      expect(call(kernelLdg, m, pointerTo(TAGS), granule)).toBe('refused');
      expect(call(kernelStg, m, pointerTo(TAGS), granule, 1)).toBe('refused');
    }
    expect(contentOf(m)).toEqual(before);
    expect(noted(m)).toEqual([]);
  });
});
