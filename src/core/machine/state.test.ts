import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Machine } from './machine.ts';
import {
  GRANULES_A_PAGE,
  TAG_BYTES_A_PAGE,
  copyState,
  copyTags,
  sameBytes,
  sameState,
  setTag,
  tagAt,
  type State,
} from './state.ts';

const tags = fc.uint8Array({ minLength: TAG_BYTES_A_PAGE, maxLength: TAG_BYTES_A_PAGE });
const granule = fc.nat(GRANULES_A_PAGE - 1);
const everyGranule = Array.from({ length: GRANULES_A_PAGE }, (_, i) => i);

function stateOf(words: readonly number[], pages: readonly Uint8Array[]): State {
  return { words: Uint32Array.from(words), pages };
}

describe('tags', () => {
  test('a tag that is set is read back, and no other changes', () => {
    fc.assert(
      fc.property(tags, granule, fc.nat(15), (page, at, tag) => {
        const before = everyGranule.map((g) => tagAt(page, g));
        setTag(page, at, tag);
        expect(everyGranule.map((g) => tagAt(page, g))).toEqual(before.with(at, tag));
      }),
    );
  });

  test('the even granule of two lies in the low nibble', () => {
    const page = new Uint8Array(TAG_BYTES_A_PAGE);
    setTag(page, 6, 0xa);
    setTag(page, 7, 0x5);
    expect(page[3]).toBe(0x5a);
  });

  test('copyTags copies the granules from the first on, before the last', () => {
    fc.assert(
      fc.property(tags, tags, fc.nat(256), fc.nat(256), (into, from, start, end) => {
        const before = into.slice();
        copyTags(into, from, start, end);
        for (const g of everyGranule) {
          expect(tagAt(into, g)).toBe(tagAt(g >= start && g < end ? from : before, g));
        }
      }),
    );
  });
});

describe('copies', () => {
  test('what is written to either never shows in the other', () => {
    const write = fc.record({
      toCopy: fc.boolean(),
      page: fc.boolean(),
      at: fc.nat(2),
      value: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(write), (writes) => {
        const pages = [0, 1, 2].map(() => new Uint8Array(4));
        const original = stateOf([0, 0, 0], pages);
        const machines = [new Machine(original, null), new Machine(copyState(original), null)] as const;
        const expected = machines.map(() => ({ words: [0, 0, 0], pages: [0, 0, 0] }));
        for (const { toCopy, page, at, value } of writes) {
          const m = machines[toCopy ? 1 : 0];
          if (page) m.ownPage(at)[1] = value;
          else m.words[at] = value;
          (expected[toCopy ? 1 : 0]?.[page ? 'pages' : 'words'] ?? [])[at] = value;
        }
        machines.forEach((m, i) => {
          expect([...m.state.words]).toEqual(expected[i]?.words);
          expect(m.state.pages.map((p) => [...p])).toEqual(expected[i]?.pages.map((v) => [0, v, 0, 0]));
        });
        expect(pages).toEqual([0, 1, 2].map(() => new Uint8Array(4)));
      }),
    );
  });

  test('a copy shares the pages', () => {
    const state = stateOf([1], [new Uint8Array(8)]);
    expect(copyState(state).pages[0]).toBe(state.pages[0]);
  });
});

describe('sameness', () => {
  const pageOf = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
  const state = stateOf([1, 2], [pageOf(3, 4), pageOf(5)]);

  test('content counts, shared or not', () => {
    expect(sameState(state, copyState(state))).toBe(true);
    expect(sameState(state, stateOf([1, 2], [pageOf(3, 4), pageOf(5)]))).toBe(true);
  });

  test.each([
    ['another word', stateOf([1, 3], state.pages)],
    ['fewer words', stateOf([1], state.pages)],
    ['more words', stateOf([1, 2, 0], state.pages)],
    ['another byte', stateOf([1, 2], [pageOf(3, 4), pageOf(6)])],
    ['fewer pages', stateOf([1, 2], [pageOf(3, 4)])],
    ['more pages', stateOf([1, 2], [...state.pages, pageOf()])],
    ['a longer page', stateOf([1, 2], [pageOf(3, 4), pageOf(5, 0)])],
  ])('%s is another state', (_, other) => {
    expect(sameState(state, other)).toBe(false);
    expect(sameState(other, state)).toBe(false);
  });

  test('bytes are the same if all are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(sameBytes(a, b)).toBe(a.join() === b.join());
        expect(sameBytes(a, a.slice())).toBe(true);
      }),
    );
  });
});
