import { describe, expect, test } from 'vitest';
import { encode } from '../a64/encode.ts';
import { instructionSyndrome } from './instruction-syndrome.ts';

function syndromeOf(text: string) {
  const encoded = encode(text, { pc: 0n, symbol: () => null });
  if (!('word' in encoded)) throw new Error(encoded.message);
  const iss = instructionSyndrome(encoded.word);
  const bit = (at: number): number => (iss >>> at) & 1;
  return {
    valid: bit(24),
    bytes: 1 << ((iss >>> 22) & 3),
    signed: bit(21),
    register: (iss >>> 16) & 31,
    wide: bit(15),
    ordered: bit(14),
  };
}

/** Bytes, sign extension, register, 64 bits, acquire or release; from the Arm ARM's description of the fields. */
describe('a load or store of one register without writeback', () => {
  test.each([
    ['ldrb w3, [x1]', 1, 0, 3, 0, 0],
    ['strb w3, [x1, #1]', 1, 0, 3, 0, 0],
    ['ldrsb w4, [x1]', 1, 1, 4, 0, 0],
    ['ldrsb x5, [x1]', 1, 1, 5, 1, 0],
    ['ldrh w6, [x1, x2]', 2, 0, 6, 0, 0],
    ['ldrsh w7, [x1]', 2, 1, 7, 0, 0],
    ['ldrsh x7, [x1]', 2, 1, 7, 1, 0],
    ['ldr w8, [x1]', 4, 0, 8, 0, 0],
    ['ldrsw x9, [x1]', 4, 1, 9, 1, 0],
    ['ldr x10, [sp, #8]', 8, 0, 10, 1, 0],
    ['ldr x10, 0x100', 8, 0, 10, 1, 0],
    ['ldrsw x10, 0x100', 4, 1, 10, 1, 0],
    ['str wzr, [x1]', 4, 0, 31, 0, 0],
    ['str xzr, [x1]', 8, 0, 31, 1, 0],
    ['ldur w11, [x1, #-3]', 4, 0, 11, 0, 0],
    ['sttrh w12, [x1]', 2, 0, 12, 0, 0],
    ['ldtrsb x12, [x1]', 1, 1, 12, 1, 0],
    ['ldar w13, [x1]', 4, 0, 13, 0, 1],
    ['stlrb w14, [x1]', 1, 0, 14, 0, 1],
    ['ldapr x15, [x1]', 8, 0, 15, 1, 1],
  ])('%s', (text, bytes, signed, register, wide, ordered) => {
    expect(syndromeOf(text)).toEqual({ valid: 1, bytes, signed, register, wide, ordered });
  });
});

test.each([
  'ldr w0, [x1], #4',
  'str x0, [x1, #8]!',
  'ldp x0, x2, [x1]',
  'stp w0, w2, [x1, #8]!',
  'ldxr w0, [x1]',
  'stlxr w2, w0, [x1]',
  'ldadd w0, w2, [x1]',
  'swp x0, x2, [x1]',
  'cas w0, w2, [x1]',
  'ldg x0, [x1]',
  'stg x0, [x1]',
  'stgp x0, x2, [x1]',
  'dc zva, x1',
  'nop',
])('%s gives no syndrome', (text) => {
  expect(syndromeOf(text).valid).toBe(0);
});
