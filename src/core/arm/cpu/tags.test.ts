import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../a64/assemble.ts';
import { Bench, RAM } from '../vectors/machine.ts';
import type { Cpu } from './cpu.ts';
import { PC, PSTATE, slotNamed } from './layout.ts';
import { nonExcludedTag, randomBits } from './random-tag.ts';

const SEED = { seed: 20211120 };
const CODE = BigInt(RAM + 0x1000);
const DATA = RAM + 0x2000;
const EL1 = 0b0101 | (0xf << 6);

const tag = fc.nat(15);
const steps = fc.nat(15);
const exclude = fc.nat(0xffff);
const someAllowed = exclude.filter((mask) => mask !== 0xffff);

describe('a tag that is not excluded', () => {
  const isExcluded = (mask: number, t: number): boolean => ((mask >> t) & 1) === 1;

  test('is chosen wherever there is one', () => {
    fc.assert(
      fc.property(tag, steps, someAllowed, (t, n, mask) => {
        expect(isExcluded(mask, nonExcludedTag(t, n, mask))).toBe(false);
      }),
      SEED,
    );
  });
  test('is 0 where all are excluded', () => {
    fc.assert(
      fc.property(tag, steps, (t, n) => {
        expect(nonExcludedTag(t, n, 0xffff)).toBe(0);
      }),
      SEED,
    );
  });
  test('without steps is the tag itself, if it may be', () => {
    fc.assert(
      fc.property(tag, someAllowed, (t, mask) => {
        if (!isExcluded(mask, t)) expect(nonExcludedTag(t, 0, mask)).toBe(t);
      }),
      SEED,
    );
  });
  test('is as many allowed tags further as there are steps, round and round', () => {
    fc.assert(
      fc.property(tag, steps, someAllowed, (t, n, mask) => {
        const allowed = Array.from({ length: 16 }, (_, i) => i).filter((i) => !isExcluded(mask, i));
        const at = allowed.indexOf(t);
        if (at >= 0) expect(nonExcludedTag(t, n, mask)).toBe(allowed[(at + n) % allowed.length]);
      }),
      SEED,
    );
  });
  test('after two walks is the one after a walk of both lengths', () => {
    fc.assert(
      fc.property(tag, fc.nat(7), fc.nat(7), someAllowed, (t, a, b, mask) => {
        const start = nonExcludedTag(t, 0, mask);
        const twice = nonExcludedTag(nonExcludedTag(start, a, mask), b, mask);
        expect(twice).toBe(nonExcludedTag(start, a + b, mask));
      }),
      SEED,
    );
  });
});

test('the generator of random tags goes through every seed but 0 before it repeats', () => {
  const seen = new Uint8Array(65536);
  let seed = 1;
  for (let i = 0; i < 65535; i++) {
    seen[seed] = 1;
    ({ seed } = randomBits(seed));
  }
  expect(seed).toBe(1);
  expect(seen.reduce((sum, one) => sum + one, 0)).toBe(65535);
  expect(seen[0]).toBe(0);
  expect(randomBits(0)).toEqual({ bits: 0, seed: 0 });
});

/** Two pages of Normal Tagged memory, each byte different from its neighbours, with these tags from DATA's second half on. */
function machineWith(source: string, tags: readonly number[], registers: Readonly<Record<number, bigint>>) {
  const bench = new Bench(5);
  bench.putWord(0, 8, BigInt(RAM) | 0x401n, 8);
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', 25n | (1n << 37n) | (1n << 23n));
  bench.setNamed('mair_el1', 0xf0n);
  bench.setNamed('sctlr_el1', 1n | (1n << 43n) | (1n << 40n));
  const made = assemble(source, CODE);
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  bench.data(1).set(made.image);
  for (const frame of [2, 3])
    bench.data(frame).set(Uint8Array.from({ length: 4096 }, (_, i) => i * 7 + (i >> 8)));
  tags.forEach((value, i) => {
    const granule = FIRST + i;
    bench.setTag(2 + (granule >> 8), granule & 0xff, value);
  });
  for (const [slot, value] of Object.entries(registers)) bench.set(Number(slot), value);
  bench.set(PC, CODE);
  bench.set(PSTATE, BigInt(EL1));
  return { bench, cpu: bench.cpu() };
}

/** Granules around the end of the first page: accesses go over it. */
const FIRST = 256 - 4;
const GRANULES = 8;
const WINDOW = DATA + 16 * FIRST;

const ACCESSES = [
  ['ldrb w3, [x1]', 1],
  ['strh w2, [x1]', 2],
  ['ldr w3, [x1]', 4],
  ['str x2, [x1]', 8],
  ['ldr x3, [x1], #8', 8],
  ['str x2, [x1, #0]!', 8],
  ['ldp x3, x4, [x1]', 16],
  ['stp x2, x2, [x1], #16', 16],
  ['ldp w3, w4, [x1]', 8],
] as const;

const contentOf = ({ machine }: Bench): string =>
  Array.from({ length: machine.pageCount }, (_, i) => machine.page(i).join()).join('\n');
const registersOf = (cpu: Cpu): readonly bigint[] => Array.from({ length: 32 }, (_, slot) => cpu.wide(slot));

describe('an access over granules and pages', () => {
  const tags = fc.array(fc.nat(2), { minLength: GRANULES, maxLength: GRANULES });

  test('is checked granule by granule: the first that differs is the fault, and then nothing has happened', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACCESSES),
        tags,
        fc.nat(16 * (GRANULES - 1) - 1),
        fc.nat(2),
        ([source, bytes], held, offset, pointer) => {
          const address = WINDOW + offset;
          const { bench, cpu } = machineWith(source, held, {
            1: BigInt(address) | (BigInt(pointer) << 56n),
            2: -1n,
          });
          const before = [contentOf(bench), registersOf(cpu)];
          cpu.run(1);
          // By the rule, not by the executor: every granule between the first and the last byte.
          const touched = held
            .map((value, i) => ({ value, from: WINDOW + 16 * i }))
            .filter(({ from }) => from + 16 > address && from < address + bytes);
          const wrong = touched.find(({ value }) => value !== pointer);
          if (wrong === undefined) {
            expect(bench.exceptions).toEqual([]);
            return;
          }
          expect(bench.exceptions).toHaveLength(1);
          const [{ esr, far } = { esr: 0, far: 0n }] = bench.exceptions;
          expect(esr).toBe((0x96000011 | (source.startsWith('st') ? 1 << 6 : 0)) >>> 0);
          expect(BigInt.asUintN(56, far)).toBe(BigInt(Math.max(wrong.from, address)));
          expect([contentOf(bench), registersOf(cpu)]).toEqual(before);
        },
      ),
      { ...SEED, numRuns: 300 },
    );
  });

  test('asynchronous: it is done all the same, and TFSR says by which half of the address space', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACCESSES),
        tags,
        fc.nat(16 * (GRANULES - 1) - 1),
        ([source, bytes], held, offset) => {
          const run = (mode: bigint) => {
            const address = BigInt(WINDOW + offset) | (1n << 56n);
            const { bench, cpu } = machineWith(source, held, { 1: address, 2: 0x1122334455667788n });
            cpu.setWide(slotNamed('sctlr_el1'), 1n | (1n << 43n) | (mode << 40n));
            cpu.derive();
            cpu.run(1);
            expect(bench.exceptions).toEqual([]);
            return { noted: cpu.wide(slotNamed('tfsr_el1')), left: [contentOf(bench), registersOf(cpu)] };
          };
          const unchecked = run(0n);
          const checked = run(2n);
          const first = offset >> 4;
          const last = (offset + bytes - 1) >> 4;
          expect(checked.noted).toBe(held.slice(first, last + 1).every((t) => t === 1) ? 0n : 1n);
          expect(unchecked.noted).toBe(0n);
          expect(checked.left).toEqual(unchecked.left);
        },
      ),
      { ...SEED, numRuns: 100 },
    );
  });

  test('a page that is not there behind one that is: nothing has happened to the first', () => {
    const { bench, cpu } = machineWith('stp x2, x2, [x1], #16', [], {
      1: BigInt(RAM + 5 * 4096 - 8),
      2: -1n,
    });
    const before = [contentOf(bench), registersOf(cpu)];
    cpu.run(1);
    expect(bench.exceptions).toMatchObject([{ esr: 0x96000050, far: BigInt(RAM + 5 * 4096) }]);
    expect([contentOf(bench), registersOf(cpu)]).toEqual(before);
  });
});

describe('stores of tags', () => {
  test.each([
    ['stg', 1, false],
    ['stzg', 1, true],
    ['st2g', 2, false],
    ['stz2g', 2, true],
  ] as const)(
    '%s gives its granules the tag and no other, and zeroes only if it says so',
    (name, count, zeroes) => {
      fc.assert(
        fc.property(
          fc.array(tag, { minLength: GRANULES, maxLength: GRANULES }),
          tag,
          fc.nat(GRANULES - 2),
          (held, t, at) => {
            const pointer = BigInt(WINDOW + 16 * at) | (BigInt(t) << 56n);
            const { bench, cpu } = machineWith(`${name} x1, [x1]`, held, { 1: pointer });
            const data = (): number[] => [...bench.machine.page(2), ...bench.machine.page(3)];
            const before = data();
            cpu.run(1);
            expect(bench.exceptions).toEqual([]);
            const isMine = (i: number): boolean => i >= at && i < at + count;
            held.forEach((value, i) => {
              const granule = FIRST + i;
              expect(bench.tag(2 + (granule >> 8), granule & 0xff)).toBe(isMine(i) ? t : value);
            });
            expect(data()).toEqual(
              before.map((byte, i) => (zeroes && isMine(Math.floor(i / 16) - FIRST) ? 0 : byte)),
            );
          },
        ),
        { ...SEED, numRuns: 30 },
      );
    },
  );
});
