import { describe, expect, test } from 'vitest';
import { parseBytes, parseValue } from './parse.ts';

const names = new Map([
  ['TO_GUEST', 0n],
  ['FROM_GUEST', 1n],
  ['PAGE_SIZE', 4096n],
]);
const value = (text: string) => {
  const parsed = parseValue(text, names);
  return parsed.ok ? parsed.value : parsed.message;
};

describe('a number as a person types it', () => {
  test.each([
    ['0', 0n],
    ['4096', 4096n],
    [' 0x41000 ', 0x41000n],
    ['0XfF', 255n],
    ['0x7f20_2000', 0x7f202000n],
    ['4K', 4096n],
    ['4 K', 4096n],
    ['2M', 2n << 20n],
    ['1 page', 4096n],
    ['3 pages', 12288n],
    ['0x1000ul', 4096n],
    ['18446744073709551615', 0xffff_ffff_ffff_ffffn],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ['FROM_GUEST | 0x2', 3n],
    ['TO_GUEST|FROM_GUEST', 1n],
    ['PAGE_SIZE * 2 + 16', 8208n],
    ['1 << 31', 1n << 31n],
    ['(1 << 31) | 1', (1n << 31n) + 1n],
    ['1 | 2 + 4 * 2', 11n],
    ['0x41000 - 0x1000', 0x40000n],
    ['~0', 0xffff_ffff_ffff_ffffn],
    ['-4096', 0xffff_ffff_ffff_f000n],
    ['-(1)', 0xffff_ffff_ffff_ffffn],
  ])('%s, with C precedence and 64 bits', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ['', 'Write a number, such as 0x1000, 4096 or 4K.'],
    ['010', '“010” is octal in C: write it in decimal or as 0x….'],
    ['0x', '“0x” is not a number.'],
    ['12ab', '“12ab” is not a number.'],
    ['4 elephants', '“elephants” is not a name known here. Known: TO_GUEST, FROM_GUEST, PAGE_SIZE.'],
    ['constructor', '“constructor” is not a name known here. Known: TO_GUEST, FROM_GUEST, PAGE_SIZE.'],
    ['FROM', '“FROM” is not a name known here. Known: TO_GUEST, FROM_GUEST, PAGE_SIZE.'],
    ['1 |', 'Something is missing at the end.'],
    ['| 1', '“|” cannot stand there.'],
    ['1 2', '“2” cannot stand there.'],
    ['(1', 'A “)” is missing.'],
    ['18446744073709551616', 'That does not fit in 64 bits.'],
    ['1 << 64', 'That does not fit in 64 bits.'],
    ['1 << 100000000000', 'That does not fit in 64 bits.'],
    ['0xffffffffffffffff + 1', 'That does not fit in 64 bits.'],
    ['1 ? 2', '“? 2” is not a number.'],
  ])('%s is refused with a sentence', (text, message) => {
    expect(value(text)).toBe(message);
  });
});

describe('bytes in hexadecimal', () => {
  test('in pairs, joined or apart, over several lines', () => {
    expect(parseBytes('0a 0B\n0c0d ')).toEqual({ ok: true, value: [10, 11, 12, 13] });
  });

  test.each([
    ['', 'Write at least one byte, such as 05.'],
    ['0a b', '“b” is not whole bytes: two digits make one.'],
    ['0a xy', '“x” is not a hexadecimal digit.'],
  ])('%s is refused with a sentence', (text, message) => {
    expect(parseBytes(text)).toEqual({ ok: false, message });
  });
});
