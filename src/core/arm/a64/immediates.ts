/** Immediate operands: plain numbers, bitmasks, moved constants, bit positions, shift amounts. */
import { bitmaskFields, bitmaskValue } from './bitmask.ts';
import { expression } from './expression.ts';
import { field, hex, immediate, nameIn, widthOf, type Operand } from './operand.ts';
import { SHIFTS } from './names.ts';
import type { Fields } from './pattern.ts';

/** `#i`, `#0xi` (written in hexadecimal), `#i*8` (a multiple), `#i~` (signed); the width is the field's. */
export function plainImmediate(name: string, widths: Readonly<Record<string, number>>): Operand {
  const [, base, letter = '', sign, factor] = /^#(0x)?([a-z])(~)?(?:\*(\d+))?$/.exec(name) ?? [];
  const width = widths[letter] ?? 0;
  const scale = Number(factor ?? 1);
  const span = 2 ** width;
  const lowest = sign === undefined ? 0 : -span / 2;
  const highest = lowest + span - 1;
  return {
    letters: letter,
    read: (cursor, fields, context) => {
      cursor.blanks();
      const start = cursor.at;
      const value = immediate(cursor, context);
      if (value === null) return false;
      const units = Number(value) / scale;
      if (!Number.isInteger(units) || units < lowest || units > highest)
        return cursor.miss(
          `a ${scale === 1 ? 'number' : `multiple of ${scale}`} from ${lowest * scale} to ${highest * scale}`,
          start,
        );
      fields[letter] = units & (span - 1);
      return true;
    },
    write: (fields) => {
      const bits = field(fields, letter);
      const value = (sign !== undefined && bits >= span / 2 ? bits - span : bits) * scale;
      return `#${base === undefined ? value : hex(value)}`;
    },
  };
}

/** An operand that is one number, by what the fields say it is and how a number becomes fields. */
function number(
  letters: string,
  expected: string,
  fieldsOf: (value: bigint, width: 32 | 64) => Fields | null,
  valueOf: (fields: Fields, width: 32 | 64) => bigint | number | null,
  base: 10 | 16 = 16,
): Operand {
  return {
    letters,
    read: (cursor, fields, context) => {
      cursor.blanks();
      const start = cursor.at;
      const value = immediate(cursor, context);
      if (value === null) return false;
      const found = fieldsOf(value, widthOf(fields));
      if (found === null) return cursor.miss(expected, start);
      Object.assign(fields, found);
      return true;
    },
    write: (fields) => {
      const value = valueOf(fields, widthOf(fields));
      return value === null ? null : base === 16 ? `#${hex(value)}` : `#${value}`;
    },
  };
}

const unsigned = (value: bigint, width: 32 | 64): bigint | null =>
  value < -(1n << BigInt(width - 1)) || value >> BigInt(width) > 0n ? null : BigInt.asUintN(width, value);

const bitmaskOf = (value: bigint, width: 32 | 64): Fields | null => {
  const bits = unsigned(value, width);
  const found = bits === null ? null : bitmaskFields(bits, width);
  return found === null ? null : { ...found };
};
const maskOf = (f: Fields, width: 32 | 64): bigint | null =>
  bitmaskValue({ N: field(f, 'N'), r: field(f, 'r'), s: field(f, 's') }, width);

/** The 16-bit half that a MOVZ of this value moves, and which; null if it takes more than one. */
function halfOf(value: bigint, width: 32 | 64): Fields | null {
  for (let h = 0; h < width / 16; h++) {
    const half = (value >> BigInt(16 * h)) & 0xffffn;
    if (half << BigInt(16 * h) === value) return { h, i: Number(half) };
  }
  return null;
}
const movz = (value: bigint, width: 32 | 64): Fields | null => {
  const bits = unsigned(value, width);
  return bits === null ? null : halfOf(bits, width);
};
const movn = (value: bigint, width: 32 | 64): Fields | null => {
  const bits = unsigned(value, width);
  if (bits === null || halfOf(bits, width) !== null) return null;
  return halfOf(BigInt.asUintN(width, ~bits), width);
};
const halfValue = (f: Fields, width: 32 | 64): bigint | null => {
  const h = field(f, 'h');
  const i = field(f, 'i');
  // MOVZ and MOVN of 0 with a shift are written as themselves.
  return h * 16 >= width || (i === 0 && h !== 0) ? null : BigInt(i) << BigInt(16 * h);
};

const bit = (letter: string): Operand =>
  number(
    letter,
    'a bit number of the register',
    (value, width) => (value < 0n || value >= BigInt(width) ? null : { [letter]: Number(value) }),
    (f, width) => (field(f, letter) >= width ? null : field(f, letter)),
    10,
  );

/** `#lsb, #width` of a bit field; `r` and `s` of it by `fieldsOf`, and back. */
function bitField(
  fieldsOf: (lsb: number, length: number, width: number) => Fields,
  valueOf: (r: number, s: number, width: number) => readonly [number, number] | null,
): Operand {
  return {
    letters: 'rs',
    read: (cursor, fields, context) => {
      const width = widthOf(fields);
      cursor.blanks();
      const start = cursor.at;
      const lsb = immediate(cursor, context);
      if (lsb === null) return false;
      if (lsb < 0n || lsb >= BigInt(width)) return cursor.miss(`a bit number from 0 to ${width - 1}`, start);
      if (cursor.take(/,/y) === null) return cursor.miss(',');
      cursor.blanks();
      const second = cursor.at;
      const length = immediate(cursor, context);
      if (length === null) return false;
      if (length < 1n || lsb + length > BigInt(width))
        return cursor.miss(`a width from 1 to ${width - Number(lsb)}`, second);
      Object.assign(fields, fieldsOf(Number(lsb), Number(length), width));
      return true;
    },
    write: (fields) => {
      const width = widthOf(fields);
      const r = field(fields, 'r');
      const s = field(fields, 's');
      const found = r >= width || s >= width ? null : valueOf(r, s, width);
      return found === null ? null : `#${found[0]}, #${found[1]}`;
    },
  };
}

/** `lsl #3`, of those kinds of shift; amounts below the register's width. */
function shift(kinds: readonly string[]): Operand {
  return {
    letters: 'hi',
    read: (cursor, fields, context) => {
      const kind = nameIn(cursor, kinds, kinds.join(', '));
      if (kind === null) return false;
      fields.h = kind;
      return bit('i').read(cursor, fields, context);
    },
    write: (fields) => {
      const kind = kinds[field(fields, 'h')];
      const amount = bit('i').write(fields, 0n);
      return kind === undefined || amount === null ? null : `${kind} ${amount}`;
    },
  };
}

const half: Operand = {
  letters: 'h',
  read: (cursor, fields, context) => {
    if (nameIn(cursor, ['lsl'], 'lsl') === null) return false;
    cursor.blanks();
    const start = cursor.at;
    const value = immediate(cursor, context);
    if (value === null) return false;
    if (value % 16n !== 0n || value < 0n || value >= BigInt(widthOf(fields)))
      return cursor.miss(`a multiple of 16 below ${widthOf(fields)}`, start);
    fields.h = Number(value) / 16;
    return true;
  },
  write: (fields) => (field(fields, 'h') * 16 >= widthOf(fields) ? null : `lsl #${field(fields, 'h') * 16}`),
};

/** ADD's and SUB's: 12 bits, or 12 bits above 12 zeros. */
const arith: Operand = {
  letters: 'hi',
  read: (cursor, fields, context) => {
    cursor.blanks();
    const start = cursor.at;
    if (cursor.take(/#/y) === null && readsName(cursor)) return cursor.miss('#', start);
    const value = expression(cursor, context);
    if (value === null) return false;
    const after = cursor.at;
    if (cursor.take(/,/y) !== null) {
      if (nameIn(cursor, ['lsl'], 'lsl') === null) return false;
      const amount = immediate(cursor, context);
      if (amount !== 0n && amount !== 12n) return cursor.miss('#0 or #12', after);
      fields.h = amount === 12n ? 1 : 0;
      fields.i = Number(BigInt.asUintN(12, value));
      return (value >= 0n && value < 4096n) || cursor.miss('a number from 0 to 4095', start);
    }
    const high = value > 4095n && (value & 0xfffn) === 0n;
    const units = high ? value >> 12n : value;
    if (units < 0n || units > 4095n)
      return cursor.miss('a number from 0 to 4095, or such a multiple of 4096', start);
    fields.h = high ? 1 : 0;
    fields.i = Number(units);
    return true;
  },
  write: (fields) => `#${hex(field(fields, 'i'))}${field(fields, 'h') === 1 ? ', lsl #12' : ''}`,
};

/** Whether a register's name stands here, which an immediate without # is not. */
function readsName(cursor: { readonly text: string; readonly at: number }): boolean {
  return /^(?:[wx](?:\d+|zr)|w?sp)\b/i.test(cursor.text.slice(cursor.at));
}

export const IMMEDIATES: Readonly<Record<string, Operand>> = {
  arith,
  half,
  shift: shift(SHIFTS),
  shift3: shift(SHIFTS.slice(0, 3)),
  'bit-r': bit('r'),
  'bit-s': bit('s'),
  bitmask: number('Nrs', 'a bitmask: a run of ones, repeated', bitmaskOf, maskOf),
  'bitmask-mov': number('Nrs', 'a number that one MOV can move', bitmaskOf, (f, width) => {
    const value = maskOf(f, width);
    // What MOVZ and MOVN can move is theirs, except to a stack pointer.
    const others =
      field(f, 'd') !== 31 && (movz(value ?? 0n, width) !== null || movn(value ?? 0n, width) !== null);
    return others ? null : value;
  }),
  movz: number('hi', 'a number that one MOV can move', movz, halfValue),
  movn: number('hi', 'a number that one MOV can move', movn, (f, width) => {
    const value = halfValue(f, width);
    if (value === null) return null;
    const inverted = BigInt.asUintN(width, ~value);
    return halfOf(inverted, width) === null ? inverted : null;
  }),
  'to-top': number(
    'rs',
    'a shift within the register',
    (value, width) => (value < 0n || value >= BigInt(width) ? null : { r: Number(value), s: width - 1 }),
    (f, width) => (field(f, 's') !== width - 1 || field(f, 'r') >= width ? null : field(f, 'r')),
    10,
  ),
  'to-left': number(
    'rs',
    'a shift within the register',
    (value, width) =>
      value < 0n || value >= BigInt(width)
        ? null
        : { r: (width - Number(value)) % width, s: width - 1 - Number(value) },
    (f, width) =>
      field(f, 'r') >= width || field(f, 's') + 1 !== field(f, 'r') ? null : width - field(f, 'r'),
    10,
  ),
  extract: bitField(
    (lsb, length) => ({ r: lsb, s: lsb + length - 1 }),
    (r, s) => (s < r ? null : [r, s - r + 1]),
  ),
  insert: bitField(
    (lsb, length, width) => ({ r: (width - lsb) % width, s: length - 1 }),
    (r, s, width) => (s < r ? [width - r, s + 1] : null),
  ),
};
