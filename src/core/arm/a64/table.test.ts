import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { disassemble } from './disassemble.ts';
import { encode } from './encode.ts';
import { wordOf, fieldsOf } from './pattern.ts';
import { TABLE } from './table.ts';
// Assembly to encoding by GNU as, and how GNU objdump spells it (binutils 2.40); origin in vectors/oracle/README.md.
import encodings from '../vectors/oracle/encodings.jsonl?raw';

const gnu = encodings
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { asm: string; enc: string; pc?: string; objdump: string });

const PC = 0x40080000n;
const at = (pc: bigint) => ({ pc, symbol: () => null });
const seed = 7;

describe('the 212 encodings of GNU as', () => {
  test.each(gnu)('$asm', ({ asm, enc, pc, objdump }) => {
    const address = BigInt(pc ?? 0);
    const word = encode(asm, at(address));
    expect(word).toEqual({ word: Number(enc) });
    const text = disassemble(Number(enc), address);
    // Objdump writes addresses without 0x, and the nearest symbol behind.
    const theirs = objdump.replace(/ <.*>$/, '');
    expect(text.replace(/0x(?=[0-9a-f]+$)/, pc === undefined ? '0x' : '')).toBe(theirs);
  });
});

/** Rotations beyond the element of a bitmask are ignored, so that several words stand for one text. */
function rotationIsShort(word: number): boolean {
  if ((word & 0x1f800000) !== 0x12000000) return true;
  const size = 1 << (31 - Math.clz32((((word >>> 22) & 1) << 6) | (~(word >>> 10) & 0x3f)));
  return ((word >>> 16) & 0x3f) < size;
}

/** Of a word that is an instruction: its text gives the word back. */
function comesBack(word: number): boolean {
  const text = disassemble(word, PC);
  if (text.startsWith('.inst') || !rotationIsShort(word)) return false;
  expect(encode(text, at(PC)), text).toEqual({ word });
  return true;
}

describe('encode, decode, encode is the identity', () => {
  test.each(TABLE.map((row) => ({ row, name: `${row.syntax} (${row.op})` })))('$name', ({ row }) => {
    const words = fc.nat(0xffffffff).map((random) => wordOf(row.pattern, fieldsOf(row.pattern, random)));
    let met = 0;
    fc.assert(
      fc.property(words, (word) => {
        if (comesBack(word)) met++;
      }),
      { seed, numRuns: 300 },
    );
    expect(met).toBeGreaterThan(0);
  });

  test('any word is an instruction that its text gives back, or none', () => {
    let met = 0;
    fc.assert(
      fc.property(fc.nat(0xffffffff), (word) => {
        expect(decode(word) === null).toBe(disassemble(word, PC).startsWith('.inst'));
        if (comesBack(word)) met++;
      }),
      { seed, numRuns: 20_000 },
    );
    expect(met).toBeGreaterThan(5_000);
  });
});

describe('what makes no sense is said at its place', () => {
  test.each([
    ['frob x0', 0, 'there is no instruction frob'],
    ['', 0, 'expected an instruction'],
    [
      'ldr x0, [x1, #32761]',
      13,
      'expected a multiple of 8 from 0 to 32760, or a number from -256 to 255, or a register other than sp',
    ],
    ['ldr x0, x1', 8, 'expected [, or a symbol that is defined, not x1'],
    ['stg x0, [x1, #8]', 13, 'expected a multiple of 16 from -4096 to 4080'],
    ['add w0, w1, x2', 12, 'expected #, or a 32-bit register (w0 to …30), or a 32-bit register'],
    ['and x0, x1, #5', 12, 'expected a bitmask: a run of ones, repeated, or a 64-bit register (x0 to …30)'],
    ['casp x1, x2, x3, x4, [x5]', 5, 'expected an even register'],
    ['mov x0, x1 x2', 11, 'expected the end of the instruction'],
    ['b .+2', 2, 'expected an address that is a multiple of 4 away'],
  ])('%s', (text, where, message) => {
    expect(encode(text, at(PC))).toEqual({ at: where, message });
  });
});
