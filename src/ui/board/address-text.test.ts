import { expect, test } from 'vitest';
import { placeText, readAddress, readPlace } from './address-text.ts';

test.each([
  ['0x40080000', 0x40080000n],
  ['  4008_0000 ', 0x40080000n],
  ['0XFFFF000000000000', 0xffff_0000_0000_0000n],
  ['0', 0n],
  ['', null],
  ['0x', null],
  ['-1', null],
  ['0x1ffffffffffffffff', null],
  ['pc', null],
])('%j as an address', (text, address) => {
  expect(readAddress(text)).toBe(address);
});

test.each([
  ['sp', 'sp'],
  ['X30', 30],
  ['x31', null],
  ['x', null],
  ['x1f', null],
  ['1f', 0x1fn],
])('%j as a place', (text, place) => {
  expect(readPlace(text)).toBe(place);
});

test('a place is read as it is written', () => {
  for (const place of ['sp', 7, 0x0500_0000_4050_0000n] as const)
    expect(readPlace(placeText(place))).toBe(place);
});
