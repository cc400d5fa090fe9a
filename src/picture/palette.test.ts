import {
  clampRgb,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Lrgb,
  type Rgb,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { TAG_0_NEUTRALS, TAG_COLOURS, contrast, digitColour, pixelPalette, tagColours } from './palette.ts';

/** By vision: what becomes of a colour, as Machado, Oliveira and Fernandes 2009 simulate it. */
const VISIONS = {
  normal: (colour: Rgb) => colour,
  deuteranopia: filterDeficiencyDeuter(),
  protanopia: filterDeficiencyProt(),
  tritanopia: filterDeficiencyTrit(),
};
const linear = converter('lrgb');
const ciede2000 = differenceCiede2000();

/** How far two `#rrggbb` colours look apart. */
function difference(a: string, b: string, vision: keyof typeof VISIONS): number {
  return ciede2000(seen(a, vision), seen(b, vision));
}

/** The filters multiply what stands in r, g and b, and what they are about is linear light. */
function seen(colour: string, vision: keyof typeof VISIONS): Lrgb {
  const light = linear(colour);
  if (light === undefined) throw new Error(`${colour} is no colour`);
  const { r, g, b } = light;
  return { ...clampRgb(VISIONS[vision]({ mode: 'rgb', r, g, b })), mode: 'lrgb' };
}

const NEUTRALS = Object.entries(TAG_0_NEUTRALS);

describe('tag colours', () => {
  test.each(Object.keys(VISIONS) as (keyof typeof VISIONS)[])(
    'no two look alike in %s vision, the neutrals of tag 0 included',
    (vision) => {
      for (const [, neutral] of NEUTRALS) {
        const colours = tagColours(neutral);
        colours.forEach((a, i) => {
          colours.slice(i + 1).forEach((b) => {
            expect(difference(a, b, vision), `${a} and ${b}`).toBeGreaterThanOrEqual(12);
          });
        });
      }
    },
  );

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
