import { expect, test } from 'vitest';
import { decode } from '../a64/decode.ts';
import { randomWords } from '../a64/random.test-data.ts';
import { TABLE } from '../a64/table.ts';
import { Bench, RAM } from '../vectors/machine.ts';
import { RUNS } from './layout.ts';

const FRAMES = 16;
const CODE = BigInt(RAM + 0x1000);
const AT_EL1 = 0b0101 | (0xf << 6);

/** Runs each word alone, at EL0 or EL1, with registers that point into memory; how many took an exception. */
function runEach(words: readonly number[], pstate: number): number {
  const bench = new Bench(FRAMES);
  const descriptor = BigInt(RAM) | (pstate === 0 ? 0x441n : 0x401n);
  const cpu = bench.cpu();
  const code = cpu.memory.frame(Number(CODE));
  for (const word of words) {
    bench.putWord(0, 8, descriptor, 8);
    bench.setNamed('ttbr0_el1', BigInt(RAM));
    bench.setNamed('tcr_el1', 25n | (1n << 37n) | (1n << 23n));
    bench.setNamed('mair_el1', 0xf0n);
    bench.setNamed('sctlr_el1', 1n | (3n << 42n) | (1n << 40n) | (1n << 38n));
    cpu.stop(RUNS);
    cpu.setPstate(pstate);
    for (let slot = 0; slot < 32; slot++) cpu.setWide(slot, BigInt(RAM + 0x8000 + 16 * slot));
    cpu.pc = CODE;
    code?.own();
    if (code !== null) {
      code.words[0] = word;
      code.code = null;
    }
    cpu.run(1);
  }
  return bench.exceptions.length;
}

test.each([
  ['EL1', AT_EL1, 3],
  ['EL0', 0, 4],
])(
  '50,000 random words, each run alone at %s: a result or an exception, never a throw',
  (_, pstate, seed) => {
    const numbers = randomWords(seed);
    const words = Array.from({ length: 50_000 }, () => numbers.next().value);
    const undecoded = words.filter((word) => decode(word) === null).length;
    const exceptions = runEach(words, pstate);
    expect(exceptions).toBeGreaterThanOrEqual(undecoded);
    expect(exceptions).toBeLessThan(words.length);
  },
);

test('every row of the table with random fields: likewise', () => {
  const numbers = randomWords(5);
  const words = TABLE.flatMap(({ pattern: { mask, value } }) =>
    Array.from({ length: 40 }, () => ((numbers.next().value & ~mask) | value) >>> 0),
  );
  for (const pstate of [AT_EL1, 0]) expect(runEach(words, pstate)).toBeLessThan(words.length);
});
