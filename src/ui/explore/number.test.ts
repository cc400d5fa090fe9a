import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, grouped, megabytes, readable, share } from './number.ts';

test.each([
  ['0', '0'],
  ['924', '924'],
  ['12345', '12,345'],
  ['1307800', '1,307,800'],
  ['999999999', '999,999,999'],
  ['1307800000', '1.3 × 10⁹'],
  ['9960000000', '1.0 × 10¹⁰'],
  ['8350112613470', '8.4 × 10¹²'],
])('%s is written %s', (digits, text) => {
  expect(readable(digits)).toBe(text);
});

test('a shortened number is within half a tenth of its first digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 9n, max: 10n ** 40n }), (n) => {
      const [, mantissa = '', raised = ''] = /^([\d.]+) × 10(.+)$/.exec(readable(String(n))) ?? [];
      const exponent = Number(raised.replace(/./g, (d) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(d))));
      expect(Math.abs(Number(mantissa) - Number(n) / 10 ** exponent)).toBeLessThan(0.0501 + 0.01);
    }),
  );
});

test('grouping changes no digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }), (n) => {
      expect(BigInt(grouped(String(n)).replaceAll(',', ''))).toBe(n);
    }),
  );
});

test('a part of the whole', () => {
  expect(share('1305168', '1307800')).toBe('99.7%');
  expect(share('1', '100000')).toBe('<0.1%');
  expect(share('7', '7')).toBe('100%');
  expect(share('0', '7')).toBeNull();
});

test('one is one', () => {
  expect(count(1, 'switch', 'switches')).toBe('1 switch');
  expect(count(0, 'switch', 'switches')).toBe('0 switches');
  expect(megabytes(3_376_800)).toBe('3.4 MB');
  expect(megabytes(193_309_376)).toBe('193 MB');
  expect(megabytes(1e9)).toBe('1 GB');
  expect(megabytes(2.54e9)).toBe('2.5 GB');
});
