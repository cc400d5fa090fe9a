import { describe, expect, test } from 'vitest';
import { assemble } from '../a64/assemble.ts';
import { Bench, RAM } from '../vectors/machine.ts';
import { PC, PSTATE, slotNamed } from './layout.ts';

/** Both halves of the address space lead to RAM: the lower at RAM, the upper at the same with bits 63:39 set. */
const UPPER = 0xffffff8000000000n;
const CODE = RAM + 0x1000;
const DATA = BigInt(RAM + 0x2000);
const EL1 = 0b0101 | (0xf << 6);
const T0SZ_T1SZ = 25n | (25n << 16n);
const TBI0 = 1n << 37n;
const TBI1 = 1n << 38n;
const TCMA0 = 1n << 57n;
const TCMA1 = 1n << 58n;
const TBID0 = 1n << 51n;
const TBID1 = 1n << 52n;
const MMU_ATA_SYNC = 1n | (1n << 43n) | (1n << 40n);

interface Case {
  readonly source?: string;
  readonly pointer: bigint;
  readonly tcr?: bigint;
  readonly sctlr?: bigint;
  readonly pstate?: number;
  readonly hcr?: bigint;
  /** Attributes of the block that maps RAM. */
  readonly block?: bigint;
}

/** Loads through a pointer to a granule whose tag is 5; what exceptions there are, and X0. */
function load({
  source = 'ldr x0, [x1]',
  pointer,
  tcr = TBI0 | TBI1,
  sctlr = MMU_ATA_SYNC,
  pstate = EL1,
  hcr,
  block = 0x401n,
}: Case) {
  const bench = new Bench(4);
  bench.putWord(0, 8, BigInt(RAM) | block, 8);
  const made = assemble(source, BigInt(CODE));
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  bench.data(1).set(made.image);
  bench.data(2)[0] = 0x77;
  bench.setTag(2, 0, 5);
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('ttbr1_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', T0SZ_T1SZ | tcr);
  bench.setNamed('mair_el1', 0xf0n);
  bench.setNamed('sctlr_el1', sctlr);
  if (hcr !== undefined) bench.setNamed('hcr_el2', hcr);
  bench.set(1, pointer);
  bench.set(PC, BigInt(CODE));
  bench.set(PSTATE, BigInt(pstate));
  const cpu = bench.cpu();
  cpu.run(made.image.length / 4);
  return { esrs: bench.exceptions.map(({ esr }) => esr), x0: cpu.wide(0), cpu };
}

const withTag = (address: bigint, tag: bigint): bigint => (address & ~(0xffn << 56n)) | (tag << 56n);
/** Of a block that EL0 may read, as EL1 still executes it. */
const UNPRIVILEGED = { source: 'ldtr x0, [x1]', pointer: DATA, block: 0x4c1n };
const TAG_CHECK = 0x96000011;
const TRANSLATION = 0x96000004;

describe('whether a load is checked', () => {
  test.each([
    ['the right tag', { pointer: withTag(DATA, 5n) }, null],
    ['another tag', { pointer: withTag(DATA, 4n) }, TAG_CHECK],
    ['the upper four bits take no part', { pointer: withTag(DATA, 0xa5n) }, null],
    ['tag 0 is checked', { pointer: DATA }, TAG_CHECK],
    ['tag 0 with TCMA0 is not', { pointer: DATA, tcr: TBI0 | TCMA0 }, null],
    ['tag 15 with TCMA0 is', { pointer: withTag(DATA, 15n), tcr: TBI0 | TCMA0 }, TAG_CHECK],
    ['tag 0 with TCMA1 is', { pointer: DATA, tcr: TBI0 | TCMA1 }, TAG_CHECK],
    ['the upper half: the right tag', { pointer: withTag(UPPER | DATA, 0xf5n) }, null],
    ['the upper half: tag 15', { pointer: UPPER | DATA }, TAG_CHECK],
    ['the upper half: tag 15 with TCMA1', { pointer: UPPER | DATA, tcr: TBI1 | TCMA1 }, null],
    [
      'the upper half: tag 0 with TCMA1',
      { pointer: withTag(UPPER | DATA, 0xf0n), tcr: TBI1 | TCMA1 },
      TAG_CHECK,
    ],
    ['without TBI nothing is', { pointer: DATA, tcr: 0n }, null],
    ['without TBI a tag is a wrong address', { pointer: withTag(DATA, 5n), tcr: 0n }, TRANSLATION],
    ['TBID is about instructions only', { pointer: withTag(DATA, 5n), tcr: TBI0 | TBID0 }, null],
    ['not under TCO', { pointer: DATA, pstate: EL1 | (1 << 25) }, null],
    ['not with TCF 0', { pointer: DATA, sctlr: 1n | (1n << 43n) }, null],
    ['not without SCTLR_EL1.ATA', { pointer: DATA, sctlr: 1n | (1n << 40n) }, null],
    ['not without HCR_EL2.ATA', { pointer: DATA, hcr: 0n }, null],
    [
      'an unprivileged load is by TCF0',
      { ...UNPRIVILEGED, sctlr: MMU_ATA_SYNC | (1n << 42n) | (1n << 38n) },
      TAG_CHECK,
    ],
    ['and so not by TCF', { ...UNPRIVILEGED, sctlr: MMU_ATA_SYNC | (1n << 42n) }, null],
    ['nor without ATA0', { ...UNPRIVILEGED, sctlr: MMU_ATA_SYNC | (1n << 38n) }, null],
    ['any other not by TCF0', { pointer: DATA, sctlr: 1n | (3n << 42n) | (1n << 38n) }, null],
  ])('%s', (_, given: Case, esr) => {
    const { esrs, x0 } = load(given);
    expect(esrs).toEqual(esr === null ? [] : [esr]);
    if (esr === null) expect(x0).toBe(0x77n);
  });
});

describe('a branch to a tagged address', () => {
  const target = withTag(DATA, 5n);
  const go = (tcr: bigint) => load({ source: 'br x1\n nop', pointer: target, tcr });

  test('goes to the address itself where the top byte is ignored', () => {
    const { esrs, cpu } = go(TBI0);
    expect(esrs).toEqual([0x02000000]);
    expect(cpu.wide(slotNamed('elr_el1'))).toBe(DATA);
  });
  test.each([
    ['TBID', TBI0 | TBID0],
    ['no TBI', 0n],
  ])('keeps the tag and finds nothing there with %s', (_, tcr) => {
    const { esrs, cpu } = go(tcr);
    expect(esrs).toEqual([0x86000004]);
    expect(cpu.wide(slotNamed('far_el1'))).toBe(target);
  });
  test('TBID1 is of the upper half', () => {
    expect(go(TBI0 | TBID1).esrs).toEqual([0x02000000]);
  });
});
