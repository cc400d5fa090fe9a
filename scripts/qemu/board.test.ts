import { expect, test } from 'vitest';
import { assemble } from '../../src/core/arm/a64/assemble.ts';
import { startOf } from '../../src/core/arm/board/board.ts';
import { readImage } from '../../src/core/arm/board/image.ts';
import { Run } from '../../src/core/arm/board/run.ts';
import { IMAGE_BASE } from '../../src/core/arm/board/virt.ts';
import { builtByGnu, hasQemuSystem, ranByQemu, type Ran } from './board.ts';
import common from './images/common.s?raw';
import recorded from './recorded.json';

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

type Recorded = Omit<Ran, 'console'> & { readonly console: readonly string[] };
/** By QEMU 7.2.22. */
const recordedOf: Readonly<Record<string, Recorded>> = recorded;

/** QEMU says FAR only of those exceptions that write it. */
function likeTheirs(ours: Ran, theirs: Pick<Ran, 'exceptions'>): Ran {
  const exceptions = ours.exceptions.map((e, i) =>
    theirs.exceptions[i]?.far === null ? { ...e, far: null } : e,
  );
  return { ...ours, exceptions };
}

test.each(named)('$name: what QEMU was recorded to do', ({ name, text }) => {
  const made = assemble(text, BigInt(IMAGE_BASE));
  if ('complaints' in made) throw new Error(JSON.stringify(made.complaints));
  const theirs = recordedOf[name];
  if (theirs === undefined) throw new Error(`${name} has not been recorded`);
  const ours = likeTheirs(ranByUs(made.image), theirs);
  expect({ ...ours, console: ours.console.trimEnd().split('\n') }).toEqual(theirs);
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
    expect(likeTheirs(ours, theirs)).toEqual(theirs);
    expect(ranByUs(elf)).toEqual(ours);
  },
);
