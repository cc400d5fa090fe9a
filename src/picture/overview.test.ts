import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colourShown, granuleAt, shownPages, type OverviewView } from './overview.ts';

/** 64 MiB. */
const PAGES = 16_384;
const EXTENT = { width: 600, height: 400 };
/** Every granule with its digit, somewhere in the middle. */
const NEAR: OverviewView = { x: -20_000, y: -31_000, k: 28 };

test('a view of the whole shows every page', () => {
  const whole = { x: 100, y: 0, k: 400 / 2048 };
  expect(shownPages(whole, PAGES, EXTENT)).toEqual({ left: 0, top: 0, right: 128, bottom: 128 });
});

test('a view shows the pages that lie under its points, and few others', () => {
  const view = fc.record({
    x: fc.integer({ min: -3000, max: 500 }),
    y: fc.integer({ min: -3000, max: 300 }),
    k: fc.constantFrom(0.3, 1, 5, 28),
  });
  const point = fc.tuple(fc.integer({ min: 0, max: 599 }), fc.integer({ min: 0, max: 399 }));
  fc.assert(
    fc.property(view, point, (seen, at) => {
      const { left, top, right, bottom } = shownPages(seen, PAGES, EXTENT);
      const side = 16 * seen.k;
      expect(right - left).toBeLessThanOrEqual(EXTENT.width / side + 2);
      const found = granuleAt(seen, at, PAGES);
      if (found === null) return;
      const [row, column] = [Math.floor(found.page / 128), found.page % 128];
      expect([column >= left, column < right, row >= top, row < bottom]).toEqual([true, true, true, true]);
    }),
    { seed: 1 },
  );
});

test('beside memory there is no granule', () => {
  const whole = { x: 100, y: 0, k: 400 / 2048 };
  expect(granuleAt(whole, [50, 200], PAGES)).toBeNull();
  expect(granuleAt(whole, [550, 200], PAGES)).toBeNull();
  expect(granuleAt(whole, [101, 1], PAGES)?.page).toBe(0);
});

test('at a digit’s size only the pages in view are coloured, each granule in its place', () => {
  const shown = shownPages(NEAR, PAGES, EXTENT);
  const count = (shown.right - shown.left) * (shown.bottom - shown.top);
  expect(count).toBeLessThanOrEqual(6);
  const tags = Uint8Array.from({ length: PAGES * 128 }, (_, i) => (i * 31) & 0xff);
  const palette = Uint32Array.from({ length: 16 }, (_, tag) => 100 + tag);
  const pixels = new Uint32Array(count * 256);
  colourShown(tags, shown, PAGES, palette, pixels);
  const width = (shown.right - shown.left) * 16;
  const at = granuleAt(NEAR, [300, 200], PAGES);
  if (at === null) throw new Error('in the middle there is memory');
  const [row, column] = [Math.floor(at.page / 128), at.page % 128];
  const place =
    ((row - shown.top) * 16 + Math.floor(at.granule / 16)) * width +
    (column - shown.left) * 16 +
    (at.granule % 16);
  const byte = tags[at.page * 128 + (at.granule >> 1)] ?? 0;
  expect(pixels[place]).toBe(100 + (at.granule % 2 === 0 ? byte & 0xf : byte >> 4));
});
