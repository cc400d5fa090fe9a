import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readGuestFile, writeGuestFile } from './guest-file.ts';

const PAGE = 4096;
const bytes = (length: number, most: number) => fc.uint8Array({ minLength: length, maxLength: length, max: most }); // prettier-ignore
const file = fc.integer({ min: 1, max: 2 }).chain((pages) =>
  fc.record({
    guestIpa: fc.integer({ min: 0, max: 0xffff }).map((page) => BigInt(page) * 4096n),
    ram: bytes(pages * PAGE, 255),
    tags: fc.option(bytes((pages * PAGE) / 16, 15)),
  }),
);

test('what was written is read again', () => {
  fc.assert(
    fc.property(file, (one) => {
      expect(readGuestFile(writeGuestFile(one))).toEqual(one);
    }),
    { numRuns: 20, seed: 1 },
  );
});

const GOOD = { guestIpa: 0x40000n, ram: new Uint8Array(PAGE), tags: new Uint8Array(PAGE / 16) };

test.each([
  [{ tagscope: 1 }, 'This is no snapshot of a guest.'],
  [{ version: 2 }, 'This snapshot was made by another version of Tagscope.'],
  [{ length: 100 }, 'Its length is not one to 64 pages of 4096 bytes.'],
  [{ guest_ipa: '0x40010' }, 'Its guest_ipa is not the address of a page.'],
  [{ ram: '00' }, 'Its ram is not 4096 bytes in hexadecimal.'],
  [{ tags: '00' }, 'Its tags are not 256 bytes in hexadecimal, one for each 16 of RAM.'],
  [{ tags: '10'.repeat(256) }, 'One of its tags is above 15: the ioctl has one tag a byte.'],
])('%j is refused with a sentence', (wrong, problem) => {
  const json = { ...(JSON.parse(writeGuestFile(GOOD)) as object), ...wrong };
  expect(readGuestFile(JSON.stringify(json))).toEqual({ problem });
});

test('any text gives a file or a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readGuestFile(text)).toHaveProperty('problem');
    }),
    { seed: 1 },
  );
});
