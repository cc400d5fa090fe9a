import { expect, test } from 'vitest';
import { hexDump } from './hex-dump.ts';

test('eight bytes a line, with what is not mapped', () => {
  expect(hexDump([0, 1, 2, 3, 4, 5, 6, 7, 15, null])).toBe('000  00 01 02 03 04 05 06 07\n008  0f --');
});

test('lines alike are told once, and the end is still seen', () => {
  expect(hexDump(Array.from({ length: 32 }, (_, i) => (i < 24 ? 5 : 6)))).toBe(
    '000  05 05 05 05 05 05 05 05\n*\n018  06 06 06 06 06 06 06 06',
  );
  expect(hexDump(new Array<number>(4096).fill(0))).toBe('000  00 00 00 00 00 00 00 00\n*\n1000');
  expect(hexDump([])).toBe('');
});
