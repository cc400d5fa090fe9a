import { expect, test, vi } from 'vitest';
import { assemble } from '../../src/core/arm/a64/assemble.ts';
import { startOf } from '../../src/core/arm/board/board.ts';
import { readImage } from '../../src/core/arm/board/image.ts';
import { Run } from '../../src/core/arm/board/run.ts';
import { IMAGE_BASE } from '../../src/core/arm/board/virt.ts';
import { builtByGnu, hasQemuSystem, ranByQemu, type Ran } from './board.ts';
import common from './images/common.s?raw';

vi.setConfig({ testTimeout: 120_000 });

const images = import.meta.glob<string>('./images/*.s', { query: '?raw', import: 'default', eager: true });
const named = Object.entries(images)
  .map(([path, text]) => ({ name: path.replace(/^.*\/|\.s$/g, ''), text: `${text}\n${common}` }))
  .filter(({ name }) => name !== 'common');

function ranByUs(image: Uint8Array): Ran {
  const read = readImage(image, IMAGE_BASE);
  if ('refused' in read) throw new Error(read.refused);
  const start = startOf(read, { ramMib: 128, cpus: 1, bootargs: '' });
  if ('refused' in start) throw new Error(start.refused);
  const run = new Run(start);
  run.take(0, 1_000_000);
  expect(run.halted).toBe('psci-off');
  const hex = (value: number | bigint): string => `0x${value.toString(16)}`;
  return {
    console: String.fromCharCode(...run.sent),
    instructions: run.instructions,
    exceptions: run.exceptions.map(({ esr, far, elr }) => ({ esr: hex(esr), far: hex(far), elr: hex(elr) })),
  };
}

test.each(named)('our own image of $name prints and ends', ({ text }) => {
  const made = assemble(text, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(JSON.stringify(made.complaints));
  expect(ranByUs(made.image).console).toMatch(/^([0-9a-f]{16}\n)+$/);
});

const installed = hasQemuSystem();
test.runIf(installed).each(named)('$name: our assembler makes what GNU as does', ({ text }) => {
  const made = assemble(text, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(JSON.stringify(made.complaints));
  expect(Buffer.from(made.image).toString('hex')).toBe(builtByGnu(text, IMAGE_BASE).raw.toString('hex'));
});

test.runIf(installed).each(named)(
  '$name: the same console, exceptions and instruction count as QEMU',
  ({ text }) => {
    const { raw, elf } = builtByGnu(text, IMAGE_BASE);
    const theirs = ranByQemu(raw, IMAGE_BASE);
    const ours = ranByUs(raw);
    expect({
      ...ours,
      // QEMU says FAR only of those that write it.
      exceptions: ours.exceptions.map((e, i) =>
        theirs.exceptions[i]?.far === null ? { ...e, far: null } : e,
      ),
    }).toEqual(theirs);
    expect(ranByUs(elf)).toEqual(ours);
  },
);
