/** Numbers, symbols and arithmetic in assembly text, 64 bits wide, with C's precedence. */
import type { Cursor } from './cursor.ts';
import { DEEPEST_PARENTHESES } from '../../limits.ts';

/** What a line's text is read against. */
export interface Context {
  /** Address of the instruction: what `.` stands for. */
  readonly pc: bigint;
  /** The value of a symbol; null if there is none. */
  readonly symbol: (name: string) => bigint | null;
}

const LEVELS: readonly Readonly<Record<string, (a: bigint, b: bigint) => bigint>>[] = [
  { '|': (a, b) => a | b },
  { '^': (a, b) => a ^ b },
  { '&': (a, b) => a & b },
  { '<<': (a, b) => (b < 0n || b > 63n ? 0n : a << b), '>>': (a, b) => (b < 0n || b > 63n ? 0n : a >> b) },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => (b === 0n ? 0n : a / b) },
];

const NUMBER = /0x[0-9a-f]+|0b[01]+|[0-9]+(?![0-9bf]*[bf]\b)/iy;
const SYMBOL = /[0-9]+[bf]\b|[a-z_.$][\w.$]*/iy;
const CHARACTER = /'(\\.|[^\\'])'?/y;

/** The value of the expression at the cursor; null, and the cursor notes why, if there is none. */
export function expression(cursor: Cursor, context: Context, level = 0, depth = 0): bigint | null {
  const operators = LEVELS[level];
  if (operators === undefined) return unary(cursor, context, depth);
  let value = expression(cursor, context, level + 1, depth);
  while (value !== null) {
    const operator = cursor.take(/<<|>>|[|^&+\-*/]/y);
    if (operator === null) return value;
    const apply = operators[operator];
    if (apply === undefined) {
      cursor.at -= operator.length;
      return value;
    }
    const right = expression(cursor, context, level + 1, depth);
    value = right === null ? null : BigInt.asIntN(128, apply(value, right));
  }
  return null;
}

function unary(cursor: Cursor, context: Context, depth: number): bigint | null {
  const start = cursor.at;
  const fail = (expected: string, at = start): null => {
    cursor.miss(expected, at);
    return null;
  };
  if (depth > DEEPEST_PARENTHESES) return fail('a simpler expression');
  // What an ADD or a load behind ADRP adds.
  if (cursor.take(/:lo12:/iy) !== null) {
    const value = expression(cursor, context, 0, depth + 1);
    return value === null ? null : value & 0xfffn;
  }
  const sign = cursor.take(/[-~+]/y);
  if (sign !== null) {
    const value = unary(cursor, context, depth + 1);
    if (value === null) return null;
    return sign === '-' ? -value : sign === '~' ? ~value : value;
  }
  if (cursor.take(/\(/y) !== null) {
    const value = expression(cursor, context, 0, depth + 1);
    if (value === null) return null;
    return cursor.take(/\)/y) === null ? fail(')', cursor.at) : value;
  }
  const number = cursor.take(NUMBER);
  if (number !== null) return BigInt(number);
  const character = cursor.take(CHARACTER);
  if (character !== null) return BigInt(characterCode(character.slice(1).replace(/'$/, '')));
  cursor.blanks();
  const at = cursor.at;
  const name = cursor.take(SYMBOL);
  if (name === null) return fail('a number', at);
  if (name === '.') return context.pc;
  return context.symbol(name) ?? fail(`a symbol that is defined, not ${name}`, at);
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, b: 8, f: 12, '0': 0 };

/** The code of a character as it is written between quotes: `a`, `\n`. */
export function characterCode(written: string): number {
  if (!written.startsWith('\\')) return written.codePointAt(0) ?? 0;
  const escaped = written.charAt(1);
  return ESCAPES[escaped] ?? escaped.charCodeAt(0);
}
