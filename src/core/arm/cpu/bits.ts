/** What bit fields, selects, comparisons, products and quotients do. Source: Arm ARM C6. */
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import { source } from './access.ts';
import { holds } from './conditions.ts';
import type { Execute } from './cpu.ts';
import { addNarrow, addWide, operand, shift, target, type Make } from './integer.ts';
import { DISCARD } from './layout.ts';

const isWide = (f: Fields): boolean => f.z === 1;

/** SBFM and UBFM: up to the top, then down again. */
function bitField(f: Fields, kind: 1 | 2): Execute {
  const wide = isWide(f);
  const r = field(f, 'r');
  const s = field(f, 's');
  const up = (wide ? 63 : 31) - s;
  const down = s >= r ? up + r : r - s - 1;
  const n = source(field(f, 'n'));
  const d = target(field(f, 'd'));
  return ({ x }) => {
    shift(x[2 * n] ?? 0, x[2 * n + 1] ?? 0, 0, up, wide);
    shift(operand.low, operand.high, kind, down, wide);
    x[2 * d] = operand.low;
    x[2 * d + 1] = operand.high;
  };
}

/** BFM: the field of UBFM, put among the bits that were there. */
function bitFieldMove(f: Fields): Execute {
  const wide = isWide(f);
  const width = wide ? 64 : 32;
  const r = field(f, 'r');
  const s = field(f, 's');
  const [length, at] = s >= r ? [s - r + 1, 0] : [s + 1, width - r];
  const mask = ((1n << BigInt(length)) - 1n) << BigInt(at);
  const maskLow = Number(BigInt.asIntN(32, mask));
  const maskHigh = Number(BigInt.asIntN(32, mask >> 32n));
  const field0 = bitField({ ...f, d: 31 }, 1);
  const d = target(field(f, 'd'));
  return (cpu) => {
    field0(cpu);
    const { x } = cpu;
    x[2 * d] = ((x[2 * d] ?? 0) & ~maskLow) | (operand.low & maskLow);
    x[2 * d + 1] = wide ? ((x[2 * d + 1] ?? 0) & ~maskHigh) | (operand.high & maskHigh) : 0;
  };
}

function extract(f: Fields): Execute {
  const wide = isWide(f);
  const n = source(field(f, 'n'));
  const m = source(field(f, 'm'));
  const d = target(field(f, 'd'));
  const lsb = field(f, 's');
  const width = wide ? 64 : 32;
  return ({ x }) => {
    shift(x[2 * m] ?? 0, x[2 * m + 1] ?? 0, 1, lsb, wide);
    const { low, high } = operand;
    if (lsb === 0) {
      x[2 * d] = low;
      x[2 * d + 1] = high;
      return;
    }
    shift(x[2 * n] ?? 0, x[2 * n + 1] ?? 0, 0, width - lsb, wide);
    x[2 * d] = operand.low | low;
    x[2 * d + 1] = wide ? operand.high | high : 0;
  };
}

/** LSLV, LSRV, ASRV, RORV. */
function shiftBy(f: Fields, kind: number): Execute {
  const wide = isWide(f);
  const n = source(field(f, 'n'));
  const m = source(field(f, 'm'));
  const d = target(field(f, 'd'));
  const mask = wide ? 63 : 31;
  return ({ x }) => {
    shift(x[2 * n] ?? 0, x[2 * n + 1] ?? 0, kind, (x[2 * m] ?? 0) & mask, wide);
    x[2 * d] = operand.low;
    x[2 * d + 1] = operand.high;
  };
}

/** CSEL, CSINC, CSINV, CSNEG: what becomes of the second where the condition does not hold. */
function select(f: Fields, invert: boolean, increment: boolean): Execute {
  const wide = isWide(f);
  const n = source(field(f, 'n'));
  const m = source(field(f, 'm'));
  const d = target(field(f, 'd'));
  const condition = field(f, 'c');
  const flip = invert ? -1 : 0;
  const plus = increment ? 1 : 0;
  return (cpu) => {
    const { x } = cpu;
    if (holds(condition, cpu.nzcv)) {
      x[2 * d] = x[2 * n] ?? 0;
      x[2 * d + 1] = wide ? (x[2 * n + 1] ?? 0) : 0;
    } else if (wide) addWide(cpu, d, (x[2 * m] ?? 0) ^ flip, (x[2 * m + 1] ?? 0) ^ flip, 0, 0, plus, false);
    else addNarrow(cpu, d, (x[2 * m] ?? 0) ^ flip, 0, plus, false);
  };
}

function compare(f: Fields, subtract: boolean, constant: boolean): Execute {
  const wide = isWide(f);
  const n = source(field(f, 'n'));
  const m = source(field(f, 'm'));
  const number = field(f, 'i');
  const condition = field(f, 'c');
  const otherwise = field(f, 'f');
  const flip = subtract ? -1 : 0;
  const carry = subtract ? 1 : 0;
  return (cpu) => {
    if (!holds(condition, cpu.nzcv)) {
      cpu.nzcv = otherwise;
      return;
    }
    const { x } = cpu;
    const low = (constant ? number : (x[2 * m] ?? 0)) ^ flip;
    const high = (constant ? 0 : (x[2 * m + 1] ?? 0)) ^ flip;
    if (wide) addWide(cpu, DISCARD, x[2 * n] ?? 0, x[2 * n + 1] ?? 0, low, high, carry, true);
    else addNarrow(cpu, DISCARD, x[2 * n] ?? 0, low, carry, true);
  };
}

/** The upper half of the product of two unsigned 32-bit numbers. */
function upperProduct(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const cross = a1 * b0 + ((a0 * b0) >>> 16);
  const middle = a0 * b1 + (cross & 0xffff);
  return (a1 * b1 + Math.floor(cross / 65536) + Math.floor(middle / 65536)) | 0;
}

function multiplyAdd(f: Fields, subtract: boolean): Execute {
  const wide = isWide(f);
  const n = source(field(f, 'n'));
  const m = source(field(f, 'm'));
  const a = source(field(f, 'a'));
  const d = target(field(f, 'd'));
  const flip = subtract ? -1 : 0;
  const carry = subtract ? 1 : 0;
  return (cpu) => {
    const { x } = cpu;
    const nLow = x[2 * n] ?? 0;
    const mLow = x[2 * m] ?? 0;
    const low = Math.imul(nLow, mLow);
    if (!wide) {
      addNarrow(cpu, d, x[2 * a] ?? 0, low ^ flip, carry, false);
      return;
    }
    const high =
      (upperProduct(nLow, mLow) + Math.imul(nLow, x[2 * m + 1] ?? 0) + Math.imul(x[2 * n + 1] ?? 0, mLow)) |
      0;
    addWide(cpu, d, x[2 * a] ?? 0, x[2 * a + 1] ?? 0, low ^ flip, high ^ flip, carry, false);
  };
}

/** A result worked out in whole numbers of any size: rare enough. */
function whole(
  f: Fields,
  result: (n: bigint, m: bigint, a: bigint, wide: boolean) => bigint,
  wide = isWide(f),
): Execute {
  const n = source(field(f, 'n'));
  const m = source(field(f, 'm'));
  const a = source(field(f, 'a'));
  const d = target(field(f, 'd'));
  const width = wide ? 64 : 32;
  return (cpu) => {
    const found = result(cpu.wide(n), cpu.wide(m), cpu.wide(a), wide);
    cpu.setWide(d, BigInt.asUintN(width, found));
  };
}

const u32 = (v: bigint): bigint => BigInt.asUintN(32, v);
const s32 = (v: bigint): bigint => BigInt.asIntN(32, v);
const s64 = (v: bigint): bigint => BigInt.asIntN(64, v);

function divide(f: Fields, signed: boolean): Execute {
  return whole(f, (n, m, _a, wide) => {
    const of = signed ? (wide ? s64 : s32) : wide ? (v: bigint) => v : u32;
    const by = of(m);
    return by === 0n ? 0n : of(n) / by;
  });
}

/** Reverses the order of `unit` bits in each `group` bits. */
function reversed(value: bigint, width: number, group: number, unit: number): bigint {
  let result = 0n;
  const mask = (1n << BigInt(unit)) - 1n;
  for (let at = 0; at < width; at += unit) {
    const from = at - (at % group) + (group - unit - (at % group));
    result |= ((value >> BigInt(from)) & mask) << BigInt(at);
  }
  return result;
}
const reverse = (group: number, unit: number): Make => {
  return (f, word) => {
    const wide = word >>> 31 === 1;
    const width = wide ? 64 : 32;
    return whole(f, (n) => reversed(n, width, group === 0 ? width : group, unit), wide);
  };
};

function leadingZeros(value: bigint, width: number): bigint {
  const high = Number(BigInt.asUintN(32, value >> 32n));
  const low = Number(BigInt.asUintN(32, value));
  if (width === 32) return BigInt(Math.clz32(low));
  return BigInt(high === 0 ? 32 + Math.clz32(low) : Math.clz32(high));
}

/** CRC of the low `bytes` bytes; polynomial with its bits reversed. */
function crc(polynomial: number): Make {
  return (f, word) => {
    const bytes = 1 << ((word >>> 10) & 3);
    return whole(
      f,
      (n, m) => {
        let sum = Number(u32(n));
        for (let i = 0; i < bytes; i++) {
          sum ^= Number((m >> BigInt(8 * i)) & 0xffn);
          for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) === 1 ? polynomial : 0);
        }
        return BigInt(sum >>> 0);
      },
      false,
    );
  };
}

export const BITS: Readonly<Record<string, Make>> = {
  sbfm: (f) => bitField(f, 2),
  ubfm: (f) => bitField(f, 1),
  bfm: bitFieldMove,
  extr: extract,
  lslv: (f) => shiftBy(f, 0),
  lsrv: (f) => shiftBy(f, 1),
  asrv: (f) => shiftBy(f, 2),
  rorv: (f) => shiftBy(f, 3),
  csel: (f) => select(f, false, false),
  csinc: (f) => select(f, false, true),
  csinv: (f) => select(f, true, false),
  csneg: (f) => select(f, true, true),
  ccmn: (f) => compare(f, false, false),
  ccmp: (f) => compare(f, true, false),
  'ccmn-immediate': (f) => compare(f, false, true),
  'ccmp-immediate': (f) => compare(f, true, true),
  madd: (f) => multiplyAdd(f, false),
  msub: (f) => multiplyAdd(f, true),
  smaddl: (f) => whole(f, (n, m, a) => a + s32(n) * s32(m), true),
  smsubl: (f) => whole(f, (n, m, a) => a - s32(n) * s32(m), true),
  umaddl: (f) => whole(f, (n, m, a) => a + u32(n) * u32(m), true),
  umsubl: (f) => whole(f, (n, m, a) => a - u32(n) * u32(m), true),
  smulh: (f) => whole(f, (n, m) => (s64(n) * s64(m)) >> 64n, true),
  umulh: (f) => whole(f, (n, m) => (n * m) >> 64n, true),
  udiv: (f) => divide(f, false),
  sdiv: (f) => divide(f, true),
  rbit: reverse(0, 1),
  rev16: reverse(16, 8),
  rev32: reverse(32, 8),
  rev64: reverse(64, 8),
  clz: (f) => whole(f, (n, _m, _a, wide) => leadingZeros(n, wide ? 64 : 32)),
  cls: (f) =>
    whole(f, (n, _m, _a, wide) => {
      const signed = wide ? s64(n) : s32(n);
      const width = wide ? 64 : 32;
      return leadingZeros(BigInt.asUintN(width, signed < 0n ? ~signed : signed), width) - 1n;
    }),
  crc32: crc(0xedb88320),
  crc32c: crc(0x82f63b78),
};
