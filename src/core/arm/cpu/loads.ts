/** What loads and stores do, single and in pairs. Source: Arm ARM C6; which of them are unchecked: D10.4.1. */
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import { load, probe, readInTurn, source, store, storePair, value } from './access.ts';
import type { Cpu, Execute } from './cpu.ts';
import { extend, operand, target, type Make } from './integer.ts';
import { SP, slotNamed } from './layout.ts';
import { takeException } from './exceptions.ts';

const SCTLR = slotNamed('sctlr_el1');

/** The address that an access goes to, and what becomes of the base. */
export const effective = { low: 0, high: 0 };

/** base + offset into `effective`; the offset has 32 bits, signed. */
export function reach(cpu: Cpu, n: number, offset: number): void {
  const sum = ((cpu.x[2 * n] ?? 0) >>> 0) + (offset >>> 0);
  effective.low = sum | 0;
  effective.high = ((cpu.x[2 * n + 1] ?? 0) + (offset >> 31) + (sum > 0xffffffff ? 1 : 0)) | 0;
}

/** A stack pointer that must be a multiple of 16 (SCTLR.SA, SA0), and is not, takes its fault. */
export function stackAligned(cpu: Cpu, n: number): boolean {
  if (n !== SP || ((cpu.x[2 * SP] ?? 0) & 15) === 0) return true;
  if ((((cpu.x[2 * SCTLR] ?? 0) >>> (cpu.el === 0 ? 4 : 3)) & 1) === 0) return true;
  takeException(cpu, { class: 0x26, syndrome: 0 });
  return false;
}

/** A signed field. */
export function signedField(fields: Fields, letter: string, width: number): number {
  return (field(fields, letter) << (32 - width)) >> (32 - width);
}

interface Kind {
  readonly bytes: number;
  readonly store: boolean;
  /** Bits that a load extends the sign to; 0: it does not. */
  readonly signed: 0 | 32 | 64;
}

const KINDS: Readonly<Record<string, Kind>> = {
  store8: { bytes: 1, store: true, signed: 0 },
  store16: { bytes: 2, store: true, signed: 0 },
  store32: { bytes: 4, store: true, signed: 0 },
  store64: { bytes: 8, store: true, signed: 0 },
  load8: { bytes: 1, store: false, signed: 0 },
  load16: { bytes: 2, store: false, signed: 0 },
  load32: { bytes: 4, store: false, signed: 0 },
  load64: { bytes: 8, store: false, signed: 0 },
  'load-s8-w': { bytes: 1, store: false, signed: 32 },
  'load-s8-x': { bytes: 1, store: false, signed: 64 },
  'load-s16-w': { bytes: 2, store: false, signed: 32 },
  'load-s16-x': { bytes: 2, store: false, signed: 64 },
  'load-s32-x': { bytes: 4, store: false, signed: 64 },
};

/** What was loaded, extended, into slot t. */
export function give(cpu: Cpu, t: number, bytes: number, signed: number): void {
  const { x } = cpu;
  if (signed === 0) {
    x[2 * t] = value.low;
    x[2 * t + 1] = value.high;
    return;
  }
  const up = 32 - 8 * bytes;
  const low = (value.low << up) >> up;
  x[2 * t] = low;
  x[2 * t + 1] = signed === 64 ? low >> 31 : 0;
}

function access(
  cpu: Cpu,
  kind: Kind,
  t: number,
  low: number,
  high: number,
  checked: boolean,
  el: number,
): boolean {
  if (kind.store) return store(cpu, low, high, kind.bytes, t, checked, el);
  if (!load(cpu, low, high, kind.bytes, checked, el)) return false;
  give(cpu, t, kind.bytes, kind.signed);
  return true;
}

function single(kind: Kind, mode: string): Make {
  return (f) => {
    const t = kind.store ? source(field(f, 't')) : target(field(f, 't'));
    const n = field(f, 'n');
    if (mode === 'literal') {
      const distance = signedField(f, 'i', 19) * 4;
      return (cpu) => {
        const at = BigInt.asUintN(64, cpu.at + BigInt(distance));
        const low = Number(BigInt.asIntN(32, at));
        access(cpu, kind, t, low, Number(BigInt.asIntN(32, at >> 32n)), false, cpu.el);
      };
    }
    if (mode === 'register') {
      const m = source(field(f, 'm'));
      const option = field(f, 'o');
      const amount = field(f, 'S') === 1 ? Math.log2(kind.bytes) : 0;
      return (cpu) => {
        if (!stackAligned(cpu, n)) return;
        extend(cpu, m, option, amount);
        const sum = ((cpu.x[2 * n] ?? 0) >>> 0) + (operand.low >>> 0);
        const high = ((cpu.x[2 * n + 1] ?? 0) + operand.high + (sum > 0xffffffff ? 1 : 0)) | 0;
        access(cpu, kind, t, sum | 0, high, true, cpu.el);
      };
    }
    const offset = mode === 'offset' ? field(f, 'i') * kind.bytes : signedField(f, 'i', 9);
    const writeBack = mode === 'pre' || mode === 'post';
    const before = mode === 'post' ? 0 : offset;
    const checked = writeBack || n !== SP;
    const unprivileged = mode === 'unprivileged';
    if (!writeBack)
      return (cpu) => {
        if (n === SP && !stackAligned(cpu, n)) return;
        reach(cpu, n, before);
        access(
          cpu,
          kind,
          t,
          effective.low,
          effective.high,
          checked,
          unprivileged && cpu.uao === 0 ? 0 : cpu.el,
        );
      };
    return (cpu) => {
      if (n === SP && !stackAligned(cpu, n)) return;
      reach(cpu, n, before);
      if (!access(cpu, kind, t, effective.low, effective.high, true, cpu.el)) return;
      if (t === n && !kind.store) return;
      reach(cpu, n, offset);
      cpu.x[2 * n] = effective.low;
      cpu.x[2 * n + 1] = effective.high;
    };
  };
}

const PAIRS: Readonly<Record<string, Kind>> = {
  'store-pair32': { bytes: 4, store: true, signed: 0 },
  'store-pair64': { bytes: 8, store: true, signed: 0 },
  'load-pair32': { bytes: 4, store: false, signed: 0 },
  'load-pair64': { bytes: 8, store: false, signed: 0 },
  'load-pair-s32': { bytes: 4, store: false, signed: 64 },
};

function pair(kind: Kind, mode: string): Make {
  return (f) => {
    const slot = kind.store ? source : target;
    const t = slot(field(f, 't'));
    const u = slot(field(f, 'u'));
    const n = field(f, 'n');
    const { bytes } = kind;
    const offset = signedField(f, 'i', 7) * bytes;
    const before = mode === 'post' ? 0 : offset;
    const writeBack = mode !== 'offset';
    const checked = writeBack || n !== SP;
    return (cpu) => {
      if (n === SP && !stackAligned(cpu, n)) return;
      reach(cpu, n, before);
      const { low, high } = effective;
      if (!probe(cpu, low, high, 2 * bytes, kind.store, checked, cpu.el, bytes)) return;
      const { x } = cpu;
      if (writeBack) reach(cpu, n, offset);
      if (kind.store) {
        storePair(cpu, low, bytes, t, u);
      } else {
        readInTurn(low, bytes, cpu);
        const firstLow = value.low;
        const firstHigh = value.high;
        readInTurn(low, bytes, cpu, bytes);
        give(cpu, u, bytes, kind.signed);
        value.low = firstLow;
        value.high = firstHigh;
        give(cpu, t, bytes, kind.signed);
      }
      if (!writeBack) return;
      x[2 * n] = effective.low;
      x[2 * n + 1] = effective.high;
    };
  };
}

const nothing: Execute = () => {
  // A prefetch is a hint.
};

export const LOADS: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    Object.entries(KINDS).flatMap(([name, kind]) =>
      ['offset', 'post', 'pre', 'register', 'unscaled', 'unprivileged', 'literal'].map((mode) => [
        `${name} ${mode}`,
        single(kind, mode),
      ]),
    ),
  ),
  ...Object.fromEntries(
    Object.entries(PAIRS).flatMap(([name, kind]) =>
      ['offset', 'post', 'pre'].map((mode) => [`${name} ${mode}`, pair(kind, mode)]),
    ),
  ),
  prfm: () => nothing,
  prfum: () => nothing,
};
