import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble } from '../a64/assemble.ts';
import { startOf } from './board.ts';
import { randomWords } from '../a64/random.test-data.ts';
import { elfOf } from './elf.test-data.ts';
import { readImage } from './image.ts';
import { Run } from './run.ts';
import { IMAGE_BASE, RAM_BASE } from './virt.ts';

/** Whatever a program does, it ends in one of the ways that there are, or goes on. */
const HALTS = ['psci-off', 'psci-reset', 'cpu-off', 'wfi', 'wfe', 'exception-loop', null];

function started(file: Uint8Array, ramMib = 1): ReturnType<typeof startOf> {
  const image = readImage(file, IMAGE_BASE);
  return 'refused' in image ? image : startOf(image, { ramMib, cpus: 1, bootargs: '' });
}

function runs(file: Uint8Array, count: number): void {
  const start = started(file);
  if ('refused' in start) {
    expect(start.refused).toMatch(/^[a-z].*[a-z)0-9]$/i);
    return;
  }
  const run = new Run(start);
  run.take(0, count);
  expect(HALTS).toContain(run.halted);
}

/** Puts a vector that goes on behind the instruction, and registers that point into RAM, before the words. */
const PREFIX = `
    ldr x0, =vectors
    msr vbar_el1, x0
    ldr x0, =0x40010000
    mov sp, x0
    add x1, x0, #0x100
    mov x2, x1
    mov x3, #1
    mov x4, #-1
    ldr x5, =0x09000000
    b words
    .ltorg
    .align 11
vectors:
    .rept_here
    .align 11
words:
`;
const GO_ON = 'mrs x30, elr_el1\n add x30, x30, #4\n msr elr_el1, x30\n eret\n .align 7\n';

/** The prefix as an image, then the words. */
function imageOf(words: readonly number[]): Uint8Array {
  const made = assemble(PREFIX.replace('.rept_here', GO_ON.repeat(16)), BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  const image = new Uint8Array(made.image.length + 4 * words.length);
  image.set(made.image);
  const view = new DataView(image.buffer);
  words.forEach((word, i) => {
    view.setUint32(made.image.length + 4 * i, word, true);
  });
  return image;
}

test('100,000 random words in programs: exceptions, never a throw', () => {
  const numbers = randomWords(7);
  for (let round = 0; round < 100; round++)
    runs(imageOf(Array.from({ length: 1000 }, () => numbers.next().value)), 3000);
});

const instructions = (): Uint8Array => imageOf([0xd9200c21, 0xf9400022, 0xd503207f, 0xd4000001, 0x14000000]);

test('1,000 mutated images and ELF files: run, or are refused with a sentence', () => {
  const raw = instructions();
  const elf = elfOf([{ address: IMAGE_BASE, bytes: raw, size: raw.length + 64 }], IMAGE_BASE);
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(change, { maxLength: 20 }),
      fc.boolean(),
      fc.nat(raw.length),
      (isElf, changes, inHeader, cut) => {
        const file = (isElf ? elf : raw).slice();
        for (const { at, byte } of changes) file[at % (inHeader ? 120 : file.length)] = byte;
        runs(cut % 5 === 0 ? file.subarray(0, cut) : file, 2000);
      },
    ),
    { numRuns: 1000, seed: 20211120 },
  );
});

test.each([
  ['32 bits', 4, 1, 'the ELF file is not 64 bits, little-endian'],
  ['another machine', 18, 62, 'the ELF file is not for AArch64'],
  [
    'a shared object',
    16,
    3,
    'the ELF file is no executable with fixed addresses (link it statically, without -pie)',
  ],
  ['cut program headers', 56, 0xff, "the ELF file's program headers are cut off"],
  ['a loader', 64, 3, 'the ELF file wants a loader (link it statically)'],
  ['nothing to load', 64, 4, 'the ELF file has nothing to load'],
  ['a cut segment', 97, 0x7f, 'segment 0 of the ELF file is cut off'],
])('an ELF file with %s is refused', (_, at, byte, refused) => {
  const file = elfOf([{ address: IMAGE_BASE, bytes: Uint8Array.of(1, 2, 3, 4), size: 4 }], IMAGE_BASE);
  file[at] = byte;
  expect(started(file)).toEqual({ refused });
});

test("an ELF file's segments lie where it says, with zeros behind them, and the device tree beside", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  const start = started(elfOf([{ address: RAM_BASE, bytes, size: 8 }], RAM_BASE), 4);
  if ('refused' in start) throw new Error(start.refused);
  expect([...(start.pages[0] ?? []).slice(0, 8)]).toEqual([1, 2, 3, 4, 0, 0, 0, 0]);
  expect([...(start.pages[512] ?? []).slice(0, 4)]).toEqual([0xd0, 0x0d, 0xfe, 0xed]);
});
