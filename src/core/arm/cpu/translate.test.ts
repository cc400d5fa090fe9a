import { describe, expect, test } from 'vitest';
import { assemble } from '../a64/assemble.ts';
import { PC, PSTATE } from './layout.ts';
import { Bench, RAM } from '../vectors/machine.ts';
import { Cpu } from './cpu.ts';
import { Memory } from './memory.ts';
import { Machine } from '../../machine/machine.ts';

const CODE = BigInt(RAM + 0x3000);
/** The page whose descriptor the tests change: the fifth of RAM, mapped by level 3. */
const PAGE = BigInt(RAM + 0x5000);
const DESCRIPTOR = { frame: 2, offset: 5 * 8 };
const EL1 = 0b0101 | (0xf << 6);

/** RAM mapped page by page, one to one, Normal Tagged, the code for users where EL0 runs it; X1 is PAGE, X5 its descriptor's address. */
function start(source: string, descriptor: bigint, pstate = EL1): Bench {
  const bench = new Bench(8);
  const table = (frame: number): bigint => BigInt(RAM + frame * 4096) | 3n;
  bench.putWord(0, 8, table(1), 8);
  bench.putWord(1, 0, table(2), 8);
  for (let i = 0; i < 8; i++)
    bench.putWord(2, 8 * i, (BigInt(RAM + i * 4096) | 0x403n) + (i === 3 && pstate !== EL1 ? 0xc0n : 0n), 8);
  bench.putWord(DESCRIPTOR.frame, DESCRIPTOR.offset, descriptor, 8);
  const made = assemble(source, CODE);
  if ('complaints' in made) throw new Error(made.complaints[0]?.message);
  bench.data(3).set(made.image);
  bench.data(6)[0] = 0x66;
  bench.data(5)[0] = 0x55;
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', 25n | (1n << 37n) | (1n << 23n));
  bench.setNamed('mair_el1', 0xf0n);
  bench.setNamed('sctlr_el1', 1n);
  bench.set(1, PAGE);
  bench.set(5, BigInt(RAM + 0x2000 + DESCRIPTOR.offset));
  bench.set(6, BigInt(RAM + 0x6000) | 0x403n);
  bench.set(7, PAGE >> 12n);
  bench.set(PC, CODE);
  bench.set(PSTATE, BigInt(pstate));
  return bench;
}

const WHOLE = PAGE | 0x403n;

describe('a changed descriptor', () => {
  const loaded = (between: string): bigint => {
    const cpu = start(`ldrb w0, [x1]\n str x6, [x5]\n dsb sy\n ${between}\n ldrb w0, [x1]`, WHOLE).cpu();
    cpu.run(4 + between.split('\n').length);
    return cpu.wide(0);
  };
  test('is not seen before TLBI', () => {
    expect(loaded('nop')).toBe(0x55n);
  });
  test.each([
    'tlbi vae1, x7',
    'tlbi vae1is, x7',
    'tlbi vaae1, x7',
    'tlbi vale1is, x7',
    'tlbi vaale1, x7',
    'tlbi aside1, xzr',
    'tlbi aside1is, xzr',
    'tlbi vmalle1',
    'tlbi vmalle1is',
  ])('is seen after %s', (tlbi) => {
    expect(loaded(tlbi)).toBe(0x66n);
  });
  test('is not seen after the TLBI of another page', () => {
    expect(loaded('add x7, x7, #1\n tlbi vae1, x7')).toBe(0x55n);
  });
  test('is seen at once where there was none: faults are not kept', () => {
    const bench = start('ldrb w0, [x1]\n str x6, [x5]\n ldrb w0, [x1]', 0n);
    const cpu = bench.cpu();
    cpu.run(1);
    expect(bench.exceptions).toHaveLength(1);
    cpu.pc = CODE + 4n;
    cpu.run(2);
    expect(cpu.wide(0)).toBe(0x66n);
  });
  test('is not seen by a vCPU made anew from the state: the TLB is part of it', () => {
    const bench = start('ldrb w0, [x1]\n str x6, [x5]\n ldrb w0, [x1]', WHOLE);
    bench.cpu().run(2);
    const again = new Cpu(
      new Memory(bench.machine, { base: RAM, frames: 8, dataPage: 0, tagsPage: 8, devices: [] }),
      0,
      { hypercall: () => false, exception: () => undefined },
    );
    again.run(1);
    expect(again.wide(0)).toBe(0x55n);
  });
});

describe('a descriptor decides', () => {
  const USER = 1n << 6n;
  const READ_ONLY = 1n << 7n;
  const EL0 = 0;
  const esrOf = (source: string, descriptor: bigint, pstate: number): number | null => {
    const bench = start(source, descriptor, pstate);
    bench.cpu().run(1);
    return bench.exceptions[0]?.esr ?? null;
  };
  const LOAD = 'ldrb w0, [x1]';
  const STORE = 'strb w0, [x1]';
  test.each([
    ['EL1 reads its own', LOAD, WHOLE, EL1, null],
    ['EL1 writes its own', STORE, WHOLE, EL1, null],
    ['EL1 reads what is read-only', LOAD, WHOLE | READ_ONLY, EL1, null],
    ['EL1 writes what is read-only', STORE, WHOLE | READ_ONLY, EL1, 0x9600004f],
    ['EL1 reads what is for users', LOAD, WHOLE | USER, EL1, null],
    ['EL1 under PAN does not', LOAD, WHOLE | USER, EL1 | (1 << 22), 0x9600000f],
    ['EL1 under PAN reads its own', LOAD, WHOLE, EL1 | (1 << 22), null],
    ['EL0 reads what is for users', LOAD, WHOLE | USER, EL0, null],
    ['EL0 writes what is for users', STORE, WHOLE | USER, EL0, null],
    ['EL0 writes what is read-only', STORE, WHOLE | USER | READ_ONLY, EL0, 0x9200004f],
    ["EL0 reads what is EL1's", LOAD, WHOLE, EL0, 0x9200000f],
    ['LDTR is as EL0', 'ldtrb w0, [x1]', WHOLE, EL1, 0x9600000f],
    ['LDTR of what is for users', 'ldtrb w0, [x1]', WHOLE | USER, EL1, null],
    ['the access flag is clear', LOAD, WHOLE & ~(1n << 10n), EL1, 0x9600000b],
    ['it is invalid', LOAD, WHOLE & ~1n, EL1, 0x96000007],
    ['it is reserved', LOAD, WHOLE & ~2n, EL1, 0x96000007],
    ['nothing is at the address', LOAD, 0x80000403n, EL1, 0x96000010],
    ['EL1 executes its own', 'br x1', WHOLE, EL1, null],
  ])('%s', (_, source, descriptor, pstate, esr) => {
    expect(esrOf(source, descriptor, pstate)).toBe(esr);
  });

  test.each([
    ['PXN', WHOLE | (1n << 53n), 0n, 0x8600000f],
    ['what users can write', WHOLE | USER, 0n, 0x8600000f],
    ['WXN and writable', WHOLE, 1n << 19n, 0x8600000f],
    ['WXN and read-only', WHOLE | READ_ONLY, 1n << 19n, 0x2000000],
  ])('whether EL1 executes: %s', (_, descriptor, wxn, esr) => {
    const bench = start('br x1', descriptor);
    // With WXN the code itself must not be writable.
    bench.putWord(2, 3 * 8, BigInt(RAM + 0x3000) | 0x483n, 8);
    bench.setNamed('sctlr_el1', 1n | wxn);
    bench.data(5).fill(0);
    const cpu = bench.cpu();
    cpu.run(2);
    expect(bench.exceptions.map((e) => e.esr)).toEqual([esr]);
  });
});

test('what an instruction touches is noted: descriptors, compared tags, then data', () => {
  const bench = start('str x0, [x1, #4]!', WHOLE);
  bench.setNamed('sctlr_el1', 1n | (1n << 43n) | (1n << 40n));
  const machine = new Machine(bench.machine.state, []);
  const memory = new Memory(machine, { base: RAM, frames: 8, dataPage: 0, tagsPage: 8, devices: [] });
  new Cpu(memory, 0, { hypercall: () => false, exception: () => undefined }).run(1);
  const noted = machine.accesses?.map((a) => (a.store === 'page' ? [a.kind, a.page, a.from, a.to] : []));
  const walk = (at: number): unknown => [
    ['read', 0, 8, 16],
    ['read', 1, 0, 8],
    ['read', 2, 8 * at, 8 * at + 8],
  ];
  expect(noted).toEqual([
    ...(walk(3) as unknown[]),
    ...(walk(5) as unknown[]),
    ['read', 8 + 5, 0, 1],
    ['write', 5, 4, 12],
  ]);
});

test('an unaligned access to a device faults, one to memory does not, unless SCTLR.A says so', () => {
  const esrOf = (sctlr: bigint, mair: bigint): number | null => {
    const bench = start('ldr x0, [x1, #4]\n ldr x0, [x1, #8]', WHOLE);
    bench.setNamed('mair_el1', mair);
    bench.setNamed('sctlr_el1', sctlr);
    bench.cpu().run(1);
    return bench.exceptions[0]?.esr ?? null;
  };
  expect(esrOf(1n, 0xf0n)).toBeNull();
  expect(esrOf(3n, 0xf0n)).toBe(0x96000021);
  expect(esrOf(1n, 0x04n)).toBe(0x96000021);
  expect(esrOf(0n, 0xf0n)).toBe(0x96000021);
});

test('a TLB entry leads to memory above 4 GiB of address space', () => {
  const bench = start('ldrb w0, [x1]\n ldrb w2, [x1]', WHOLE);
  // Level 0 and 1 lead there by a 48-bit address space.
  bench.setNamed('tcr_el1', 16n | (1n << 37n) | (1n << 23n));
  bench.putWord(7, 0, BigInt(RAM) | 3n, 8);
  bench.putWord(7, 8 * 5, BigInt(RAM) | 3n, 8);
  bench.setNamed('ttbr0_el1', BigInt(RAM + 0x7000));
  bench.set(1, PAGE + (5n << 39n));
  const cpu = bench.cpu();
  cpu.run(2);
  expect([cpu.wide(0), cpu.wide(2)]).toEqual([0x55n, 0x55n]);
});
