import { describe, expect, test } from 'vitest';
import { errnoOf, straceAnswer } from './strace.ts';
import type { CopyTags } from './struct.ts';
import { decode, encode } from './struct.ts';

const copyTags: CopyTags = {
  guestIpa: 0x41000n,
  length: 4096n,
  addr: 0x7f202000n,
  flags: 1n,
  reserved: [0n, 0n],
};
describe('an answer as strace prints it', () => {
  test.each([
    [4096n, '4096'],
    [0n, '0'],
    [-22n, '-1 EINVAL (Invalid argument)'],
    [0xffff_ffff_ffff_fff2n, '-1 EFAULT (Bad address)'],
    [-4095n, '-1 errno 4095 (Unknown error 4095)'],
    [-4096n, '-4096'],
  ])('%s is answered as %s', (ret, text) => {
    expect(straceAnswer(ret)).toBe(text);
  });
});

test('an errno is known by its name', () => {
  expect(errnoOf(-16n)?.name).toBe('EBUSY');
  expect(errnoOf(16n)).toBeNull();
});

test('the structure has 48 bytes, low byte first, and comes back as it was', () => {
  const bytes = encode(copyTags);
  expect(bytes).toHaveLength(48);
  expect(bytes.slice(0, 4)).toEqual([0x00, 0x10, 0x04, 0x00]);
  expect(decode(bytes)).toEqual(copyTags);
  const extreme: CopyTags = { ...copyTags, guestIpa: (1n << 64n) - 1n, reserved: [1n << 63n, 7n] };
  expect(decode(encode(extreme))).toEqual(extreme);
  expect(decode(bytes.slice(1))).toBeNull();
});
