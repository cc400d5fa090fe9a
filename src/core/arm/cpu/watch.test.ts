import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Machine } from '../../machine/machine.ts';
import { assemble } from '../a64/assemble.ts';
import { Bench, RAM } from '../vectors/machine.ts';
import { PC, PSTATE, SP } from './layout.ts';
import { Memory } from './memory.ts';
import { watch } from './watch.ts';

const CODE = RAM + 0x1000;
const DATA = BigInt(RAM + 0x2000);
const tagged = (tag: number, offset = 0) => DATA + BigInt(offset) + (BigInt(tag) << 56n);
/** Both halves of the address space lead to RAM. */
const UPPER = 0xf0ffff8000000000n;
const EL0 = 0;
const EL1 = 0b0101;
const TCO = 1 << 25;
const T0SZ_T1SZ = 25n | (25n << 16n);
const TBI = (1n << 37n) | (1n << 38n);
const TCMA = (1n << 57n) | (1n << 58n);
const MMU = 1n;
const ATA0 = 1n << 42n;
const ATA = 1n << 43n;
const sync = (el: number) => 1n << (el === EL0 ? 38n : 40n);
const ALL = MMU | ATA | ATA0 | sync(EL0) | sync(EL1);
const HCR_ATA = 1n << 56n;
const BLOCK = 0x401n;
/** For users to read: what they can write, EL1 does not execute. */
const USER = (1n << 6n) | (1n << 7n);
const ATTRIBUTE_1 = 1n << 2n;
const ATTRIBUTE_2 = 2n << 2n;

interface Setting {
  readonly pointer?: bigint;
  readonly stack?: bigint;
  readonly tcr?: bigint;
  readonly sctlr?: bigint;
  readonly hcr?: bigint;
  readonly pstate?: number;
  readonly block?: bigint;
}

/** Watches an instruction whose base is X1 or SP; granule 0 of the data has tag 5, granule 1 has 6, and all others 0. */
function watching(source: string, setting: Setting = {}) {
  const { pointer = tagged(5), stack = tagged(5), tcr = TBI, sctlr = ALL, hcr = HCR_ATA } = setting;
  const { pstate = EL1, block = BLOCK } = setting;
  const bench = new Bench(4);
  const made = assemble(source, BigInt(CODE));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  bench.putWord(0, 8, BigInt(RAM) | block, 8);
  bench.data(1).set(made.image);
  bench.setTag(2, 0, 5);
  bench.setTag(2, 1, 6);
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('ttbr1_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', T0SZ_T1SZ | tcr);
  bench.setNamed('mair_el1', 0x04fff0n);
  bench.setNamed('sctlr_el1', sctlr);
  bench.setNamed('hcr_el2', hcr);
  bench.set(1, pointer);
  bench.set(SP, stack);
  bench.set(PC, BigInt(CODE));
  bench.set(PSTATE, BigInt(pstate));
  const before = bench.machine.state;
  const machine = new Machine({ ...before, words: before.words.slice() }, []);
  return watch(new Memory(machine, { base: RAM, frames: 4, dataPage: 0, tagsPage: 4, devices: [] }), 0);
}
const rules = (source: string, setting?: Setting) => watching(source, setting).accesses[0]?.unchecked;

test('a load by a pointer of the right tag is compared with its granule', () => {
  const { text, accesses, exception } = watching('ldr x0, [x1]');
  expect(text).toBe('ldr x0, [x1]');
  expect(exception).toBeNull();
  expect(accesses).toEqual([
    {
      pointer: tagged(5),
      bytes: 8,
      write: false,
      el: 1,
      unchecked: [],
      granules: [{ address: DATA, dataPage: 2, tagsPage: 6, granule: 0, allocation: 5, compared: true }],
    },
  ]);
});

describe('an access that goes over a granule boundary', () => {
  const granules = (setting: Setting) =>
    watching('ldr x0, [x1]', setting).accesses[0]?.granules.map((one) => [one.allocation, one.compared]);
  test('has both granules compared, and the second one fails', () => {
    expect(granules({ pointer: tagged(5, 12) })).toEqual([
      [5, true],
      [6, true],
    ]);
    expect(watching('ldr x0, [x1]', { pointer: tagged(5, 12) }).exception?.far).toBe(tagged(5, 16));
  });
  test('stops at the first one that differs', () => {
    expect(granules({ pointer: tagged(6, 12) })).toEqual([
      [5, true],
      [6, false],
    ]);
  });
});

describe('why an access is not checked', () => {
  test.each<[string, string, Setting, string[]]>([
    ['SP with an immediate', 'ldr x0, [sp, #8]', {}, ['SP relative']],
    ['SP alone, exclusively', 'ldxr x0, [sp]', {}, ['SP relative']],
    ['SP with a register is checked', 'ldr x0, [sp, xzr]', {}, []],
    ['SP with write-back is checked', 'ldr x0, [sp], #16', {}, []],
    ['a literal', 'ldr x0, .', {}, ['PC relative']],
    ['STG', 'stg x1, [x1]', {}, ['tag instruction']],
    ['LDG by SP', 'ldg x0, [sp]', {}, ['tag instruction']],
    ['STGP', 'stgp x2, x3, [x1]', {}, ['tag instruction']],
    ['DC GZVA', 'dc gzva, x1', {}, ['tag instruction']],
    ['DC ZVA is checked', 'dc zva, x1', { pointer: tagged(5) }, []],
    ['DC CVAC', 'dc cvac, x1', {}, ['cache maintenance']],
    ['PSTATE.TCO', 'ldr x0, [x1]', { pstate: EL1 | TCO }, ['TCO']],
    ['HCR_EL2.ATA', 'ldr x0, [x1]', { hcr: 0n }, ['HCR_EL2.ATA']],
    ['SCTLR_EL1.ATA', 'ldr x0, [x1]', { sctlr: ALL & ~ATA }, ['ATA']],
    ['SCTLR_EL1.TCF', 'ldr x0, [x1]', { sctlr: ALL & ~sync(EL1) }, ['TCF']],
    [
      'EL0 by its own controls',
      'ldr x0, [x1]',
      { pstate: EL0, block: BLOCK | USER, sctlr: MMU },
      ['ATA0', 'TCF0'],
    ],
    ['LDTR by those of EL0', 'ldtr x0, [x1]', { block: BLOCK | USER, sctlr: ALL & ~ATA0 }, ['ATA0']],
    ['LDTR where EL1 is not checked', 'ldtr x0, [x1]', { block: BLOCK | USER, sctlr: ALL & ~ATA }, []],
    ['TCR_EL1.TCMA0', 'ldr x0, [x1]', { pointer: tagged(0), tcr: TBI | TCMA }, ['TCMA0']],
    ['TCMA0 with another tag', 'ldr x0, [x1]', { tcr: TBI | TCMA }, []],
    ['TCMA1', 'ldr x0, [x1]', { pointer: UPPER | tagged(15), tcr: TBI | TCMA }, ['TCMA1']],
    ['tag 0 of the upper half', 'ldr x0, [x1]', { pointer: UPPER | DATA, tcr: TBI | TCMA }, []],
    ['no TBI', 'ldr x0, [x1]', { pointer: tagged(0), tcr: 0n }, ['TBI0']],
    ['the MMU is off', 'ldr x0, [x1]', { pointer: tagged(0), sctlr: ALL & ~MMU }, ['MMU off']],
    ['Normal, not Tagged', 'ldr x0, [x1]', { block: BLOCK | ATTRIBUTE_1 }, ['attribute']],
    ['Device', 'ldr x0, [x1]', { block: BLOCK | ATTRIBUTE_2 }, ['device']],
    ['several at once', 'ldr x0, [x1]', { pstate: EL1 | TCO, sctlr: MMU }, ['TCO', 'ATA', 'TCF']],
  ])('%s', (_, source, setting, expected) => {
    expect(rules(source, setting)).toEqual(expected);
  });
});

test('however the controls stand: tags are compared if and only if no rule says that they are not', () => {
  const bit = (mask: bigint) => fc.constantFrom(0n, mask);
  const any = fc.record({
    pstate: fc.constantFrom(EL0, EL1, EL1 | TCO),
    sctlr: fc
      .tuple(bit(ATA), bit(ATA0), bit(sync(EL0)), bit(sync(EL1)))
      .map((bits) => bits.reduce((a, b) => a | b, MMU)),
    tcr: fc.tuple(bit(TBI), bit(TCMA)).map(([tbi, tcma]) => tbi | tcma),
    hcr: bit(HCR_ATA),
    block: fc.constantFrom(BLOCK, BLOCK | USER, BLOCK | USER | ATTRIBUTE_1),
    pointer: fc.constantFrom(tagged(0), tagged(5), tagged(9), UPPER | DATA, UPPER | tagged(15)),
    stack: fc.constantFrom(tagged(5), tagged(9)),
  });
  const source = fc.constantFrom(
    'ldr x0, [x1]',
    'str x0, [x1]',
    'ldtr x0, [x1]',
    'ldr x0, [sp]',
    'ldr x0, [sp, xzr]',
  );
  fc.assert(
    fc.property(source, any, (text, setting) => {
      for (const { unchecked, granules } of watching(text, setting).accesses)
        expect(granules.some(({ compared }) => compared)).toBe(unchecked.length === 0);
    }),
  );
});

test('an access that stage 1 does not map reaches no check', () => {
  const { accesses, exception } = watching('ldr x0, [x1]', { pointer: 0n });
  expect(accesses).toEqual([]);
  expect((exception?.esr ?? 0) & 0x3c).toBe(0b000100);
});
