import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTHING } from './counts.ts';
import { Keyframes } from './keyframes.ts';

const page = () => new Uint8Array(1);
const start = { words: new Uint32Array(0), pages: [page(), page(), page(), page()] };
/** A run that writes so many of its four pages anew before each keyframe. */
function keyframesOf(count: number, written: number, most: number, mostPages: number): Keyframes {
  const keyframes = new Keyframes(start, most, mostPages);
  let { pages } = start;
  for (let n = 1; n <= count; n++) {
    pages = pages.map((old, i) => (i < written ? page() : old));
    const state = { ...start, pages };
    keyframes.keep({ ...NOTHING, at: 100 * n, state, sent: n });
  }
  return keyframes;
}

describe('keyframes', () => {
  test('are all kept while they are few', () => {
    expect(keyframesOf(4, 1, 8, 100).places).toEqual([0, 100, 200, 300, 400]);
  });

  test('beyond so many, the recent ones lie close and the older ones apart', () => {
    const { places } = keyframesOf(1000, 0, 8, 100);
    expect(places).toHaveLength(9);
    expect(places[0]).toBe(0);
    expect(places.slice(-2)).toEqual([99_900, 100_000]);
    const gaps = places.slice(1).map((at, i) => at - (places[i] ?? 0));
    expect(gaps[0]).toBeGreaterThan(100 * (gaps.at(-1) ?? 0));
  });

  test('cost so many pages at most, and one is always kept', () => {
    expect(keyframesOf(50, 3, 32, 12).places).toHaveLength(1 + 4);
    expect(keyframesOf(50, 4, 32, 3).places).toEqual([0, 5000]);
  });

  test('lead back to before any moment, also after going back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(7000), fc.nat(7000), (count, cut, at) => {
        const keyframes = keyframesOf(count, 2, 5, 8);
        keyframes.cutTo(cut);
        expect(keyframes.newest).toBeLessThanOrEqual(cut);
        const found = keyframes.before(at).at;
        expect(found).toBe(Math.max(...keyframes.places.filter((place) => place <= at)));
      }),
    );
  });
});
