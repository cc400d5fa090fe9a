/**
 * Reads what a person types into a field of the ioctl panel: `0x41000`, `4096`, `4K`, `2 pages`, `PAGE_SIZE * 2`, `~0`,
 * `FROM_GUEST | 0x2`. A value is a u64, as the structure's fields are. Precedence is C's.
 */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export type Names = ReadonlyMap<string, bigint>;

const MAX = (1n << 64n) - 1n;
const UNITS: Names = new Map([
  ['K', 1n << 10n],
  ['M', 1n << 20n],
  ['G', 1n << 30n],
  ['page', 4096n],
  ['pages', 4096n],
]);
const TOKEN =
  /\s*(?:(0[xX][0-9a-fA-F_]+|\d[\d_]*)\s*(K|M|G|pages?|[uUlL]{1,3})?(?![\w])|([A-Za-z_]\w*)|(<<|[-+*|~()]))/y;
interface Binary {
  readonly precedence: number;
  readonly apply: (a: bigint, b: bigint) => bigint;
}
const BINARY: ReadonlyMap<string, Binary> = new Map([
  ['|', { precedence: 1, apply: (a: bigint, b: bigint) => a | b }],
  ['<<', { precedence: 2, apply: (a: bigint, b: bigint) => (b > 64n ? MAX + 1n : a << b) }],
  ['+', { precedence: 3, apply: (a: bigint, b: bigint) => a + b }],
  ['-', { precedence: 3, apply: (a: bigint, b: bigint) => BigInt.asUintN(64, a - b) }],
  ['*', { precedence: 4, apply: (a: bigint, b: bigint) => a * b }],
]);

class Misread extends Error {}

export function parseValue(text: string, names: Names): Parsed<bigint> {
  if (text.trim() === '') return { ok: false, message: 'Write a number, such as 0x1000, 4096 or 4K.' };
  try {
    const reader = new Reader(text, names);
    const value = reader.expression(1);
    reader.expectEnd();
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Misread) return { ok: false, message: error.message };
    throw error;
  }
}

/** Bytes in hexadecimal, in pairs: `0a 0b 0c` or `0a0b0c`. */
export function parseBytes(text: string): Parsed<readonly number[]> {
  const stray = /[^0-9a-fA-F\s]/.exec(text);
  if (stray) return { ok: false, message: `“${stray[0]}” is not a hexadecimal digit.` };
  const groups = text.split(/\s+/).filter((group) => group !== '');
  const odd = groups.find((group) => group.length % 2 === 1);
  if (odd !== undefined) return { ok: false, message: `“${odd}” is not whole bytes: two digits make one.` };
  if (groups.length === 0) return { ok: false, message: 'Write at least one byte, such as 05.' };
  const digits = groups.join('');
  const bytes = Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
  return { ok: true, value: bytes };
}

interface Token {
  readonly text: string;
  readonly value: bigint | null;
}

class Reader {
  private readonly tokens: Token[] = [];
  private at = 0;

  constructor(text: string, names: Names) {
    const token = new RegExp(TOKEN);
    while (token.lastIndex < text.trimEnd().length) {
      const from = token.lastIndex;
      const found = token.exec(text);
      if (found === null) throw new Misread(`“${text.slice(from).trim()}” is not a number.`);
      const [, number, unit, name, operator] = found;
      if (number !== undefined) this.tokens.push({ text: number, value: literal(number, unit) });
      else if (name !== undefined) this.tokens.push({ text: name, value: named(name, names) });
      else if (operator !== undefined) this.tokens.push({ text: operator, value: null });
    }
  }

  expression(lowest: number): bigint {
    let left = this.unary();
    for (;;) {
      const binary = BINARY.get(this.tokens[this.at]?.text ?? '');
      if (binary === undefined || binary.precedence < lowest) return left;
      this.at++;
      left = fitting(binary.apply(left, this.expression(binary.precedence + 1)));
    }
  }

  expectEnd(): void {
    const extra = this.tokens[this.at];
    if (extra !== undefined) throw new Misread(`“${extra.text}” cannot stand there.`);
  }

  private unary(): bigint {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Misread('Something is missing at the end.');
    if (token.value !== null) return token.value;
    if (token.text === '~') return BigInt.asUintN(64, ~this.unary());
    if (token.text === '-') return BigInt.asUintN(64, -this.unary());
    if (token.text === '(') {
      const value = this.expression(1);
      if (this.tokens[this.at++]?.text !== ')') throw new Misread('A “)” is missing.');
      return value;
    }
    throw new Misread(`“${token.text}” cannot stand there.`);
  }
}

function literal(digits: string, unit: string | undefined): bigint {
  if (/^0\d/.test(digits)) throw new Misread(`“${digits}” is octal in C: write it in decimal or as 0x….`);
  return fitting(BigInt(digits.replaceAll('_', '')) * (UNITS.get(unit ?? '') ?? 1n));
}

function named(name: string, names: Names): bigint {
  const value = names.get(name);
  if (value === undefined) {
    const known = names.size > 6 ? '' : ` Known: ${[...names.keys()].join(', ')}.`;
    throw new Misread(`“${name}” is not a name known here.${known}`);
  }
  return value;
}

function fitting(value: bigint): bigint {
  if (value > MAX) throw new Misread('That does not fit in 64 bits.');
  return value;
}
