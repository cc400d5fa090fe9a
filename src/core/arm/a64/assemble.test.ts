import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from './assemble.ts';

const BASE = 0x40080000n;

/** The image as words, or the complaints. */
function words(source: string): readonly string[] {
  const made = assemble(source, BASE);
  if ('complaints' in made) return made.complaints.map((c) => `${c.line}:${c.column} ${c.message}`);
  const view = new DataView(made.image.buffer);
  return Array.from({ length: made.image.length >> 2 }, (_, i) => view.getUint32(4 * i, true).toString(16));
}

describe('a text becomes what GNU as makes of it', () => {
  // Each by aarch64-linux-gnu-as 2.40.
  test.each([
    [
      'a constant',
      'a: ldr x0, =1\n ldr w1, =0x12345678',
      ['58000080', '18000021', '12345678', '0', '1', '0'],
    ],
    [
      'a local label as a constant',
      '1: ldr x0, =1b\n1: ldr x1, =1b',
      ['58000040', '58000061', '40080000', '0', '40080004', '0'],
    ],
    ['labels in both ways', '1: b 1f\n b 1b\n1: nop', ['14000002', '17ffffff', 'd503201f']],
    [
      'names, comments, statements',
      'start: nop // here\n/* not\nthis */ b start; nop',
      ['d503201f', '17ffffff', 'd503201f'],
    ],
    ['.equ', '.equ UART, 0x9000000\nmovz x1, #(UART >> 16), lsl #16', ['d2a12001']],
    ['characters', "mov w0, #'a'; mov w1, #';'; cmp w0, #'\\n'", ['52800c20', '52800761', '7100281f']],
    ['a constant for the stack pointer', 'mov wsp, #0x1fc0; mov w1, #0x1fc0', ['321a1bff', '5283f801']],
    ['strings', '.ascii "ab\\n\\0"\n.asciz "abc"', ['a6261', '636261']],
    ['alignment', '.byte 1\n.align 3\nnop', ['1', 'd503201f', 'd503201f']],
    [
      'the page of a label and what is left',
      '.skip 4; a: adrp x0, a; add x0, x0, :lo12:a; ldr x1, [x0, :lo12:a + 4]',
      ['0', '90000000', '91001000', 'f9400401'],
    ],
    [
      'alignment up to so much',
      'nop; .p2align 4,,7; .p2align 3,,7; .balign 4; .byte 1; .p2align 2, 5',
      ['d503201f', 'd503201f', '5050501'],
    ],
    [
      'a table of distances',
      'a: .byte (y - a) / 4, (z - a) / 4; .align 2; y: nop; z: nop',
      ['201', 'd503201f', 'd503201f'],
    ],
    ['what is for debuggers', '.file "a.c"; .cfi_startproc; nop; .cfi_offset 30, -8', ['d503201f']],
    ['data', '.quad 0x1122334455667788\n.word -1, x - .\nx:', ['55667788', '11223344', 'ffffffff', '8']],
  ])('%s', (_, source, expected) => {
    expect(words(source)).toEqual(expected);
  });

  test('equal constants lie once, in a pool of their own after .ltorg', () => {
    const pool = words('ldr x0, =5\n ldr x1, =5\n .ltorg\n ldr x2, =5');
    expect(pool).toEqual(['58000040', '58000021', '5', '0', '58000042', '0', '5', '0']);
  });
});

describe('a mistake is said at its place', () => {
  test.each([
    ['nop\n  frob x1', '2:3 there is no instruction frob'],
    ['b nowhere', '1:3 expected a symbol that is defined, not nowhere'],
    ['a: nop\na: nop', '2:1 a is already defined'],
    ['.frob 1', '1:1 expected a directive, which .frob is not'],
    ['.word 0x1ffffffff', '1:7 expected a number of 4 bytes'],
    ['.byte 1\nnop', '2:1 an instruction lies at a multiple of 4 (.align 2)'],
    ['.comm a, b', '1:10 expected a symbol that is defined, not b'],
    ['.comm a, 8, 3', '1:14 expected a number of bytes up to 16777216, and a power of two up to 4096'],
    ['.equ a, 1 2', '1:11 expected the end of the number'],
    ['.ascii abc', '1:8 expected a string in quotes'],
    ['ldr x0, =nowhere', '1:10 expected a symbol that is defined, not nowhere'],
    ['.skip 99999999999', '1:7 expected a number from 0 to 16777216'],
    ['stg x0, [x1, #8]', '1:14 expected a multiple of 16 from -4096 to 4080'],
  ])('%s', (source, complaint) => {
    expect(words(source)).toEqual([complaint]);
  });
});

test('any text is assembled or complained about, at a place in it', () => {
  const piece = fc.constantFrom(
    ...'a: 1: ldr x0, =0x1 =a .quad .ascii "\\x" .align 3 .equ b, b 1b . ( ) - << #1 [sp], x31 stg ; // /* \n'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), (pieces) => {
      const source = pieces.join(' ');
      const made = assemble(source, BASE);
      const lines = source.split('\n');
      for (const { line, column, message } of 'complaints' in made ? made.complaints : []) {
        expect(message).not.toBe('expected ');
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
    }),
    { numRuns: 2000, seed: 20211120 },
  );
});
