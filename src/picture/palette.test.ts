import { describe, expect, test } from 'vitest';
import { ciede2000, difference } from './colour-difference.ts';
import type { Vision } from './colour-difference.ts';
import { TAG_0_NEUTRALS, TAG_COLOURS, contrast, digitColour, pixelPalette, tagColours } from './palette.ts';

const VISIONS: readonly Vision[] = ['normal', 'deuteranopia', 'protanopia', 'tritanopia'];
const NEUTRALS = Object.entries(TAG_0_NEUTRALS);

describe('tag colours', () => {
  test.each(VISIONS)('no two look alike in %s vision, the neutrals of tag 0 included', (vision) => {
    for (const [, neutral] of NEUTRALS) {
      const colours = tagColours(neutral);
      colours.forEach((a, i) => {
        colours.slice(i + 1).forEach((b) => {
          expect(difference(a, b, vision), `${a} and ${b}`).toBeGreaterThanOrEqual(12);
        });
      });
    }
  });

  test.each([...TAG_COLOURS, ...NEUTRALS.map(([, neutral]) => neutral)])(
    'the digit on %s can be read',
    (colour) => {
      expect(contrast(digitColour(colour), colour)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('a pixel holds red in its lowest byte and is opaque', () => {
    const pixels = pixelPalette('#010203');
    expect(pixels).toHaveLength(16);
    expect(pixels[0]).toBe(0xff030201);
    expect(pixels[1]).toBe(0xff7d2674);
  });
});

describe('CIEDE2000', () => {
  // Pairs 1, 4, 7, 14, 17 and 25 of Sharma, Wu and Dalal's test data.
  test.each<[number, number, number, number, number, number, number]>([
    [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
    [50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0],
    [50, 0, 0, 50, -1, 2, 2.3669],
    [50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461],
    [50, 2.5, 0, 73, 25, -18, 27.1492],
    [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
  ])('of L*a*b* %d %d %d and %d %d %d is %d', (l1, a1, b1, l2, a2, b2, expected) => {
    expect(ciede2000([l1, a1, b1], [l2, a2, b2])).toBeCloseTo(expected, 4);
  });
});
