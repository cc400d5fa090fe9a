import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '../arm/a64/assemble.ts';
import { TABLE } from '../arm/a64/table.ts';
import { imageText } from './image-text.ts';

const BASE = 0x40080000;
/** Words that fit a row of the table, whatever their fields are. */
const instruction = fc
  .tuple(fc.constantFrom(...TABLE), fc.nat(0xffffffff))
  .map(([{ pattern }, word]) => (pattern.value | (word & ~pattern.mask)) >>> 0);
const IMAGES = new URL('../../../scripts/qemu/images/', import.meta.url);

function bytesOf(text: string, base = BASE): Uint8Array {
  const assembled = assemble(text, BigInt(base));
  if ('complaints' in assembled)
    throw new Error(assembled.complaints.map(({ message }) => message).join('\n'));
  return assembled.image;
}

describe('the text of an image gives the image', () => {
  test('whatever its bytes are, with runs of zeros among them', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 24 }),
      fc.nat(40).map((count) => new Uint8Array(count)),
      fc.array(instruction, { maxLength: 6 }).map((words) => new Uint8Array(Uint32Array.from(words).buffer)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.nat(80), (parts, entry) => {
        const image = Uint8Array.from(parts.flatMap((one) => [...one]));
        expect(bytesOf(imageText(image, BASE, BASE + entry))).toEqual(image);
      }),
      { seed: 8, numRuns: 400 },
    );
  });

  test.each(readdirSync(IMAGES).filter((name) => name !== 'common.s'))('%s', (name) => {
    const [own = '', common = ''] = [name, 'common.s'].map((one) =>
      readFileSync(new URL(one, IMAGES), 'utf8'),
    );
    const image = bytesOf(`${own}\n${common}`);
    const text = imageText(image, BASE, BASE);
    expect(bytesOf(text)).toEqual(image);
    expect(text).toContain('        hvc #0x0\n');
  });
});

test('the entry has its label, in the middle of zeros too, and what is behind is read as words', () => {
  const image = new Uint8Array(64);
  image.set([0x1f, 0x20, 0x03, 0xd5], 40);
  image.set([7], 62);
  expect(imageText(image, 0x1000, 0x1020)).toBe(
    '        .skip   32\nentry:\n        udf #0\n        udf #0\n        nop\n        .skip   16\n        .word   0x70000\n',
  );
});

test('a word that is no instruction stays a word, and bytes that make no word stay bytes', () => {
  expect(imageText(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1, 2), BASE, BASE)).toBe(
    'entry:\n        .word   0xffffffff\n        .byte   0x1\n        .byte   0x2\n',
  );
});
