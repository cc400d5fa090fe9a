import { describe, expect, test } from 'vitest';
import { TAG_BYTES_A_PAGE, setTag } from '../core/machine/state.ts';
import { changedRuns, colourTags, neighbour, outline, rangeName, rowsThatDiffer } from './granules.ts';
import { pixelPalette } from './palette.ts';

function tags(...written: readonly [granule: number, tag: number][]): Uint8Array {
  const page = new Uint8Array(TAG_BYTES_A_PAGE);
  for (const [granule, tag] of written) setTag(page, granule, tag);
  return page;
}

describe('pixels of a page of tags', () => {
  const palette = pixelPalette('#e4e0d6');

  test('are one a granule, in order', () => {
    const pixels = new Uint32Array(256);
    colourTags(tags([0, 3], [1, 9], [255, 15]), palette, pixels);
    expect([pixels[0], pixels[1], pixels[2], pixels[255]]).toEqual([
      palette[3],
      palette[9],
      palette[0],
      palette[15],
    ]);
  });

  test('are left alone outside the bytes asked for', () => {
    const pixels = new Uint32Array(256);
    colourTags(tags(), palette, pixels, 8, 16);
    expect([pixels[15], pixels[16], pixels[31], pixels[32]]).toEqual([0, palette[0], palette[0], 0]);
  });
});

describe('what changed', () => {
  test('is every row at first', () => {
    expect(rowsThatDiffer(null, tags())).toHaveLength(16);
  });

  test('is the rows in which a tag differs', () => {
    expect(rowsThatDiffer(tags(), tags([0x8e, 11], [0xf0, 1]))).toEqual([8, 15]);
  });

  test('is given in runs that end with their row', () => {
    expect(changedRuns(tags(), tags([0x0e, 1], [0x0f, 2], [0x10, 2], [0x12, 2]))).toEqual([
      { from: 0x0e, to: 0x10 },
      { from: 0x10, to: 0x11 },
      { from: 0x12, to: 0x13 },
    ]);
  });
});

describe('the outline of granules', () => {
  test.each<[string, number, number, string]>([
    ['of one', 0x8e, 0x8f, 'M14,8L15,8L15,9L14,9Z'],
    ['of a block of sixteen', 0x80, 0x90, 'M0,8L16,8L16,9L0,9Z'],
    ['of four rows', 0x40, 0x80, 'M0,4L16,4L16,8L0,8Z'],
    ['that starts and ends inside its rows', 0x0e, 0x12, 'M14,0L16,0L16,1L2,1L2,2L0,2L0,1L14,1Z'],
    ['that starts with a row', 0x10, 0x24, 'M0,1L16,1L16,2L4,2L4,3L0,3Z'],
    ['that ends with a row', 0x1c, 0x30, 'M12,1L16,1L16,3L0,3L0,2L12,2Z'],
  ])('%s', (_, from, to, path) => {
    expect(outline({ from, to })).toBe(path);
  });
});

test('a range is named by its first and last granule', () => {
  expect([rangeName({ from: 128, to: 144 }), rangeName({ from: 142, to: 143 })]).toEqual(['80–8f', '8e']);
});

test('arrow keys stop at the edge of the page', () => {
  const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'a'];
  expect(moves.map((key) => neighbour(0x8e, key))).toEqual([
    0x8d,
    0x8f,
    0x7e,
    0x9e,
    0x80,
    0x8f,
    0x0e,
    0xfe,
    null,
  ]);
  expect(moves.map((key) => neighbour(0, key))).toEqual([0, 1, 0, 16, 0, 15, 0, 0xf0, null]);
  expect(neighbour(0xff, 'ArrowRight')).toBe(0xff);
  expect(neighbour(0xff, 'ArrowDown')).toBe(0xff);
});
