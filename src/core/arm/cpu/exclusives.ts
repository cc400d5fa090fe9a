/** What exclusives, ordered accesses and atomics do. Source: Arm ARM B2.12 (monitors), C6. */
import { field } from '../a64/operand.ts';
import {
  aligned,
  load,
  probe,
  readProbed,
  reserveProbed,
  source,
  store,
  value,
  writeProbed,
} from './access.ts';
import type { Cpu, Execute } from './cpu.ts';
import { target, type Make } from './integer.ts';
import { EXCLUSIVE_ADDRESS, EXCLUSIVE_BYTES, SP } from './layout.ts';
import { stackAligned } from './loads.ts';

const sizeOf = (word: number): number => 1 << (word >>> 30);

/**
 * The base register's value is where the access goes: aligned, or the fault is taken. Of what both reads and writes it is the read's, as it
 * would fault as well (Arm ARM D24.2.40, WnR).
 */
function based(cpu: Cpu, n: number, bytes: number, write: boolean): boolean {
  return stackAligned(cpu, n) && aligned(cpu, cpu.x[2 * n] ?? 0, cpu.x[2 * n + 1] ?? 0, bytes, write);
}

/** Marks the address that was probed for the monitors: the virtual one for this vCPU's own, the physical one for stores of others. */
function mark(cpu: Cpu, n: number, bytes: number): void {
  const { x } = cpu;
  reserveProbed(cpu, x[2 * n] ?? 0);
  x[2 * EXCLUSIVE_ADDRESS] = x[2 * n] ?? 0;
  x[2 * EXCLUSIVE_ADDRESS + 1] = (x[2 * n + 1] ?? 0) & 0x00ffffff;
  x[2 * EXCLUSIVE_BYTES] = bytes;
}
function isMarked(cpu: Cpu, n: number, bytes: number): boolean {
  const { x } = cpu;
  return (
    x[2 * EXCLUSIVE_BYTES] === bytes &&
    x[2 * EXCLUSIVE_ADDRESS] === x[2 * n] &&
    x[2 * EXCLUSIVE_ADDRESS + 1] === ((x[2 * n + 1] ?? 0) & 0x00ffffff)
  );
}

const single =
  (writes: boolean, exclusive: boolean): Make =>
  (f, word) => {
    const bytes = sizeOf(word);
    const n = field(f, 'n');
    const t = writes ? source(field(f, 't')) : target(field(f, 't'));
    const s = target(field(f, 's'));
    return (cpu) => {
      if (!based(cpu, n, bytes, writes)) return;
      const low = cpu.x[2 * n] ?? 0;
      const high = cpu.x[2 * n + 1] ?? 0;
      if (!writes) {
        if (!load(cpu, low, high, bytes, n !== SP)) return;
        if (exclusive) mark(cpu, n, bytes);
        cpu.x[2 * t] = value.low;
        cpu.x[2 * t + 1] = value.high;
        return;
      }
      if (!exclusive) {
        store(cpu, low, high, bytes, t, n !== SP);
        return;
      }
      const succeeds = isMarked(cpu, n, bytes);
      if (succeeds && !store(cpu, low, high, bytes, t, n !== SP)) return;
      cpu.x[2 * EXCLUSIVE_BYTES] = 0;
      cpu.x[2 * s] = succeeds ? 0 : 1;
      cpu.x[2 * s + 1] = 0;
    };
  };

const pair =
  (writes: boolean): Make =>
  (f, word) => {
    const bytes = sizeOf(word);
    const n = field(f, 'n');
    const slot = writes ? source : target;
    const t = slot(field(f, 't'));
    const u = slot(field(f, 'u'));
    const s = target(field(f, 's'));
    return (cpu) => {
      if (!based(cpu, n, 2 * bytes, writes)) return;
      const { x } = cpu;
      const low = x[2 * n] ?? 0;
      const high = x[2 * n + 1] ?? 0;
      if (!writes) {
        if (!probe(cpu, low, high, 2 * bytes, false, n !== SP)) return;
        mark(cpu, n, 2 * bytes);
        readProbed(low, bytes, cpu);
        x[2 * t] = value.low;
        x[2 * t + 1] = value.high;
        readProbed(low, bytes, cpu, bytes);
        x[2 * u] = value.low;
        x[2 * u + 1] = value.high;
        return;
      }
      const succeeds = isMarked(cpu, n, 2 * bytes);
      if (succeeds) {
        if (!probe(cpu, low, high, 2 * bytes, true, n !== SP)) return;
        putPair(cpu, low, bytes, t, u);
      }
      x[2 * EXCLUSIVE_BYTES] = 0;
      x[2 * s] = succeeds ? 0 : 1;
      x[2 * s + 1] = 0;
    };
  };

function putPair(cpu: Cpu, low: number, bytes: number, t: number, u: number): void {
  value.low = cpu.x[2 * t] ?? 0;
  value.high = cpu.x[2 * t + 1] ?? 0;
  writeProbed(low, bytes, cpu);
  value.low = cpu.x[2 * u] ?? 0;
  value.high = cpu.x[2 * u + 1] ?? 0;
  writeProbed(low, bytes, cpu, bytes);
}

/** What the store of an atomic writes, of what was there and the register. */
type Change = (old: bigint, register: bigint, width: number) => bigint;
const signed = (v: bigint, width: number): bigint => BigInt.asIntN(width, v);
const CHANGES: Readonly<Record<string, Change>> = {
  add: (a, b) => a + b,
  clr: (a, b) => a & ~b,
  eor: (a, b) => a ^ b,
  set: (a, b) => a | b,
  smax: (a, b, width) => (signed(a, width) > signed(b, width) ? a : b),
  smin: (a, b, width) => (signed(a, width) < signed(b, width) ? a : b),
  umax: (a, b) => (a > b ? a : b),
  umin: (a, b) => (a < b ? a : b),
  swp: (_, b) => b,
};

const loaded = (): bigint => (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0);
function toStore(bits: bigint): void {
  value.low = Number(BigInt.asIntN(32, bits));
  value.high = Number(BigInt.asIntN(32, bits >> 32n));
}

const atomic =
  (change: Change): Make =>
  (f, word) => {
    const bytes = sizeOf(word);
    const width = 8 * bytes;
    const n = field(f, 'n');
    const s = source(field(f, 's'));
    const t = target(field(f, 't'));
    return (cpu) => {
      if (!based(cpu, n, bytes, false)) return;
      const low = cpu.x[2 * n] ?? 0;
      const high = cpu.x[2 * n + 1] ?? 0;
      // The check is the read's, before the write's permission is asked: so QEMU does it (gen_mte_check1 of do_atomic_ld).
      if (!probe(cpu, low, high, bytes, false, n !== SP)) return;
      if (!probe(cpu, low, high, bytes, true, false)) return;
      readProbed(low, bytes, cpu);
      const old = loaded();
      toStore(BigInt.asUintN(width, change(old, BigInt.asUintN(width, cpu.wide(s)), width)));
      writeProbed(low, bytes, cpu);
      cpu.setWide(t, old);
    };
  };

/** The read of a compare and swap; in asymmetric mode its check is the one that faults (Arm ARM, AArch64.EffectiveTCF). */
function readable(cpu: Cpu, low: number, high: number, bytes: number, n: number): boolean {
  return probe(cpu, low, high, bytes, false, cpu.tagCheckMode === 3 && n !== SP);
}

const compareAndSwap: Make = (f, word) => {
  const bytes = sizeOf(word);
  const n = field(f, 'n');
  const s = field(f, 's');
  const t = source(field(f, 't'));
  return (cpu) => {
    if (!based(cpu, n, bytes, false)) return;
    const low = cpu.x[2 * n] ?? 0;
    const high = cpu.x[2 * n + 1] ?? 0;
    if (!readable(cpu, low, high, bytes, n)) return;
    if (!probe(cpu, low, high, bytes, true, n !== SP)) return;
    readProbed(low, bytes, cpu);
    const old = loaded();
    if (old === BigInt.asUintN(8 * bytes, cpu.wide(source(s)))) {
      toStore(cpu.wide(t));
      writeProbed(low, bytes, cpu);
    }
    cpu.setWide(target(s), old);
  };
};

const compareAndSwapPair: Make = (f): Execute => {
  const bytes = field(f, 'z') === 1 ? 8 : 4;
  const width = 8 * bytes;
  const n = field(f, 'n');
  const s = field(f, 's');
  const t = field(f, 't');
  return (cpu) => {
    if (!based(cpu, n, 2 * bytes, false)) return;
    const low = cpu.x[2 * n] ?? 0;
    const high = cpu.x[2 * n + 1] ?? 0;
    if (!readable(cpu, low, high, 2 * bytes, n)) return;
    if (!probe(cpu, low, high, 2 * bytes, true, n !== SP)) return;
    readProbed(low, bytes, cpu);
    const first = loaded();
    readProbed(low, bytes, cpu, bytes);
    const second = loaded();
    const same = (old: bigint, slot: number): boolean =>
      old === BigInt.asUintN(width, cpu.wide(source(slot)));
    if (same(first, s) && same(second, s + 1)) putPair(cpu, low, bytes, source(t), source(t + 1));
    cpu.setWide(target(s), first);
    cpu.setWide(target(s + 1), second);
  };
};

export const EXCLUSIVES: Readonly<Record<string, Make>> = {
  ldxr: single(false, true),
  stxr: single(true, true),
  ldar: single(false, false),
  stlr: single(true, false),
  ldxp: pair(false),
  stxp: pair(true),
  cas: compareAndSwap,
  casp: compareAndSwapPair,
  ...Object.fromEntries(Object.entries(CHANGES).map(([name, change]) => [`atomic-${name}`, atomic(change)])),
};
