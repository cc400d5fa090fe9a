import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../core/arm/a64/assemble.ts';
import { startOf } from '../core/arm/board/board.ts';
import { elfOf } from '../core/arm/board/elf.test-data.ts';
import { Run } from '../core/arm/board/run.ts';
import { IMAGE_BASE } from '../core/arm/board/virt.ts';
import { openFile, type FileRead } from './open-file.ts';

const open = (bytes: Uint8Array | string, name = 'image.bin'): Promise<FileRead> =>
  openFile(new File([typeof bytes === 'string' ? bytes : bytes.slice()], name));

/** Why a file is not opened. */
async function refused(bytes: Uint8Array | string, name?: string): Promise<string> {
  const read = await open(bytes, name);
  if (read.kind !== 'wrong') throw new Error(`it is opened as a ${read.kind}`);
  return read.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n');
}

async function opened(bytes: Uint8Array | string, name?: string) {
  const read = await open(bytes, name);
  if (read.kind !== 'image') throw new Error(`it is opened as a ${read.kind}`);
  return read.image;
}

function machineCode(source: string): Uint8Array {
  const made = assemble(source, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  return made.image;
}

const code = machineCode('mov x1, #1\n wfi');
const elf = (address = IMAGE_BASE) => elfOf([{ address, bytes: code, size: code.length }], address);
/** A file with bytes changed. */
const withBytes = (file: Uint8Array, at: number, ...bytes: number[]): Uint8Array => {
  const changed = file.slice();
  changed.set(bytes, at);
  return changed;
};

describe('a file is told apart by what is in it', () => {
  test('bytes that are no text are a raw image', async () => {
    expect(await opened(code)).toMatchObject({
      name: 'image.bin',
      kind: 'raw',
      bytes: 8,
      image: { entry: IMAGE_BASE, segments: [{ address: IMAGE_BASE, size: 8 }] },
      options: { ramMib: 128, cpus: 1, bootargs: '' },
    });
  });

  test('an ELF executable goes where it says', async () => {
    expect(await opened(elf(0x40200000), 'scenario.json')).toMatchObject({
      kind: 'ELF',
      image: { entry: 0x40200000 },
    });
  });

  test('a text with the name of one is assembled, and starts at _start', async () => {
    expect(await opened('nop\n_start: wfi\n', 'hello.S')).toMatchObject({
      kind: 'assembly',
      image: { entry: IMAGE_BASE + 4 },
    });
    expect(await refused('frob x0\n', 'hello.s')).toBe('1:1: there is no instruction frob');
  });

  test('any other text is a scenario or a run, as before', async () => {
    expect(await refused('nop\n', 'hello.txt')).toMatch(/JSON/);
    expect((await open('{"tagscope": 1}', 'run.json')).kind).toBe('run');
    expect(await open('{"tagscope": "guest"}', 'guest.json')).toMatchObject({
      kind: 'wrong',
      as: 'scenario',
    });
  });

  test('more RAM is given to an image that needs it', async () => {
    expect((await opened(elf(0x50000000))).options.ramMib).toBe(512);
  });
});

describe('a broken image is refused in a sentence', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'the file is empty'],
    ['ELF for x86', withBytes(elf(), 18, 62), 'the ELF file is not for AArch64'],
    ['ELF of 32 bits', withBytes(elf(), 4, 1), 'the ELF file is not 64 bits, little-endian'],
    [
      'a position-independent executable',
      withBytes(elf(), 16, 3),
      'the ELF file is no executable with fixed addresses (link it statically, without -pie)',
    ],
    ['one that is cut off', elf().subarray(0, 121), 'segment 0 of the ELF file is cut off'],
    ['one that is cut off sooner', elf().subarray(0, 20), 'the ELF header is cut off'],
    [
      'one that lies below RAM',
      elf(0x10000),
      'the image goes to 0x10000–0x10008, and RAM is 0x40000000–0x140000000',
    ],
    [
      'one that lies above the most RAM there may be',
      elf(0x2000000000),
      'the image goes to 0x2000000000–0x2000000008, and RAM is 0x40000000–0x140000000',
    ],
  ])('%s', async (_, file, message) => {
    expect(await refused(file)).toBe(message);
  });

  test('one that is too large, without reading it', async () => {
    const file = { name: 'disk.img', size: 64 * 1024 * 1024 + 1 } as File;
    expect(await openFile(file)).toMatchObject({
      kind: 'wrong',
      as: 'image',
      errors: [{ message: 'the file has 67108865 bytes; at most 67108864 are read' }],
    });
  });
});

test('any bytes, and any image with bytes changed, run or are refused in a sentence', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const changed = fc
    .tuple(
      fc.constantFrom(elf(), code),
      fc.array(fc.tuple(fc.nat(127), fc.nat(255)), { maxLength: 12 }),
      fc.nat(140),
    )
    .map(([file, changes, cut]) => {
      const copy = file.slice(0, Math.max(1, cut));
      for (const [at, byte] of changes) copy[at % copy.length] = byte;
      return copy;
    });
  const name = fc.constantFrom('image', 'image.bin', 'text.s', 'file.json');
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, changed), name, async (file, called) => {
      const read = await open(file, called);
      if (read.kind === 'wrong') {
        expect(read.errors.length).toBeGreaterThan(0);
        for (const { message } of read.errors) expect(message).toMatch(/\S/);
        return;
      }
      if (read.kind !== 'image') return;
      const start = startOf(read.image.image, read.image.options);
      if ('refused' in start) throw new Error(start.refused);
      const run = new Run(start);
      run.take(0, 3000);
      expect(run.taken).toBeLessThanOrEqual(3000);
    }),
    { numRuns: 300, seed: 20211120 },
  );
});
