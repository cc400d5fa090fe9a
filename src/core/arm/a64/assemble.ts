/**
 * Assembly text to an image, in GNU syntax. Twice over the text: first where everything lies, then what it is. A constant of
 * `ldr x0, =…` goes into a pool behind the text, or where `.ltorg` stands.
 */
import { Cursor } from './cursor.ts';
import { directive } from './directives.ts';
import { encode } from './encode.ts';
import { expression, type Context } from './expression.ts';
import { statementsOf, type Complaint, type Statement } from './statements.ts';
import { MOST_COMPLAINTS, MOST_DIRECTIVE_BYTES } from '../../limits.ts';

export interface Assembled {
  readonly image: Uint8Array;
  readonly symbols: ReadonlyMap<string, bigint>;
  /** The line of the text that each address of an instruction comes from. */
  readonly lines: ReadonlyMap<bigint, number>;
}

/** A constant of the pool that is being filled. */
interface Literal {
  readonly text: string;
  readonly bytes: 4 | 8;
  readonly statement: Statement;
  /** Address of the instruction that loads it: what `.` and `1b` in its text mean. */
  readonly at: bigint;
}

/** Zeros with a name, which lie behind everything else. */
interface Common {
  readonly name: string;
  readonly bytes: number;
  readonly alignment: bigint;
  readonly statement: Statement;
}

const LITERAL = /^(ldr[ \t]+([xw])(?:\d+|zr)[ \t]*,[ \t]*)=(.*)$/i;
const COMMON = /^\.l?comm[ \t]+([a-z_.$][\w.$]*)[ \t]*,/i;
/** What means something else at another place. */
const BY_PLACE = /(?<![\w.$])(?:\d+[bf]|\.)(?![\w.$])/i;
const DEFINITION = /^\.(?:equ|set)[ \t]+([a-z_.$][\w.$]*)[ \t]*,/i;

/** Assembles a text that starts at `base`. */
export function assemble(
  source: string,
  base: bigint,
): Assembled | { readonly complaints: readonly Complaint[] } {
  const statements = statementsOf(source);
  const assembly = new Assembly(base);
  // Where things lie, then what they are.
  assembly.pass(statements, false);
  if (assembly.complaints.length === 0) assembly.pass(statements, true);
  const { complaints } = assembly;
  if (complaints.length > 0) return { complaints: complaints.slice(0, MOST_COMPLAINTS) };
  return { image: assembly.image(), symbols: assembly.symbols, lines: assembly.lines };
}

class Assembly {
  readonly complaints: Complaint[] = [];
  readonly symbols = new Map<string, bigint>();
  readonly lines = new Map<bigint, number>();
  /** Addresses of local labels `1:`, in the text's order. */
  private readonly local = new Map<string, bigint[]>();
  private readonly base: bigint;
  private parts: Uint8Array[] = [];
  private at: bigint;
  private isLast = false;
  /** Constants that are waiting for a place, by width and text; and where the first pass put those of each pool. */
  private pool = new Map<string, Literal>();
  private readonly placed: ReadonlyMap<string, bigint>[] = [];
  private pools = 0;
  private readonly commons: Common[] = [];

  constructor(base: bigint) {
    this.base = base;
    this.at = base;
  }

  pass(statements: readonly Statement[], isLast: boolean): void {
    this.isLast = isLast;
    this.parts = [];
    this.at = this.base;
    this.pool.clear();
    this.pools = 0;
    this.commons.length = 0;
    for (const statement of statements) this.take(statement);
    this.emptyPool();
    this.placeCommons();
  }

  image(): Uint8Array {
    const image = new Uint8Array(Number(this.at - this.base));
    let at = 0;
    for (const part of this.parts) {
      image.set(part, at);
      at += part.length;
    }
    return image;
  }

  private take(statement: Statement): void {
    const { kind, text } = statement;
    if (kind === 'label') this.label(statement);
    else if (kind === 'instruction') this.instruction(statement);
    else if (DEFINITION.test(text)) this.define(statement);
    else if (COMMON.test(text)) this.common(statement);
    else if (/^\.(?:ltorg|pool)$/.test(text)) this.emptyPool();
    else this.direct(statement);
  }

  private label(statement: Statement): void {
    if (this.isLast) return;
    const { text } = statement;
    if (/^\d/.test(text)) this.local.set(text, [...(this.local.get(text) ?? []), this.at]);
    else if (this.symbols.has(text)) this.complain(statement, 0, `${text} is already defined`);
    else this.symbols.set(text, this.at);
  }

  private define(statement: Statement): void {
    const [whole = '', name = ''] = DEFINITION.exec(statement.text) ?? [];
    const cursor = new Cursor(statement.text);
    cursor.at = whole.length;
    const value = wholeExpression(cursor, this.context());
    if (value !== null) this.symbols.set(name, value);
    // A label may be further down: what is still unknown the second time is a mistake.
    else if (this.isLast) this.missed(statement, cursor);
  }

  /** `.comm name, bytes, alignment`: zeros behind the text. */
  private common(statement: Statement): void {
    const [whole = '', name = ''] = COMMON.exec(statement.text) ?? [];
    const cursor = new Cursor(statement.text);
    cursor.at = whole.length;
    const bytes = expression(cursor, this.context());
    const alignment = cursor.take(/,/y) === null ? 8n : expression(cursor, this.context());
    const isPower = alignment !== null && alignment > 0n && (alignment & (alignment - 1n)) === 0n;
    if (
      bytes !== null &&
      bytes >= 0n &&
      bytes <= MOST_DIRECTIVE_BYTES &&
      isPower &&
      alignment <= 4096n &&
      cursor.atEnd
    )
      this.commons.push({ name, bytes: Number(bytes), alignment, statement });
    else if (!this.isLast) {
      if (bytes !== null && alignment !== null)
        cursor.miss(`a number of bytes up to ${MOST_DIRECTIVE_BYTES}, and a power of two up to 4096`);
      this.missed(statement, cursor);
    }
  }

  private placeCommons(): void {
    for (const { name, bytes, alignment, statement } of this.commons) {
      this.emit(new Uint8Array(Number((alignment - (this.at % alignment)) % alignment)));
      this.label({ ...statement, text: name });
      this.emit(new Uint8Array(bytes));
    }
  }

  private direct(statement: Statement): void {
    const cursor = new Cursor(statement.text);
    const name = cursor.take(/\.[\w.]*/y)?.toLowerCase() ?? '';
    // The first time labels further down are unknown, and only the number of bytes matters.
    const context = this.context(!this.isLast && !/^\.(?:align|p2align|balign|skip|space|zero)$/.test(name));
    const bytes = directive(name, cursor, context, !this.isLast);
    if (bytes !== null && cursor.atEnd) {
      this.emit(bytes);
      return;
    }
    if (bytes !== null) cursor.miss('the end of the directive');
    this.missed(statement, cursor);
  }

  private instruction(statement: Statement): void {
    if ((this.at & 3n) !== 0n) {
      if (this.isLast) this.complain(statement, 0, 'an instruction lies at a multiple of 4 (.align 2)');
      this.emit(new Uint8Array(Number(4n - (this.at & 3n))));
    }
    const [, front, width, constant = ''] = LITERAL.exec(statement.text) ?? [];
    let { text } = statement;
    if (front !== undefined) {
      const bytes = width?.toLowerCase() === 'x' ? 8 : 4;
      const key = `${bytes} ${constant.trim()}${BY_PLACE.test(constant) ? ` at ${this.at}` : ''}`;
      if (!this.pool.has(key)) this.pool.set(key, { text: constant, bytes, statement, at: this.at });
      const place = this.placed[this.pools]?.get(key) ?? this.at;
      text = `${front}0x${place.toString(16)}`;
    }
    if (!this.isLast) {
      this.emit(new Uint8Array(4));
      return;
    }
    const encoded = encode(text, this.context());
    if (!('word' in encoded)) {
      this.complain(statement, encoded.at, encoded.message);
      return;
    }
    this.lines.set(this.at, statement.line);
    this.emit(bytesOf(BigInt(encoded.word), 4));
  }

  private emptyPool(): void {
    // As GNU as does: equal constants once, the narrow ones first.
    const places = new Map<string, bigint>();
    const literals = [...this.pool].sort(([, a], [, b]) => a.bytes - b.bytes);
    this.pool = new Map();
    this.pools++;
    for (const [key, { text, bytes, statement, at }] of literals) {
      this.emit(new Uint8Array(Number((BigInt(bytes) - (this.at % BigInt(bytes))) % BigInt(bytes))));
      places.set(key, this.at);
      if (!this.isLast) {
        this.emit(new Uint8Array(bytes));
        continue;
      }
      const cursor = new Cursor(text);
      const value = wholeExpression(cursor, this.context(false, at));
      if (value !== null) this.emit(bytesOf(value, bytes));
      else this.missed(statement, cursor, statement.text.indexOf('=') + 1);
    }
    if (!this.isLast) this.placed.push(places);
  }

  private emit(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.at += BigInt(bytes.length);
  }

  private context(anyValue = false, here = this.at): Context {
    return {
      pc: here,
      symbol: (name) => {
        const [, digits, way] = /^(\d+)([bf])$/.exec(name) ?? [];
        if (digits === undefined) return this.symbols.get(name) ?? (anyValue ? 0n : null);
        const places = this.local.get(digits) ?? [];
        const found = way === 'f' ? places.find((at) => at > here) : places.filter((at) => at <= here).at(-1);
        return found ?? (anyValue ? 0n : null);
      },
    };
  }

  private missed(statement: Statement, cursor: Cursor, shift = 0): void {
    const { at, expected } = cursor.failure;
    this.complain(statement, at + shift, `expected ${expected.join(', or ')}`);
  }
  private complain(statement: Statement, at: number, message: string): void {
    this.complaints.push({ line: statement.line, column: statement.column + at, message });
  }
}

/** An expression with nothing behind it. */
function wholeExpression(cursor: Cursor, context: Context): bigint | null {
  const value = expression(cursor, context);
  if (value === null || cursor.atEnd) return value;
  cursor.miss('the end of the number');
  return null;
}

function bytesOf(value: bigint, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}
