import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runToEnd, textOf } from '../arm/board/board.test-data.ts';
import { PLAIN_BOARD, startOf } from '../arm/board/board.ts';
import { assembledImage, rawImage, type Image } from '../arm/board/image.ts';
import { Run } from '../arm/board/run.ts';
import { IMAGE_BASE } from '../arm/board/virt.ts';
import { newest } from '../kernel/releases.ts';
import { GuestRun } from '../scenarios/guest-code.test-data.ts';
import { guestProgram, isAssembly } from '../scenarios/guest-program.ts';
import { imageScenario } from './image-scenario.ts';
import { errorText, read, type ScenarioOfFile } from './scenario-file.ts';

const OFF = 'ldr w0, =0x84000008\n hvc #0\n';
/** `hex` prints X0. */
const COMMON = readFileSync(new URL('../../../scripts/qemu/images/common.s', import.meta.url), 'utf8');

function imageOf(source: string): Image {
  const made = assembledImage(source, IMAGE_BASE);
  if ('complaints' in made) throw new Error(made.complaints.map(({ message }) => message).join('\n'));
  return made;
}

function scenarioOf(image: Image, name = 'image.bin', release = newest.id): ScenarioOfFile {
  const made = imageScenario(name, image, release);
  if ('refused' in made) throw new Error(made.refused);
  const scenario = read(made.text);
  if ('errors' in scenario) throw new Error(scenario.errors.map(errorText).join('\n'));
  return scenario;
}

function refusalOf(image: Image): string {
  const made = imageScenario('image.bin', image, newest.id);
  return 'refused' in made ? made.refused : '';
}

function printedByBoard(image: Image): string {
  const start = startOf(image, PLAIN_BOARD);
  if ('refused' in start) throw new Error(start.refused);
  const run = new Run(start);
  runToEnd(run, 1000);
  expect(run.halted).toBe('psci-off');
  return textOf(run);
}

describe('an image under the modelled KVM', () => {
  /** The serial port's registers, what PSCI says, a stack behind the image, a sign-extended load from a device. */
  const image = imageOf(`
        ldr     x9, =0x09000000
        mov     x1, #-1
        strh    w1, [x9, #0x24]
        str     x1, [x9, #0x38]
        ldrsh   x0, [x9, #0x24]
        bl      hex
        ldr     w0, [x9, #0x30]
        bl      hex
        ldrsb   w0, [x9, #0xff4]
        bl      hex
        ldr     w0, =0x84000000
        hvc     #0
        bl      hex
        ldr     w0, =0x8400000a
        ldr     w1, =0xc4000003
        hvc     #0
        bl      hex
        ldr     x1, =0x40083000
        mov     sp, x1
        str     x9, [sp, #-16]!
        ldr     x0, [sp]
        bl      hex
        ${OFF}
        .ltorg
        ${COMMON}`);
  const run = new GuestRun(scenarioOf(image), newest.id);

  test('prints what it prints on the board, and switches itself off', () => {
    expect(run.sent).toBe(printedByBoard(image));
    expect(run.sent.split('\n')).toHaveLength(7);
    expect([run.number('kvm_run_gave'), run.number('vcpus', 'system_event')]).toEqual([0n, 1n]);
  });

  test('has each page from the host when it touches it first, with its tags cleared', () => {
    expect(run.labels.filter((label) => label === 'stgm_zero 0')).toHaveLength(2);
    expect(run.broke).toEqual([]);
  });
});

test('it lies where it says, and starts at its entry, whatever its segments are', () => {
  const own = imageOf(`mov x5, #1\n ${OFF}`).segments[0]?.bytes ?? new Uint8Array(0);
  const at = 0x80010;
  const image = {
    segments: [
      { address: at + 0x1800, bytes: own, size: 0x900 },
      { address: at, bytes: Uint8Array.of(1, 2, 3), size: 3 },
    ],
    entry: at + 0x1800,
  };
  const scenario = scenarioOf(image);
  const program = guestProgram(scenario.file.sources.filter(isAssembly), 0x80000n);
  if (!('image' in program)) throw new Error('it does not assemble');
  expect([...program.image.subarray(0x10, 0x14)]).toEqual([1, 2, 3, 0]);
  expect(program.symbols.get('entry')).toBe(BigInt(image.entry));
  const run = new GuestRun(scenario, newest.id);
  expect([run.register(5), run.number('vcpus', 'system_event')]).toEqual([1n, 1n]);
});

describe('what cannot be is told in a sentence', () => {
  test('an image that is too large: the board runs it', () => {
    expect(refusalOf(rawImage(new Uint8Array(64 * 1024 + 1), IMAGE_BASE))).toBe(
      'from its first byte to its last the image takes 17 pages; under the modelled KVM it may take 16 (64 KiB). The board runs larger ones',
    );
    expect(refusalOf(rawImage(new Uint8Array(64 * 1024), IMAGE_BASE))).toBe('');
  });

  test.each([
    [0x08ff0000, 'its memory would lie over the serial port at 0x9000000'],
    [0xfffff000, 'its memory would go beyond 4 GiB, where a guest of the model has no addresses'],
  ])('at %i', (base, sentence) => {
    expect(refusalOf(rawImage(Uint8Array.of(0, 0, 0, 0), base))).toBe(sentence);
  });

  test.each([0x1000, IMAGE_BASE + 2, IMAGE_BASE + 0x100000])('an entry at %i', (entry) => {
    expect(refusalOf(rawImage(new Uint8Array(8), IMAGE_BASE, entry))).toMatch(
      /^its first instruction, at 0x/,
    );
  });
});

test.each([
  ['Hello World.elf', 'image-hello-world'],
  ['ünïcode.bin', 'image-n-code'],
  ['.bin', 'image'],
  ['a-name-that-is-longer-than-a-scenario-may-have.bin', 'image-a-name-that-is-longer-than'],
])('%s becomes the scenario %s', (name, id) => {
  expect(scenarioOf(imageOf(OFF), name).id).toBe(id);
});
