/** 64-bit arithmetic on pairs of words, against BigInt; the places may be the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add64, equal64, less64, read64, shiftLeft64, shiftRight64, slow64, subtract64, write64,
} from './wide.ts'; // prettier-ignore

const EDGES = [0n, 1n, -1n, 1n << 31n, (1n << 32n) - 1n, 1n << 32n, (1n << 63n) - 1n, 1n << 63n].map((v) => BigInt.asUintN(64, v)); // prettier-ignore
const NUMBER = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }));
/** Where the result and the operands lie: apart, or on one another. */
const PLACES = fc.constantFrom([0, 2, 4], [2, 2, 4], [4, 2, 4], [2, 2, 2]);

type Operation = (w: Uint32Array, d: number, a: number, b: number) => void;

function gives(operation: Operation, expected: (x: bigint, y: bigint) => bigint, numbers = NUMBER): void {
  fc.assert(
    fc.property(NUMBER, numbers, PLACES, (x, y, [d = 0, a = 0, b = 0]) => {
      const words = new Uint32Array(6);
      write64(words, a, x);
      write64(words, b, y);
      const left = a === b ? y : x;
      operation(words, d, a, b);
      expect(read64(words, d)).toBe(BigInt.asUintN(64, expected(left, y)));
    }),
    { numRuns: 500 },
  );
}
const signed = (v: bigint): bigint => BigInt.asIntN(64, v);
const NOT_ZERO = NUMBER.filter((v) => v !== 0n);

test('a number written is the number read', () => {
  fc.assert(
    fc.property(NUMBER, (v) => {
      const words = new Uint32Array(2);
      write64(words, 0, v);
      expect([read64(words, 0), read64(words, 0, true)]).toEqual([v, signed(v)]);
      write64(words, 0, signed(v));
      expect(read64(words, 0)).toBe(v);
    }),
  );
});

describe('arithmetic', () => {
  test('addition', () => {
    gives(add64, (x, y) => x + y);
  });
  test('subtraction', () => {
    gives(subtract64, (x, y) => x - y);
  });
  test('multiplication', () => {
    gives((w, d, a, b) => { slow64(w, d, a, b, '*', false); }, (x, y) => x * y); // prettier-ignore
  });
  test('division', () => {
    gives((w, d, a, b) => { slow64(w, d, a, b, '/', false); }, (x, y) => x / y, NOT_ZERO); // prettier-ignore
    gives((w, d, a, b) => { slow64(w, d, a, b, '/', true); }, (x, y) => signed(x) / signed(y), NOT_ZERO); // prettier-ignore
  });
  test('remainder', () => {
    gives((w, d, a, b) => { slow64(w, d, a, b, '%', false); }, (x, y) => x % y, NOT_ZERO); // prettier-ignore
    gives((w, d, a, b) => { slow64(w, d, a, b, '%', true); }, (x, y) => signed(x) % signed(y), NOT_ZERO); // prettier-ignore
  });
});

test('shifts by every count', () => {
  fc.assert(
    fc.property(NUMBER, fc.nat({ max: 63 }), fc.constantFrom(0, 2), (x, count, d) => {
      const shifted = (by: (w: Uint32Array) => void): bigint => {
        const words = new Uint32Array(4);
        write64(words, 0, x);
        by(words);
        return read64(words, d);
      };
      expect(shifted((w) => { shiftLeft64(w, d, 0, count); })).toBe(BigInt.asUintN(64, x << BigInt(count))); // prettier-ignore
      expect(shifted((w) => { shiftRight64(w, d, 0, count, false); })).toBe(x >> BigInt(count)); // prettier-ignore
      expect(shifted((w) => { shiftRight64(w, d, 0, count, true); })).toBe(BigInt.asUintN(64, signed(x) >> BigInt(count))); // prettier-ignore
    }),
    { numRuns: 1000 },
  );
});

test('comparisons', () => {
  fc.assert(
    fc.property(NUMBER, fc.oneof(NUMBER, fc.constant(null)), (x, other) => {
      const y = other ?? x;
      const words = new Uint32Array(4);
      write64(words, 0, x);
      write64(words, 2, y);
      expect(equal64(words, 0, 2)).toBe(x === y);
      expect(less64(words, 0, 2, false)).toBe(x < y);
      expect(less64(words, 0, 2, true)).toBe(signed(x) < signed(y));
    }),
    { numRuns: 500 },
  );
});
