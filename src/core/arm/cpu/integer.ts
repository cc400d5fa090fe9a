/** What arithmetic, logic and moves do, on two 32-bit halves. Source: Arm ARM C6, J1 (AddWithCarry, DecodeBitMasks, …). */
import { bitmaskValue } from '../a64/bitmask.ts';
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import type { Cpu, Execute } from './cpu.ts';
import { source } from './access.ts';
import { DISCARD } from './layout.ts';

export type Make = (fields: Fields, word: number) => Execute;

/** The slot that a result goes to where 31 is the zero register. */
export function target(number: number): number {
  return number === 31 ? DISCARD : number;
}

/** A second operand's halves, written here by what makes it. */
export const operand = { low: 0, high: 0 };
type Second = (cpu: Cpu) => void;

/** a + b + carry into slot d, 64 bits; with flags if asked. */
export function addWide(
  cpu: Cpu,
  d: number,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
  carry: number,
  flags: boolean,
): void {
  const sum = (aLow >>> 0) + (bLow >>> 0) + carry;
  const low = sum | 0;
  const top = (aHigh >>> 0) + (bHigh >>> 0) + (sum > 0xffffffff ? 1 : 0);
  const high = top | 0;
  cpu.x[2 * d] = low;
  cpu.x[2 * d + 1] = high;
  if (!flags) return;
  const overflow = ((aHigh ^ high) & (bHigh ^ high)) >>> 31;
  cpu.nzcv = ((high >>> 31) << 3) | ((low | high) === 0 ? 4 : 0) | (top > 0xffffffff ? 2 : 0) | overflow;
}

/** The same of 32 bits; the high half becomes 0. */
export function addNarrow(cpu: Cpu, d: number, a: number, b: number, carry: number, flags: boolean): void {
  const sum = (a >>> 0) + (b >>> 0) + carry;
  const low = sum | 0;
  cpu.x[2 * d] = low;
  cpu.x[2 * d + 1] = 0;
  if (!flags) return;
  const overflow = ((a ^ low) & (b ^ low)) >>> 31;
  cpu.nzcv = ((low >>> 31) << 3) | (low === 0 ? 4 : 0) | (sum > 0xffffffff ? 2 : 0) | overflow;
}

function logicFlags(cpu: Cpu, low: number, high: number, wide: boolean): void {
  cpu.nzcv = (((wide ? high : low) >>> 31) << 3) | ((low | (wide ? high : 0)) === 0 ? 4 : 0);
}

/** The register m, shifted; into `operand`. */
function shifted(m: number, kind: number, amount: number, wide: boolean): Second {
  if (amount === 0)
    return ({ x }) => {
      operand.low = x[2 * m] ?? 0;
      operand.high = x[2 * m + 1] ?? 0;
    };
  return ({ x }) => {
    shift(x[2 * m] ?? 0, x[2 * m + 1] ?? 0, kind, amount, wide);
  };
}

/** Shifts (0 left, 1 right, 2 arithmetic right, 3 rotate) into `operand`; the amount is below the width. */
export function shift(low: number, high: number, kind: number, amount: number, wide: boolean): void {
  if (!wide) {
    operand.high = 0;
    operand.low =
      kind === 0
        ? low << amount
        : kind === 1
          ? (low >>> amount) | 0
          : kind === 2
            ? low >> amount
            : amount === 0
              ? low
              : (low >>> amount) | (low << (32 - amount));
    return;
  }
  if (kind === 3 && amount >= 32) {
    shift(high, low, 3, amount - 32, true);
    return;
  }
  if (amount === 0) {
    operand.low = low;
    operand.high = high;
  } else if (kind === 0) {
    operand.high = amount >= 32 ? low << (amount - 32) : (high << amount) | (low >>> (32 - amount));
    operand.low = amount >= 32 ? 0 : low << amount;
  } else if (kind === 3) {
    operand.low = (low >>> amount) | (high << (32 - amount));
    operand.high = (high >>> amount) | (low << (32 - amount));
  } else {
    const fill = kind === 2 ? high >> 31 : 0;
    if (amount >= 32) {
      operand.low = kind === 2 ? high >> (amount - 32) : (high >>> (amount - 32)) | 0;
      operand.high = fill;
    } else {
      operand.low = (low >>> amount) | (high << (32 - amount));
      operand.high = kind === 2 ? high >> amount : (high >>> amount) | 0;
    }
  }
}

/** The register m extended by option o and shifted left; into `operand`. */
export function extend(cpu: Cpu, m: number, option: number, amount: number): void {
  let low = cpu.x[2 * m] ?? 0;
  let high = cpu.x[2 * m + 1] ?? 0;
  switch (option) {
    case 0:
      low &= 0xff;
      high = 0;
      break;
    case 1:
      low &= 0xffff;
      high = 0;
      break;
    case 2:
      high = 0;
      break;
    case 4:
      low = (low << 24) >> 24;
      high = low >> 31;
      break;
    case 5:
      low = (low << 16) >> 16;
      high = low >> 31;
      break;
    case 6:
      high = low >> 31;
      break;
    default:
  }
  shift(low, high, 0, amount, true);
}

const isWide = (f: Fields): boolean => f.z === 1;

/** ADD and SUB of two registers as they are. */
function additionPlain(
  subtract: boolean,
  flags: boolean,
  n: number,
  d: number,
  m: number,
  wide: boolean,
): Execute {
  const carry = subtract ? 1 : 0;
  const flip = subtract ? -1 : 0;
  if (wide)
    return (cpu) => {
      const { x } = cpu;
      const high = (x[2 * m + 1] ?? 0) ^ flip;
      addWide(cpu, d, x[2 * n] ?? 0, x[2 * n + 1] ?? 0, (x[2 * m] ?? 0) ^ flip, high, carry, flags);
    };
  return (cpu) => {
    addNarrow(cpu, d, cpu.x[2 * n] ?? 0, (cpu.x[2 * m] ?? 0) ^ flip, carry, flags);
  };
}

/** ADD and SUB by what makes their second operand. */
function addition(
  subtract: boolean,
  flags: boolean,
  n: number,
  d: number,
  wide: boolean,
  second: Second,
): Execute {
  const carry = subtract ? 1 : 0;
  const flip = subtract ? -1 : 0;
  if (wide)
    return (cpu) => {
      second(cpu);
      const { x } = cpu;
      addWide(
        cpu,
        d,
        x[2 * n] ?? 0,
        x[2 * n + 1] ?? 0,
        operand.low ^ flip,
        operand.high ^ flip,
        carry,
        flags,
      );
    };
  return (cpu) => {
    second(cpu);
    addNarrow(cpu, d, cpu.x[2 * n] ?? 0, operand.low ^ flip, carry, flags);
  };
}

function additionImmediate(subtract: boolean, flags: boolean, f: Fields): Execute {
  const immediate = field(f, 'i') << (12 * field(f, 'h'));
  const n = field(f, 'n');
  const d = flags ? target(field(f, 'd')) : field(f, 'd');
  const wide = isWide(f);
  const low = subtract ? ~immediate : immediate;
  const high = subtract ? -1 : 0;
  const carry = subtract ? 1 : 0;
  return wide
    ? (cpu) => {
        const { x } = cpu;
        addWide(cpu, d, x[2 * n] ?? 0, x[2 * n + 1] ?? 0, low, high, carry, flags);
      }
    : (cpu) => {
        addNarrow(cpu, d, cpu.x[2 * n] ?? 0, low, carry, flags);
      };
}

function additions(): Record<string, Make> {
  const made: Record<string, Make> = {};
  for (const [name, subtract] of [
    ['add', false],
    ['sub', true],
  ] as const)
    for (const s of ['', 's']) {
      const flags = s === 's';
      made[`${name}${s}-immediate`] = (f) => additionImmediate(subtract, flags, f);
      made[`${name}${s}-shifted`] = (f) => {
        const n = source(field(f, 'n'));
        const d = target(field(f, 'd'));
        const m = source(field(f, 'm'));
        const amount = field(f, 'i');
        return amount === 0
          ? additionPlain(subtract, flags, n, d, m, isWide(f))
          : addition(subtract, flags, n, d, isWide(f), shifted(m, field(f, 'h'), amount, isWide(f)));
      };
      made[`${name}${s}-extended`] = (f) => {
        const m = source(field(f, 'm'));
        const option = field(f, 'o');
        const amount = field(f, 'i');
        const d = field(f, 'd');
        return addition(subtract, flags, field(f, 'n'), flags ? target(d) : d, isWide(f), (cpu) => {
          extend(cpu, m, option, amount);
        });
      };
      made[`${name === 'add' ? 'adc' : 'sbc'}${s}`] = (f) => {
        const n = source(field(f, 'n'));
        const m = source(field(f, 'm'));
        const d = target(field(f, 'd'));
        const flip = subtract ? -1 : 0;
        const wide = isWide(f);
        return (cpu) => {
          const { x } = cpu;
          const carry = (cpu.nzcv >> 1) & 1;
          if (wide)
            addWide(
              cpu,
              d,
              x[2 * n] ?? 0,
              x[2 * n + 1] ?? 0,
              (x[2 * m] ?? 0) ^ flip,
              (x[2 * m + 1] ?? 0) ^ flip,
              carry,
              flags,
            );
          else addNarrow(cpu, d, x[2 * n] ?? 0, (x[2 * m] ?? 0) ^ flip, carry, flags);
        };
      };
    }
  return made;
}

/** AND, ORR, EOR and their like: the operation on a half. */
type Bits = (a: number, b: number) => number;
const LOGIC: Readonly<Record<string, readonly [Bits, boolean]>> = {
  and: [(a, b) => a & b, false],
  orr: [(a, b) => a | b, false],
  eor: [(a, b) => a ^ b, false],
  ands: [(a, b) => a & b, true],
  bic: [(a, b) => a & ~b, false],
  orn: [(a, b) => a | ~b, false],
  eon: [(a, b) => a ^ ~b, false],
  bics: [(a, b) => a & ~b, true],
};

function logic(bits: Bits, flags: boolean, n: number, d: number, wide: boolean, second: Second): Execute {
  return (cpu) => {
    second(cpu);
    const { x } = cpu;
    const low = bits(x[2 * n] ?? 0, operand.low);
    const high = wide ? bits(x[2 * n + 1] ?? 0, operand.high) : 0;
    x[2 * d] = low;
    x[2 * d + 1] = high;
    if (flags) logicFlags(cpu, low, high, wide);
  };
}

function logics(): Record<string, Make> {
  const made: Record<string, Make> = {};
  for (const [name, [bits, flags]] of Object.entries(LOGIC)) {
    made[name] = (f) =>
      logic(
        bits,
        flags,
        source(field(f, 'n')),
        target(field(f, 'd')),
        isWide(f),
        shifted(source(field(f, 'm')), field(f, 'h'), field(f, 'i'), isWide(f)),
      );
    made[`${name}-immediate`] = (f) => {
      const wide = isWide(f);
      const mask =
        bitmaskValue({ N: field(f, 'N'), r: field(f, 'r'), s: field(f, 's') }, wide ? 64 : 32) ?? 0n;
      const low = Number(BigInt.asIntN(32, mask));
      const high = Number(BigInt.asIntN(32, mask >> 32n));
      const d = field(f, 'd');
      return logic(bits, flags, source(field(f, 'n')), flags ? target(d) : d, wide, () => {
        operand.low = low;
        operand.high = high;
      });
    };
  }
  return made;
}

function moveWide(f: Fields, inverted: boolean): Execute {
  const wide = isWide(f);
  const plain = BigInt(field(f, 'i')) << BigInt(16 * field(f, 'h'));
  const moved = inverted ? ~plain : plain;
  const low = Number(BigInt.asIntN(32, moved));
  const high = wide ? Number(BigInt.asIntN(32, moved >> 32n)) : 0;
  const d = target(field(f, 'd'));
  return ({ x }) => {
    x[2 * d] = low;
    x[2 * d + 1] = high;
  };
}

function moveKeep(f: Fields): Execute {
  const d = target(field(f, 'd'));
  const half = field(f, 'h');
  const at = 2 * d + (half >> 1);
  const up = (half & 1) * 16;
  const bits = field(f, 'i') << up;
  const kept = ~(0xffff << up);
  const wide = isWide(f);
  return ({ x }) => {
    x[at] = ((x[at] ?? 0) & kept) | bits;
    if (!wide) x[2 * d + 1] = 0;
  };
}

/** ADR and ADRP. */
function address(f: Fields, page: boolean): Execute {
  const distance = BigInt.asIntN(21, BigInt((field(f, 'j') << 2) | field(f, 'i')));
  const d = target(field(f, 'd'));
  return (cpu) => {
    cpu.setWide(d, page ? (cpu.at & ~0xfffn) + (distance << 12n) : cpu.at + distance);
  };
}

export const INTEGER: Readonly<Record<string, Make>> = {
  ...additions(),
  ...logics(),
  movz: (f) => moveWide(f, false),
  movn: (f) => moveWide(f, true),
  movk: moveKeep,
  adr: (f) => address(f, false),
  adrp: (f) => address(f, true),
};
