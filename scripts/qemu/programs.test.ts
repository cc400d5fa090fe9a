import { expect, test } from 'vitest';
import { assemble } from '../../src/core/arm/a64/assemble.ts';
import { PC, PSTATE } from '../../src/core/arm/cpu/layout.ts';
import { Bench, RAM } from '../../src/core/arm/vectors/machine.ts';
import { tried } from '../../src/core/tried.test-data.ts';
import { PROGRAM_BASE, hasQemuUser, runUnderLinux } from './linux-program.ts';
import { DATA_BYTES, randomProgram } from './programs.ts';

/** Programs of a sample, and of a soak. */
const [FEW, ALL] = [20, 1000];
const LENGTH = 200;

/** Stores X0 to X8 and the flags behind the data and writes all of it to standard output; then ends. */
const DONE = `
done: mrs x12, nzcv
      add x11, x9, #${DATA_BYTES}
      stp x0, x1, [x11]
      stp x2, x3, [x11, #16]
      stp x4, x5, [x11, #32]
      stp x6, x7, [x11, #48]
      stp x8, x12, [x11, #64]
      mov x0, #1
      mov x1, x9
      mov x2, #${DATA_BYTES + 80}
      mov x8, #64
      svc #0
      mov x0, #0
      mov x8, #93
      svc #0
      .ltorg
      .balign 16
data: .skip ${DATA_BYTES + 80}, 0x5a
`;

function imageOf(seed: number): { image: Uint8Array; data: number } {
  const made = assemble(randomProgram(seed, LENGTH) + DONE, PROGRAM_BASE);
  if ('complaints' in made) throw new Error(JSON.stringify(made.complaints[0]));
  return { image: made.image, data: Number((made.symbols.get('data') ?? 0n) - PROGRAM_BASE) };
}

/** What our processor leaves there, at EL0, up to the first system call. */
function ranByUs(image: Uint8Array, data: number): Uint8Array {
  const bench = new Bench(512 + 16);
  // A block of 2 MiB for EL0 at PROGRAM_BASE.
  bench.putWord(0, 0, BigInt(RAM + 0x1000) | 3n, 8);
  bench.putWord(1, Number(PROGRAM_BASE >> 21n) * 8, BigInt(RAM + 0x200000) | 0x441n, 8);
  image.forEach((byte, i) => {
    bench.data(512 + (i >> 12))[i & 0xfff] = byte;
  });
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', 25n | (1n << 23n));
  bench.setNamed('mair_el1', 0xffn);
  bench.setNamed('sctlr_el1', 1n);
  bench.set(PC, PROGRAM_BASE);
  bench.set(PSTATE, 0n);
  const cpu = bench.cpu();
  while (bench.exceptions.length === 0) cpu.run(1);
  expect((bench.exceptions[0]?.esr ?? 0) >>> 26).toBe(0x15);
  return Uint8Array.from({ length: DATA_BYTES + 80 }, (_, i) => {
    const at = data + i;
    return bench.machine.page(512 + (at >> 12))[at & 0xfff] ?? 0;
  });
}

const seeds = tried(
  Array.from({ length: ALL }, (_, i) => i + 1),
  (seed) => seed <= FEW,
);

test.runIf(hasQemuUser())(`${seeds.length} random programs leave what they do under qemu-aarch64`, () => {
  for (const seed of seeds) {
    const { image, data } = imageOf(seed);
    const { output, status } = runUnderLinux(image);
    expect(status).toBe(0);
    expect({ seed, left: Buffer.from(ranByUs(image, data)).toString('hex') }).toEqual({
      seed,
      left: output.toString('hex'),
    });
  }
});
