/** A vector of what EL1 does: one assembled instruction with tagged memory under a block of 1 GiB. */
import { encode } from '../a64/encode.ts';
import { PC, PSTATE, slotNamed } from '../cpu/layout.ts';
import { BadLine, type Reader } from './line.ts';
import { Bench, RAM } from './machine.ts';

const FRAMES = 512;
const CODE = RAM + 0x1000;
const VECTORS = RAM + 0x2000;
const MMU = 1n;
const ATA = 1n << 43n;
const NAMED = ['rgsr_el1', 'gcr_el1', 'tfsr_el1', 'tfsre0_el1', 'esr_el1', 'far_el1'] as const;
/** Of ID registers, the fields that this processor's features decide; QEMU's CPU has others beside. */
const ID_FIELDS: Readonly<Record<string, bigint>> = { id_aa64pfr1_el1: 0xf00n };

function placeOf(address: bigint): { readonly frame: number; readonly offset: number } {
  const offset = Number(BigInt.asUintN(56, address)) - RAM;
  if (offset < 0 || offset >= FRAMES * 4096) throw new BadLine('memory lies where the vectors have none');
  return { frame: offset >> 12, offset: offset & 0xfff };
}

/** Runs a vector; what differs, a sentence each. */
export function runEl1(line: Reader): readonly string[] {
  const kind = line.text('cls');
  const out = line.object('out');
  const bench = new Bench(FRAMES);
  const differences: string[] = [];
  const same = (what: string, got: bigint, want: bigint): void => {
    if (got !== want) differences.push(`${what} is 0x${got.toString(16)}, not 0x${want.toString(16)}`);
  };
  for (const name of ['id', 'el', 'insn', 'note']) line.any(name);
  if (kind === 'sysreg') {
    const cpu = bench.cpu();
    for (const key of out.keys) {
      const name = key.replace(/_reset$/, '');
      const mask = ID_FIELDS[name] ?? (1n << 64n) - 1n;
      same(key, cpu.wide(slotNamed(name)) & mask, out.wide(key) & mask);
    }
    line.done();
    return differences;
  }
  const input = line.object('in');
  const given = { base: input.wide('base', 0n), x0: input.wide('x0', 0n), x1: input.wide('x1', 0n) };
  // One block descriptor: 0x40000000, AttrIndx 0, access flag.
  bench.putWord(0, 8, BigInt(RAM) | 1n | (1n << 10n), 8);
  const encoded = encode(line.text('insn'), { pc: BigInt(CODE), symbol: () => null });
  if (!('word' in encoded)) throw new BadLine(`insn: ${encoded.message}`);
  bench.putWord(1, 0, BigInt(encoded.word), 4);
  bench.setNamed('ttbr0_el1', BigInt(RAM));
  bench.setNamed('tcr_el1', 25n | (1n << 37n) | (1n << 23n));
  bench.setNamed('mair_el1', 0xf0n);
  bench.setNamed('vbar_el1', BigInt(VECTORS));
  const ata = kind === 'ata0' ? 0n : ATA;
  bench.setNamed('sctlr_el1', MMU | ata | (BigInt(line.number('tcf', 0)) << 40n));
  for (const name of ['rgsr_el1', 'gcr_el1']) bench.setNamed(name, input.wide(name, 0n));
  [given.x0, given.x1, input.wide('x2', 0n)].forEach((value, slot) => {
    bench.set(slot, value);
  });
  const tags = input.has('tags') ? input.numbers('tags') : [];
  const filled = input.number('data_fill', -1);
  const granule = (i: number): { readonly frame: number; readonly offset: number } =>
    placeOf(given.base + BigInt(16 * i));
  tags.forEach((tag, i) => {
    const { frame, offset } = granule(i);
    bench.setTag(frame, offset >> 4, tag);
    if (filled >= 0) bench.data(frame).fill(filled, offset, offset + 16);
  });
  const word = (): bigint => {
    let bits = 0n;
    for (let i = 7; i >= 0; i--) {
      const { frame, offset } = placeOf(given.x1 + BigInt(i));
      bits = (bits << 8n) | BigInt(bench.machine.page(frame)[offset] ?? 0);
    }
    return bits;
  };
  if (input.has('mem')) {
    const bits = input.wide('mem');
    for (let i = 0; i < 8; i++) {
      const { frame, offset } = placeOf(given.x1 + BigInt(i));
      bench.data(frame)[offset] = Number((bits >> BigInt(8 * i)) & 0xffn);
    }
  }
  const tagged = input.has('mem_tag') && placed(given.x1) ? placeOf(given.x1) : null;
  const memoryTag = input.number('mem_tag', 0);
  if (tagged !== null) bench.setTag(tagged.frame, tagged.offset >> 4, memoryTag);
  input.done();
  bench.set(PC, BigInt(CODE));
  bench.set(PSTATE, BigInt(5 | (0xf << 6) | (line.number('tco', 0) << 25)));
  const cpu = bench.cpu();
  const rgsr = cpu.wide(slotNamed('rgsr_el1'));
  cpu.run(1);

  same('x0', cpu.wide(0), out.wide('x0', given.x0));
  same('x1', cpu.wide(1), given.x1);
  for (const name of NAMED) if (out.has(name)) same(name, cpu.wide(slotNamed(name)), out.wide(name));
  if (out.has('esr')) same('esr', cpu.wide(slotNamed('esr_el1')), out.wide('esr'));
  if (out.has('handler_tco')) same('handler_tco', BigInt(cpu.tco), BigInt(out.number('handler_tco')));
  if (out.has('mem')) same('mem', word(), out.wide('mem'));
  if (out.has('tags'))
    out.numbers('tags').forEach((tag, i) => {
      const { frame, offset } = granule(i);
      same(`tag ${i}`, BigInt(bench.tag(frame, offset >> 4)), BigInt(tag));
    });
  if (out.has('zeroed')) {
    const zeroed = tags.flatMap((_, i) => {
      const { frame, offset } = granule(i);
      return bench.machine
        .page(frame)
        .subarray(offset, offset + 16)
        .every((byte) => byte === 0)
        ? [i]
        : [];
    });
    const want = out.numbers('zeroed').join(' ');
    if (zeroed.join(' ') !== want) differences.push(`zeroed are ${zeroed.join(' ')}, not ${want}`);
  }
  const wantedTag = out.number('mem_tag', memoryTag);
  if (tagged !== null)
    same('mem_tag', BigInt(bench.tag(tagged.frame, tagged.offset >> 4)), BigInt(wantedTag));
  const changed = cpu.wide(slotNamed('rgsr_el1')) === rgsr ? 0n : 1n;
  if (out.has('rgsr_changed')) same('rgsr_changed', changed, BigInt(out.number('rgsr_changed')));
  out.done();
  line.done();
  return differences;
}

/** Of some vectors x1 is no address. */
function placed(address: bigint): boolean {
  const offset = Number(BigInt.asUintN(56, address)) - RAM;
  return offset >= 0 && offset < FRAMES * 4096;
}
