/**
 * A vector of what a program at EL0 does: one instruction, or up to four, with the pages of its address space mapped by stage 1. The
 * signal that Linux would send is read from the exception (FACTS and Linux arch/arm64/mm/fault.c: fault_info).
 */
import { PC, PSTATE, SP, slotNamed } from '../cpu/layout.ts';
import { BadLine, type Reader } from './line.ts';
import { Bench, RAM } from './machine.ts';

/** Where the first instruction lies, and the maps of the address space: two pages each, a letter a right, T for PROT_MTE. */
const START = 0x10100100n;
const MAPS: Readonly<Record<string, { readonly base: bigint; readonly pages: readonly (string | null)[] }>> =
  {
    rw_mte: { base: 0x10000000n, pages: ['rwT', 'rwT'] },
    rw_plain: { base: 0x10010000n, pages: ['rw', 'rw'] },
    ro_mte: { base: 0x10020000n, pages: ['rT', 'rT'] },
    ro_plain: { base: 0x10030000n, pages: ['r', 'r'] },
    unmapped: { base: 0x10040000n, pages: [null, null] },
    mte_then_plain: { base: 0x10050000n, pages: ['rwT', 'rw'] },
    mte_then_ro: { base: 0x10060000n, pages: ['rwT', 'rT'] },
    mte_then_unmapped: { base: 0x10070000n, pages: ['rwT', null] },
    mprot_mte: { base: 0x10080000n, pages: ['rwT', 'rwT'] },
    rw_mte_shared: { base: 0x10090000n, pages: ['rwT', 'rwT'] },
    none_mte: { base: 0x100a0000n, pages: ['T', 'T'] },
    start: { base: 0x10100000n, pages: ['rwT'] },
    code: { base: 0x10101000n, pages: ['rwT'] },
  };

/** Frames of the tables; those of the maps follow, in their order. */
const TABLES = 3;
interface Mapped {
  readonly address: bigint;
  readonly rights: string;
  readonly frame: number;
}
const mapped: readonly Mapped[] = Object.values(MAPS)
  .flatMap(({ base, pages }) => pages.map((rights, i) => ({ address: base + BigInt(i * 4096), rights })))
  .filter((page): page is { address: bigint; rights: string } => page.rights !== null)
  .map((page, i) => ({ ...page, frame: TABLES + i }));
const FRAMES = TABLES + mapped.length;

const TCF: Readonly<Record<string, bigint>> = { none: 0n, sync: 1n, async: 2n, asymm: 3n };
const MMU = 1n;
/** As Linux has it: EL0 may use DC ZVA. */
const DZE = 1n << 14n;
const ATA0 = 1n << 42n;
const PAGE = 3n;
const ACCESS_FLAG = 1n << 10n;
const USER = 1n << 6n;
const READ_ONLY = 1n << 7n;

/** AttrIndx 0 is Normal Tagged, 1 Normal. */
const MAIR = 0xfff0n;

function descriptor({ rights, frame }: Mapped): bigint {
  const tagged = rights.includes('T');
  return (
    BigInt(RAM + frame * 4096) |
    PAGE |
    ACCESS_FLAG |
    (tagged ? 0n : 1n << 2n) |
    // PROT_NONE: the page is there, and EL0 has no right to it.
    (rights.includes('r') ? USER : 0n) |
    (rights.includes('w') ? 0n : READ_ONLY)
  );
}

interface Window {
  readonly base: bigint;
  readonly tags: readonly number[];
  readonly data: readonly number[];
}

function bytesOf(hex: string): readonly number[] {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new BadLine('data is not written in hexadecimal');
  return (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
}

function frameAt(address: bigint): number | null {
  return mapped.find((page) => page.address === (address & ~0xfffn))?.frame ?? null;
}

function put(bench: Bench, { base, tags, data }: Window): void {
  tags.forEach((tag, i) => {
    const at = base + BigInt(16 * i);
    const page = mapped.find(({ address }) => address === (at & ~0xfffn));
    if (page?.rights.includes('T') === true) bench.setTag(page.frame, Number(at & 0xfffn) >> 4, tag);
  });
  data.forEach((byte, i) => {
    const at = base + BigInt(i);
    const frame = frameAt(at);
    if (frame !== null) bench.data(frame)[Number(at & 0xfffn)] = byte;
  });
}

function slotOf(name: string): number {
  const [, digits] = /^x(\d|[12]\d|30)$/.exec(name) ?? [];
  if (name === 'sp') return SP;
  if (digits === undefined) throw new BadLine(`there is no register ${name}`);
  return Number(digits);
}

/** Runs a vector; what differs, a sentence each. */
export function runEl0(line: Reader): readonly string[] {
  const encodings = [line.any('enc')].flat().map((word) => {
    if (typeof word !== 'string' || !/^0x[0-9a-f]{8}$/.test(word)) throw new BadLine('enc is no encoding');
    return BigInt(word);
  });
  const input = line.object('in');
  const tcf = TCF[line.text('tcf')];
  if (tcf === undefined) throw new BadLine('tcf is not none, sync, async or asymm');
  const window = input.has('mem') ? windowOf(input.object('mem')) : null;
  input.any('mem');
  const registers = input.object('regs');
  const tco = line.number('tco');

  const prepared = (): Bench => {
    const bench = new Bench(FRAMES);
    const table = (frame: number): bigint => BigInt(RAM + frame * 4096);
    bench.putWord(0, 0, table(1) | 3n, 8);
    bench.putWord(1, Number(0x10000000n >> 21n) * 8, table(2) | 3n, 8);
    for (const page of mapped) bench.putWord(2, (Number(page.address >> 12n) & 511) * 8, descriptor(page), 8);
    encodings.forEach((word, i) => {
      bench.putWord(frameAt(START) ?? 0, Number(START & 0xfffn) + 4 * i, word, 4);
    });
    if (window !== null) put(bench, window);
    return bench;
  };
  const bench = prepared();
  const nzcv = input.number('nzcv');
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  // T0SZ 25, TBI0, EPD1.
  bench.setNamed('tcr_el1', 25n | (1n << 37n) | (1n << 23n));
  bench.setNamed('mair_el1', MAIR);
  bench.setNamed('sctlr_el1', MMU | DZE | ATA0 | (tcf << 38n));
  bench.setNamed('gcr_el1', BigInt(~line.number('include') & 0xffff));
  // 512 bytes a block of DC ZVA.
  bench.setNamed('dczid_el0', 7n);
  if (line.has('rgsr')) {
    const rgsr = line.object('rgsr');
    bench.setNamed('rgsr_el1', BigInt((rgsr.number('seed') << 8) | rgsr.number('tag')));
  }
  const before = new Map<number, bigint>();
  for (const name of registers.keys) before.set(slotOf(name), registers.wide(name));
  for (const [slot, value] of before) bench.set(slot, value);
  bench.set(PC, START);
  bench.set(PSTATE, BigInt(((nzcv << 28) | (tco << 25)) >>> 0));
  const cpu = bench.cpu();
  let ran = 0;
  while (ran < encodings.length && bench.exceptions.length === 0) {
    cpu.run(1);
    ran++;
  }

  const differences: string[] = [];
  const same = (what: string, got: bigint, want: bigint): void => {
    if (got !== want) differences.push(`${what} is 0x${got.toString(16)}, not 0x${want.toString(16)}`);
  };
  const [exception] = bench.exceptions;
  const out = line.object('out');
  const changed = out.object('regs');
  for (const name of changed.keys) before.set(slotOf(name), changed.wide(name));
  const stack = exception === undefined ? SP : slotNamed('sp_el0');
  for (let slot = 0; slot <= SP; slot++)
    same(slot === SP ? 'sp' : `x${slot}`, cpu.wide(slot === SP ? stack : slot), before.get(slot) ?? 0n);
  const pstate = exception === undefined ? BigInt(cpu.pstate >>> 0) : cpu.wide(slotNamed('spsr_el1'));
  same('nzcv', pstate >> 28n, BigInt(out.number('nzcv')));
  same('tco', (pstate >> 25n) & 1n, BigInt(out.number('tco', tco)));
  if (out.has('rgsr')) {
    const rgsr = out.object('rgsr');
    same('rgsr', cpu.wide(slotNamed('rgsr_el1')), BigInt((rgsr.number('seed') << 8) | rgsr.number('tag')));
  }
  differences.push(...faultDifferences(line, exception ?? null));
  const noted = line.has('fault_async') ? 1n : 0n;
  if (line.has('fault_async')) {
    const asynchronous = line.object('fault_async');
    if (asynchronous.number('si_code') !== 8 || asynchronous.number('sig') !== 11)
      throw new BadLine('fault_async is not SIGSEGV with SEGV_MTEAERR');
  }
  line.any('fault_async');
  same('tfsre0_el1', cpu.wide(slotNamed('tfsre0_el1')), noted);

  const expected = prepared();
  if (out.has('mem') && window !== null) {
    const memory = out.object('mem');
    put(expected, {
      base: window.base,
      tags: memory.has('tags') ? memory.numbers('tags') : [],
      data: memory.has('data') ? bytesOf(memory.text('data')) : [],
    });
  }
  out.any('mem');
  for (const { address, frame } of mapped) {
    for (const page of [frame, FRAMES + frame]) {
      const got = bench.machine.page(page);
      const want = expected.machine.page(page);
      const at = got === want ? -1 : got.findIndex((byte, i) => byte !== want[i]);
      if (at >= 0)
        differences.push(
          `${page === frame ? 'data' : 'tags'} differ at byte ${at} of page 0x${address.toString(16)}`,
        );
    }
  }
  for (const name of ['id', 'cls', 'insn', 'note', 'expose', 'rgsr', 'fault']) line.any(name);
  line.done();
  return differences;
}

function windowOf(memory: Reader): Window {
  const map = memory.text('map');
  if (MAPS[map] === undefined) throw new BadLine(`there is no map ${map}`);
  const found = {
    base: memory.wide('base'),
    tags: memory.numbers('tags'),
    data: bytesOf(memory.text('data')),
  };
  memory.done();
  return found;
}

/** Linux's signal for the exception, beside the vector's. */
function faultDifferences(
  line: Reader,
  exception: { readonly esr: number; readonly far: bigint; readonly elr: bigint } | null,
): readonly string[] {
  if (!line.has('fault'))
    return exception === null ? [] : [`took an exception (ESR 0x${exception.esr.toString(16)})`];
  const fault = line.object('fault');
  const want = `${fault.number('sig')}/${fault.number('si_code')}`;
  const where = fault.wide('si_addr');
  const index = fault.number('insn_index', 0);
  fault.done();
  if (exception === null) return [`took no exception, not ${want}`];
  const got = signalOf(exception.esr);
  const differences = got === want ? [] : [`took ${got}, not ${want}`];
  if (exception.elr !== START + BigInt(4 * index)) differences.push(`instruction ${index} did not take it`);
  const address = BigInt.asUintN(56, got === '4/2' ? exception.elr : exception.far);
  const wanted = BigInt.asUintN(56, where);
  // Of a tag check fault the address, of any other the page.
  const close = got === '11/9' ? address === wanted : address >> 12n === wanted >> 12n;
  if (!close)
    differences.push(`the fault's address is 0x${address.toString(16)}, not 0x${wanted.toString(16)}`);
  return differences;
}

function signalOf(esr: number): string {
  const kind = esr >>> 26;
  if (kind === 0) return '4/2';
  if (kind !== 0x24 && kind !== 0x20) return `exception class 0x${kind.toString(16)}`;
  const status = esr & 0x3f;
  if (status === 0b010001) return '11/9';
  if (status === 0b100001) return '7/1';
  if (status >> 2 === 0b0001) return '11/1';
  if (status >> 2 === 0b0011) return '11/2';
  return `fault status 0x${status.toString(16)}`;
}
