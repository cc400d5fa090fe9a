import { describe, expect, test } from 'vitest';
import { assemble } from '../a64/assemble.ts';
import { Bench, RAM } from '../vectors/machine.ts';
import { PC, PSTATE, slotNamed } from './layout.ts';

const EL0 = 0;
const EL1 = 0b0101;

/** Runs a text with the MMU off, X1 pointing into RAM; the ESRs that it took. */
function esrsOf(
  source: string,
  pstate: number,
  prepare: (bench: Bench) => void = () => undefined,
): readonly number[] {
  const bench = new Bench(4);
  const made = assemble(source, BigInt(RAM));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  bench.data(0).set(made.image);
  bench.set(1, BigInt(RAM + 0x1000));
  bench.set(PC, BigInt(RAM));
  bench.set(PSTATE, BigInt(pstate));
  prepare(bench);
  bench.cpu().run(made.image.length / 4);
  return bench.exceptions.map(({ esr }) => esr);
}
const allowing =
  (bits: bigint) =>
  (bench: Bench): void => {
    bench.setNamed('sctlr_el1', bits);
  };

describe('set and way forms of cache maintenance', () => {
  const names = ['isw', 'igsw', 'igdsw', 'csw', 'cgsw', 'cgdsw', 'cisw', 'cigsw', 'cigdsw'];
  test.each(names)('DC %s does nothing at EL1 and is undefined at EL0', (name) => {
    expect(esrsOf(`dc ${name}, x1`, EL1)).toEqual([]);
    expect(esrsOf(`dc ${name}, x1`, EL0)).toEqual([0x02000000]);
  });
});

describe('the registers of MTE', () => {
  const names = ['gcr_el1', 'rgsr_el1', 'tfsr_el1', 'tfsre0_el1'];
  test.each(names)('%s is there with HCR_EL2.ATA, and undefined without', (name) => {
    const text = `msr ${name}, x1\n mrs x0, ${name}`;
    expect(esrsOf(text, EL1)).toEqual([]);
    const without = (bench: Bench): void => {
      bench.setNamed('hcr_el2', 0n);
    };
    expect(esrsOf(`msr ${name}, x1`, EL1, without)).toEqual([0x02000000]);
    expect(esrsOf(`mrs x0, ${name}`, EL1, without)).toEqual([0x02000000]);
  });
});

describe('a pointer with a tag, the MMU off', () => {
  const ADDRESS_SIZE = 0x96000000;
  const pointing =
    (tcr: bigint) =>
    (bench: Bench): void => {
      bench.setNamed('tcr_el1', tcr);
      bench.set(1, BigInt(RAM + 0x1000) | (5n << 56n));
    };
  test('reaches its address where TCR_EL1.TBI0 says that the top byte is ignored', () => {
    expect(esrsOf('ldr x0, [x1]', EL1, pointing(1n << 37n))).toEqual([]);
  });
  test('is an address too large where it does not', () => {
    expect(esrsOf('ldr x0, [x1]', EL1, pointing(0n)).map((esr) => esr >>> 0)).toEqual([ADDRESS_SIZE]);
  });
});

describe('what EL1 lets EL0 do', () => {
  // ISS: op0 0, op2 6, op1 3, CRn 4, Rt 31, CRm 5. QEMU 7.2 exchanges op1 and op2.
  const trapped = ((0x18 << 26) | (1 << 25) | (6 << 17) | (3 << 14) | (4 << 10) | (31 << 5) | (5 << 1)) >>> 0;
  test.each([
    ['MSR DAIFSet without UMA', 'msr daifset, #5', 0n, [trapped]],
    ['MSR DAIFSet with UMA', 'msr daifset, #5', 1n << 9n, []],
    ['DC CVAC with UCI', 'dc cvac, x1', 1n << 26n, []],
    ['CTR_EL0 with UCT', 'mrs x0, ctr_el0', 1n << 15n, []],
    ['DC IVAC, never', 'dc ivac, x1', (1n << 64n) - 2n, [0x02000000]],
  ])('%s', (_, source, sctlr, esrs) => {
    expect(esrsOf(source, EL0, allowing(sctlr))).toEqual(esrs);
  });
});

test('cache maintenance of an address that is not there faults as a write, and says that it was maintenance', () => {
  expect(
    esrsOf('dc cvac, x1', EL1, (bench) => {
      bench.set(1, 0xdead0000n);
    }),
  ).toEqual([0x96000150]);
});

test('DC ZVA of a device, such as everything is without the MMU, faults', () => {
  expect(esrsOf('dc zva, x1', EL1)).toEqual([0x96000061]);
});

test('TFSR keeps two bits, GCR seventeen, RGSR its tag and seed', () => {
  const bench = new Bench(4);
  const made = assemble('mov x0, #-1\n msr tfsr_el1, x0\n msr gcr_el1, x0\n msr rgsr_el1, x0', BigInt(RAM));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  bench.data(0).set(made.image);
  bench.set(PC, BigInt(RAM));
  bench.set(PSTATE, BigInt(EL1));
  const cpu = bench.cpu();
  cpu.run(4);
  expect(['tfsr_el1', 'gcr_el1', 'rgsr_el1'].map((name) => cpu.wide(slotNamed(name)))).toEqual([
    3n,
    0x1ffffn,
    0xffff0fn,
  ]);
});

describe('ID registers say what there is', () => {
  test.each([
    ['id_aa64pfr0_el1', 'EL0', 0, 1n],
    ['id_aa64pfr0_el1', 'EL1', 4, 1n],
    ['id_aa64pfr0_el1', 'EL2', 8, 0n],
    ['id_aa64pfr0_el1', 'FP', 16, 0xfn],
    ['id_aa64pfr0_el1', 'AdvSIMD', 20, 0xfn],
    ['id_aa64pfr0_el1', 'DIT', 48, 1n],
    ['id_aa64pfr1_el1', 'MTE', 8, 3n],
    ['id_aa64isar0_el1', 'CRC32', 16, 1n],
    ['id_aa64isar0_el1', 'Atomic', 20, 2n],
    ['id_aa64isar1_el1', 'DPB', 0, 2n],
    ['id_aa64isar1_el1', 'APA', 4, 0n],
    ['id_aa64isar1_el1', 'LRCPC', 20, 1n],
    ['id_aa64isar1_el1', 'SB', 36, 1n],
    ['id_aa64mmfr0_el1', 'PARange', 0, 5n],
    ['id_aa64mmfr0_el1', 'TGran16', 20, 0n],
    ['id_aa64mmfr0_el1', 'TGran64', 24, 0xfn],
    ['id_aa64mmfr0_el1', 'TGran4', 28, 0n],
    ['id_aa64mmfr1_el1', 'HAFDBS', 0, 0n],
    ['id_aa64mmfr1_el1', 'PAN', 20, 1n],
    ['id_aa64mmfr2_el1', 'UAO', 4, 1n],
    ['id_aa64mmfr2_el1', 'IDS', 36, 0n],
  ])('%s.%s', (name, _, at, value) => {
    expect((new Bench(1).cpu().wide(slotNamed(name)) >> BigInt(at)) & 0xfn).toBe(value);
  });
});
