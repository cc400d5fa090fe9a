/** Every operand that the table's syntax names, by its name. */
import { expression } from './expression.ts';
import { IMMEDIATES, plainImmediate } from './immediates.ts';
import {
  BARRIERS,
  CONDITIONS,
  CONDITION_SYNONYMS,
  EXTENDS,
  PSTATE_FIELDS,
  SYSTEM_OPERATIONS,
  SYSTEM_REGISTERS,
  WITHOUT_REGISTER,
  prefetchName,
  systemNumber,
} from './names.ts';
import { field, hex, immediate, nameIn, widthOf, type Operand } from './operand.ts';
import type { Fields } from './pattern.ts';
import { pairOperand, readRegister, registerName, registerOperand } from './registers.ts';

/** The operand of this name, for a pattern whose fields have these widths. */
export function operandOf(name: string, widths: Readonly<Record<string, number>>): Operand {
  const known = IMMEDIATES[name] ?? OTHERS[name];
  if (known !== undefined) return known;
  if (/^[XWR][a-z]!?$/.test(name)) return registerOperand(name);
  if (name.startsWith('#')) return plainImmediate(name, widths);
  if (name.startsWith('pair-')) return pairOperand(name.charAt(5));
  if (name.startsWith('index*')) return index(Number(name.slice(6)));
  if (name === 'label-i') return label(widths.i ?? 0);
  throw new Error(`the table names an operand that is none: ${name}`);
}

/** Of names that stand for numbers in fields. */
function named(
  letters: string,
  expected: string,
  toFields: (word: string) => Fields | null,
  toName: (fields: Fields) => string | null,
): Operand {
  return {
    letters,
    read: (cursor, fields) => {
      cursor.blanks();
      const start = cursor.at;
      const found = toFields(cursor.take(/[a-z]\w*/iy)?.toLowerCase() ?? '');
      if (found === null) return cursor.miss(expected, start);
      Object.assign(fields, found);
      return true;
    },
    write: toName,
  };
}

/** A condition; of CSET and its like, the inverse of the one in the field. */
function condition(inverse: 0 | 1): Operand {
  return named(
    'c',
    'a condition (eq, ne, …)',
    (word) => {
      const at = (CONDITIONS as readonly string[]).indexOf(CONDITION_SYNONYMS[word] ?? word);
      return at < 0 || (inverse === 1 && at >= 14) ? null : { c: at ^ inverse };
    },
    (f) => CONDITIONS[field(f, 'c') ^ inverse] ?? null,
  );
}

/** A place relative to the instruction, in words. */
function label(width: number): Operand {
  return {
    letters: 'i',
    read: (cursor, fields, context) => {
      cursor.blanks();
      const start = cursor.at;
      const target = expression(cursor, context);
      if (target === null) return false;
      const distance = BigInt.asIntN(64, target - context.pc);
      const words = distance / 4n;
      if (words * 4n !== distance) return cursor.miss('an address that is a multiple of 4 away', start);
      const reach = 1n << BigInt(width - 1);
      if (words < -reach || words >= reach)
        return cursor.miss(`an address within ${hex(4n * reach)} bytes`, start);
      fields.i = Number(BigInt.asUintN(width, words));
      return true;
    },
    write: (fields, pc) =>
      hex(BigInt.asUintN(64, pc + BigInt.asIntN(width, BigInt(field(fields, 'i'))) * 4n)),
  };
}

/** ADR's and ADRP's 21 bits. */
function near(page: bigint): Operand {
  return {
    letters: 'ij',
    read: (cursor, fields, context) => {
      cursor.blanks();
      const start = cursor.at;
      const target = expression(cursor, context);
      if (target === null) return false;
      const distance = BigInt.asIntN(64, target - (target % page) - context.pc + (context.pc % page)) / page;
      if (distance < -(1n << 20n) || distance >= 1n << 20n)
        return cursor.miss(`an address within ${hex(page << 20n)} bytes`, start);
      const bits = Number(BigInt.asUintN(21, distance));
      fields.i = bits & 3;
      fields.j = bits >> 2;
      return true;
    },
    write: (fields, pc) => {
      const bits = BigInt.asIntN(21, BigInt((field(fields, 'j') << 2) | field(fields, 'i')));
      return hex(BigInt.asUintN(64, (pc / page + bits) * page));
    },
  };
}

/** The last operand of ADD (extended register): `w2, sxtw #3`. */
const extended: Operand = {
  letters: 'moi',
  read: (cursor, fields, context) => {
    cursor.blanks();
    const start = cursor.at;
    const register = readRegister(cursor);
    if (register === null || register.stackPointer) return cursor.miss('a register other than sp', start);
    const width = widthOf(fields);
    fields.m = register.number;
    fields.o = width === 64 ? 3 : 2;
    fields.i = 0;
    const plain = register.width === width;
    if (cursor.take(/,/y) === null)
      return (
        plain || cursor.miss(width === 64 ? ', and how the register is extended' : 'a 32-bit register', start)
      );
    const kind = nameIn(cursor, [...EXTENDS, 'lsl'], `lsl, ${EXTENDS.join(', ')}`);
    if (kind === null) return false;
    if (kind < 8) fields.o = kind;
    const wants = width === 64 && (field(fields, 'o') & 3) === 3 ? 64 : 32;
    if (register.width !== wants) return cursor.miss(`a ${wants}-bit register`, start);
    cursor.blanks();
    if (kind < 8 && !/^#|^\d/.test(cursor.text.slice(cursor.at))) return true;
    const at = cursor.at;
    const amount = immediate(cursor, context);
    if (amount === null) return false;
    if (amount < 0n || amount > 4n) return cursor.miss('a shift from 0 to 4', at);
    fields.i = Number(amount);
    return true;
  },
  write: (fields) => {
    const width = widthOf(fields);
    const o = field(fields, 'o');
    const amount = field(fields, 'i');
    if (amount > 4) return null;
    const register = registerName(field(fields, 'm'), width === 64 && (o & 3) === 3 ? 64 : 32, false);
    const asShift = o === (width === 64 ? 3 : 2) && (fields.n === 31 || fields.d === 31);
    if (asShift) return amount === 0 ? register : `${register}, lsl #${amount}`;
    return `${register}, ${EXTENDS[o] ?? ''}${amount === 0 ? '' : ` #${amount}`}`;
  },
};

/** The index of a load or store: `x2, lsl #3`, `w2, sxtw`. */
function index(scale: number): Operand {
  const log = Math.log2(scale);
  const kinds = ['uxtw', 'lsl', 'sxtw', 'sxtx'];
  return {
    letters: 'moS',
    read: (cursor, fields, context) => {
      cursor.blanks();
      const start = cursor.at;
      const register = readRegister(cursor);
      if (register === null || register.stackPointer) return cursor.miss('a register other than sp', start);
      Object.assign(fields, { m: register.number, o: 3, S: 0 });
      if (cursor.take(/,/y) === null)
        return register.width === 64 || cursor.miss('a 64-bit register, or uxtw or sxtw', start);
      const kind = nameIn(cursor, kinds, kinds.join(', '));
      if (kind === null) return false;
      fields.o = [2, 3, 6, 7][kind] ?? 3;
      if ((kind % 2 === 1) !== (register.width === 64))
        return cursor.miss(`a ${kind % 2 === 1 ? 64 : 32}-bit register`, start);
      cursor.blanks();
      if (kind !== 1 && !/^#|^\d/.test(cursor.text.slice(cursor.at))) return true;
      const at = cursor.at;
      const amount = immediate(cursor, context);
      if (amount === null) return false;
      if (amount !== 0n && amount !== BigInt(log)) return cursor.miss(log === 0 ? '#0' : `#0 or #${log}`, at);
      // Of a byte, `lsl #0` is written to say that S is set.
      fields.S = log === 0 || amount !== 0n ? 1 : 0;
      return true;
    },
    write: (fields) => {
      const o = field(fields, 'o');
      if ((o & 2) === 0) return null;
      const register = registerName(field(fields, 'm'), (o & 1) === 1 ? 64 : 32, false);
      const amount = field(fields, 'S') === 1 ? ` #${log}` : '';
      if (o === 3 && amount === '') return register;
      return `${register}, ${kinds[(o & 1) + (o >> 2) * 2] ?? ''}${amount}`;
    },
  };
}

/** TBZ's register and bit: bits of w registers below 32. */
const tested: Operand = {
  letters: 'tba',
  read: (cursor, fields, context) => {
    cursor.blanks();
    const start = cursor.at;
    const register = readRegister(cursor);
    if (register === null || register.stackPointer) return cursor.miss('a register other than sp', start);
    if (cursor.take(/,/y) === null) return cursor.miss(',');
    cursor.blanks();
    const at = cursor.at;
    const number = immediate(cursor, context);
    if (number === null) return false;
    if (number < 0n || number >= BigInt(register.width))
      return cursor.miss(`a bit number from 0 to ${register.width - 1}`, at);
    Object.assign(fields, { t: register.number, b: Number(number) >> 5, a: Number(number) & 31 });
    return true;
  },
  write: (fields) => {
    const b = field(fields, 'b');
    return `${registerName(field(fields, 't'), b === 1 ? 64 : 32, false)}, #${b * 32 + field(fields, 'a')}`;
  },
};

const numberOfSystem = (f: Fields, op0: number): number =>
  systemNumber(op0, field(f, 'p'), field(f, 'k'), field(f, 'j'), field(f, 'q'));
const fieldsOfSystem = (number: number): Fields => ({
  p: (number >> 11) & 7,
  k: (number >> 7) & 15,
  j: (number >> 3) & 15,
  q: number & 7,
});

function invert(names: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(names).map(([name, number]) => [number, name]));
}

const registerNames = invert(SYSTEM_REGISTERS);
const sysreg = named(
  'opkjq',
  'a system register (or s3_0_c1_c0_0)',
  (word) => {
    const [, op0, ...rest] = /^s([23])_([0-7])_c(\d|1[0-5])_c(\d|1[0-5])_([0-7])$/.exec(word) ?? [];
    const [p = 0, k = 0, j = 0, q = 0] = rest.map(Number);
    const number =
      SYSTEM_REGISTERS[word] ?? (op0 === undefined ? null : systemNumber(Number(op0), p, k, j, q));
    return number === null ? null : { ...fieldsOfSystem(number), o: (number >> 14) - 2 };
  },
  (f) => {
    const op0 = field(f, 'o') + 2;
    const generic = `s${op0}_${field(f, 'p')}_c${field(f, 'k')}_c${field(f, 'j')}_${field(f, 'q')}`;
    return registerNames.get(numberOfSystem(f, op0)) ?? generic;
  },
);

/** The operation of DC, IC, AT or TLBI: of those that take a register, or of those that take none. */
function operation(kind: keyof typeof SYSTEM_OPERATIONS, alone: boolean): Operand {
  const chosen = Object.entries(SYSTEM_OPERATIONS[kind]).filter(
    ([name]) => WITHOUT_REGISTER.has(name) === alone,
  );
  const numbers = new Map(chosen);
  const names = new Map(chosen.map(([name, number]) => [number, name]));
  return named(
    'pkjq',
    `an operation of ${kind}`,
    (word) => {
      const number = numbers.get(word);
      return number === undefined ? null : fieldsOfSystem(number);
    },
    (f) => names.get(numberOfSystem(f, 1)) ?? null,
  );
}

const barrierNames = invert(BARRIERS);
const barrierName = named(
  'i',
  'a barrier (sy, ish, ishld, …)',
  (word) => (BARRIERS[word] === undefined ? null : { i: BARRIERS[word] }),
  (f) => barrierNames.get(field(f, 'i')) ?? null,
);
const barrier: Operand = {
  letters: 'i',
  read: (cursor, fields, context) => {
    cursor.blanks();
    return /[#\d]/.test(cursor.text.charAt(cursor.at))
      ? plainImmediate('#i', { i: 4 }).read(cursor, fields, context)
      : barrierName.read(cursor, fields, context);
  },
  write: (fields, pc) => barrierName.write(fields, pc) ?? twoDigits(field(fields, 'i')),
};

const PREFETCH_NAMES = Array.from({ length: 32 }, (_, i) => prefetchName(i));
const prefetch: Operand = {
  letters: 't',
  read: (cursor, fields, context) => {
    cursor.blanks();
    if (/[#\d]/.test(cursor.text.charAt(cursor.at)))
      return plainImmediate('#t', { t: 5 }).read(cursor, fields, context);
    const at = nameIn(
      cursor,
      PREFETCH_NAMES.map((name) => name ?? ''),
      'a prefetch (pldl1keep, …)',
    );
    if (at === null) return false;
    fields.t = at;
    return true;
  },
  write: (fields) => PREFETCH_NAMES[field(fields, 't')] ?? twoDigits(field(fields, 't')),
};

/** A number that objdump writes with two digits: `#0x06`. */
function twoDigits(value: number): string {
  return `#0x${value.toString(16).padStart(2, '0')}`;
}

/** `C7` of SYS. */
function systemField(letter: string): Operand {
  return named(
    letter,
    'C0 to C15',
    (word) => (/^c(\d|1[0-5])$/.test(word) ? { [letter]: Number(word.slice(1)) } : null),
    (f) => `C${field(f, letter)}`,
  );
}

const OTHERS: Readonly<Record<string, Operand>> = {
  cond: condition(0),
  inverse: condition(1),
  adr: near(1n),
  adrp: near(4096n),
  extended,
  tested,
  sysreg,
  barrier,
  prefetch,
  pstate: named(
    'pq',
    'a field of PSTATE (tco, daifset, …)',
    (word) => (PSTATE_FIELDS[word] === undefined ? null : { ...PSTATE_FIELDS[word] }),
    (f) => Object.entries(PSTATE_FIELDS).find(([, { p, q }]) => p === f.p && q === f.q)?.[0] ?? null,
  ),
  'c-k': systemField('k'),
  'c-j': systemField('j'),
  ...Object.fromEntries(
    (['dc', 'ic', 'at', 'tlbi'] as const).flatMap((kind) => [
      [kind, operation(kind, false)],
      [`${kind}-alone`, operation(kind, true)],
    ]),
  ),
};
