/** Random programs of arithmetic, flags, branches, loads and stores, as A64 text. */
import { randomWords } from '../../src/core/arm/a64/random.test-data.ts';

/** X9 to X12 are data: the memory's start, a mask within it, an address, a mask of branches. X0 to X8 are what is computed with. */
const SOURCES = ['x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8', 'xzr'];
export const DATA_BYTES = 512;
const CONDITIONS = ['eq', 'ne', 'hs', 'lo', 'mi', 'pl', 'vs', 'vc', 'hi', 'ls', 'ge', 'lt', 'gt', 'le'];
const SHIFTS = ['lsl', 'lsr', 'asr', 'ror'];
const EXTENDS = ['uxtb', 'uxth', 'uxtw', 'uxtx', 'sxtb', 'sxth', 'sxtw', 'sxtx'];

/** A program that computes on registers and DATA_BYTES of memory at `data`, then goes to `done`. */
export function randomProgram(seed: number, count: number): string {
  const numbers = randomWords(seed);
  const below = (n: number): number => numbers.next().value % n;
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const lines = ['adr x9, data'];
  for (let i = 0; i < 9; i++) lines.push(`ldr x${i}, =0x${interesting(below).toString(16)}`);
  lines.push('mov x10, #0', 'msr nzcv, x10');
  for (let i = 0; i < count; i++) lines.push(`l${i}: ${instruction(i, count, below, one)}`);
  lines.push(`l${count}: b done`);
  return lines.join('\n');
}

function interesting(below: (n: number) => number): bigint {
  const word = (BigInt(below(2 ** 32)) << 32n) | BigInt(below(2 ** 32));
  const edges = [0n, 1n, 0xffffffffffffffffn, 0x7fffffffffffffffn, 1n << 63n, 0x80000000n, 0xffffffffn, word];
  return edges[below(12)] ?? word;
}

function instruction(
  at: number,
  count: number,
  below: (n: number) => number,
  one: <T>(list: readonly T[]) => T,
): string {
  const wide = below(3) > 0;
  const r = (): string => sized(one(SOURCES), wide);
  const d = (): string => sized(`x${below(9)}`, wide);
  const bits = wide ? 64 : 32;
  const condition = (): string => one(CONDITIONS);
  const immediate = `#${below(4096)}`;
  switch (below(22)) {
    case 0:
      return `${one(['add', 'adds', 'sub', 'subs'])} ${d()}, ${r()}, ${r()}, ${one(SHIFTS.slice(0, 3))} #${below(bits)}`;
    case 1:
      return `${one(['adds', 'subs', 'add', 'sub'])} ${d()}, ${d()}, ${immediate}${one(['', ', lsl #12'])}`;
    case 2: {
      const how = one(EXTENDS);
      return `${one(['adds', 'subs'])} ${d()}, ${d()}, ${sized(one(SOURCES), wide && how.endsWith('x'))}, ${how} #${below(5)}`;
    }
    case 3:
      return `${one(['adc', 'adcs', 'sbc', 'sbcs'])} ${d()}, ${r()}, ${r()}`;
    case 4:
      return `${one(['and', 'ands', 'orr', 'eor', 'bic', 'bics', 'orn', 'eon'])} ${d()}, ${r()}, ${r()}, ${one(SHIFTS)} #${below(bits)}`;
    case 5: {
      const ones = 1 + below(bits - 1);
      const mask = ((1n << BigInt(ones)) - 1n) << BigInt(below(bits - ones + 1));
      return `${one(['and', 'ands', 'orr', 'eor'])} ${d()}, ${r()}, #0x${mask.toString(16)}`;
    }
    case 6:
      return `${one(['movz', 'movn', 'movk'])} ${d()}, #${below(65536)}, lsl #${16 * below(bits / 16)}`;
    case 7: {
      const lsb = below(bits);
      return `${one(['sbfiz', 'ubfiz', 'bfi', 'bfxil', 'sbfx', 'ubfx'])} ${d()}, ${r()}, #${lsb}, #${1 + below(bits - lsb)}`;
    }
    case 8:
      return `extr ${d()}, ${r()}, ${r()}, #${below(bits)}`;
    case 9:
      return `${one(SHIFTS)} ${d()}, ${r()}, ${r()}`;
    case 10:
      return `${one(['csel', 'csinc', 'csinv', 'csneg'])} ${d()}, ${r()}, ${r()}, ${condition()}`;
    case 11:
      return `${one(['ccmp', 'ccmn'])} ${r()}, ${one([r(), `#${below(32)}`])}, #${below(16)}, ${condition()}`;
    case 12:
      return `${one(['madd', 'msub'])} ${d()}, ${r()}, ${r()}, ${r()}`;
    case 13:
      return `${one(['smaddl', 'umaddl', 'smsubl', 'umsubl'])} x${below(9)}, ${sized(one(SOURCES), false)}, ${sized(one(SOURCES), false)}, ${one(SOURCES)}`;
    case 14:
      return `${one(['smulh', 'umulh'])} x${below(9)}, ${one(SOURCES)}, ${one(SOURCES)}`;
    case 15:
      return `${one(['udiv', 'sdiv'])} ${d()}, ${r()}, ${r()}`;
    case 16:
      return `${one(['rbit', 'rev', 'rev16', 'clz', 'cls'])} ${d()}, ${r()}`;
    case 17:
      return `crc32${one(['', 'c'])}${one(['b', 'h', 'w'])} w${below(9)}, ${sized(one(SOURCES), false)}, ${sized(one(SOURCES), false)}`;
    case 18:
    case 19:
      return memory(below, one);
    case 20:
      return `${one(['cbz', 'cbnz'])} ${r()}, l${target(at, count, below)}`;
    default:
      return one([
        `b.${condition()} l${target(at, count, below)}`,
        `${one(['tbz', 'tbnz'])} ${one(SOURCES)}, #${below(64)}, l${target(at, count, below)}`,
      ]);
  }
}

/** Forward, and not far: so every program ends. */
function target(at: number, count: number, below: (n: number) => number): number {
  return Math.min(count, at + 1 + below(4));
}

function sized(register: string, wide: boolean): string {
  return wide ? register : register.replace('x', 'w');
}

const SIZES = ['b', 'h', '', ''] as const;

/** A load or store within the data: as wide as its kind, at any place of it, aligned or not. */
function memory(below: (n: number) => number, one: <T>(list: readonly T[]) => T): string {
  const t = below(9);
  const size = below(4);
  const bytes = 1 << size;
  const x = size === 3 ? 'x' : 'w';
  const name = `${one(['ldr', 'str'])}${SIZES[size] ?? ''}`;
  switch (below(8)) {
    case 0:
      return `${name} ${x}${t}, [x9, #${bytes * below(DATA_BYTES / 8 - 1)}]`;
    case 1:
      return `${name.replace('r', 'ur')} ${x}${t}, [x9, #${below(240)}]`;
    case 2:
      return `ldrs${one(['b', 'h'])} ${one(['x', 'w'])}${t}, [x9, #${2 * below(120)}]`;
    case 3:
      return `ldrsw x${t}, [x9, #${4 * below(100)}]`;
    case 4:
      return `${one(['ldp', 'stp'])} x${t}, x${(t + 1) % 9}, [x9, #${8 * below(60)}]`;
    case 5:
      return `and x10, x${t}, #0x3f\n ${name} ${x}${below(9)}, [x9, ${one(['x10', 'w10, uxtw', `x10, lsl #${size}`])}]`;
    case 6:
      return `add x11, x9, #${8 * below(50)}\n ${one(['ldadd', 'ldclr', 'ldeor', 'ldset', 'ldsmax', 'ldsmin', 'ldumax', 'ldumin', 'swp', 'cas'])}${one(['', 'a', 'l', 'al'])} ${one(['x', 'w'])}${t}, REST, [x11]`.replace(
        /(\S+) (.)(\d), REST/,
        (_, op: string, width: string, from: string) => `${op} ${width}${from}, ${width}${below(9)}`,
      );
    default:
      return `add x11, x9, #${8 * below(50)}\n ldxr x${t}, [x11]\n stxr w${(t + 1) % 9}, x${(t + 2) % 9}, [x11]`;
  }
}
