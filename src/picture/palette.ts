/**
 * One colour a tag. Tags 1 to 15 keep theirs in every theme; tag 0 takes a neutral from the theme.
 *
 * Origin: the project's design palette (design/palette.json), found by search for the largest smallest CIEDE2000 distance over
 * normal, deuteranopic, protanopic and tritanopic vision (Machado et al. 2009, severity 1, in linear RGB), the neutrals included.
 */
export const TAG_COLOURS = [
  '#74267d',
  '#5de6fc',
  '#9f5b8c',
  '#eb91b7',
  '#a23c0a',
  '#fccb1b',
  '#1b1ee0',
  '#e30256',
  '#50a180',
  '#b7f999',
  '#307448',
  '#7568cf',
  '#bd7803',
  '#93a3f1',
  '#a2b46e',
] as const;

/** What tag 0 looks like by theme; the stylesheet's `--tag-0` says the same. */
export const TAG_0_NEUTRALS = { light: '#e4e0d6', dark: '#2a2f37', projector: '#f2f2f2' } as const;

const PAPER = '#ffffff';
const INK = '#000000';

/** All sixteen colours, tag 0 first. */
export function tagColours(neutral: string): readonly string[] {
  return [neutral, ...TAG_COLOURS];
}

/** What a digit is written in on `background`: black or white, whichever stands out more. */
export function digitColour(background: string): string {
  return contrast(PAPER, background) >= contrast(INK, background) ? PAPER : INK;
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => linear(value / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The three bytes of `#rrggbb`. */
export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** sRGB (0 to 1) to linear light. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The colours as pixels of an ImageData: red in the lowest byte, as on every machine that a browser runs on. */
export function pixelPalette(neutral: string): Uint32Array {
  return Uint32Array.from(tagColours(neutral), (hex) => {
    const [red, green, blue] = channels(hex);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
