/** A place in the tokens of one file: what both parsers (expressions and declarations) read from. */
import type { Diagnostics } from './diagnostics.ts';
import type { Span } from './program.ts';
import type { Token } from './tokens.ts';
import { DEEPEST_NESTING, MOST_OPERATORS } from '../limits.ts';

const QUALIFIERS = new Set([
  'const',
  'static',
  'inline',
  'volatile',
  'extern',
  '__always_inline',
  '__iomem',
  '__force',
  'noinline',
  '__must_check',
  'register',
]);
const INTEGER_WORDS = new Set([
  'void',
  'bool',
  '_Bool',
  'char',
  'short',
  'int',
  'long',
  'signed',
  'unsigned',
]);
const INTEGER_NAMES = new Set([
  'u8',
  's8',
  'u16',
  's16',
  'u32',
  's32',
  'u64',
  's64',
  '__u8',
  '__u16',
  '__u32',
  '__u64',
  '__s32',
  '__s64',
  'size_t',
  'ssize_t',
  'tags_t',
  'data_t',
]);

export class Cursor {
  private at = 0;
  private depth = 0;
  private expressions = 0;
  private operators = 0;
  /** Where the last statement was given up. */
  private gaveUpAt = -1;
  readonly file: number;
  readonly text: string;
  readonly diagnostics: Diagnostics;
  private readonly tokens: readonly Token[];
  private readonly typedefs: ReadonlySet<string>;
  private readonly last: Token;

  constructor(
    file: number,
    text: string,
    tokens: readonly Token[],
    typedefs: ReadonlySet<string>,
    diagnostics: Diagnostics,
  ) {
    const last = tokens.at(-1);
    if (last === undefined) throw new Error('a token list ends with one of kind end');
    this.file = file;
    this.text = text;
    this.tokens = tokens;
    this.typedefs = typedefs;
    this.diagnostics = diagnostics;
    this.last = last;
  }

  get position(): number {
    return this.at;
  }
  peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.last;
  }
  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.at++;
    return token;
  }
  previous(): Token {
    return this.tokens[this.at - 1] ?? this.peek();
  }
  atEnd(): boolean {
    return this.peek().kind === 'end';
  }
  is(text: string): boolean {
    const token = this.peek();
    return token.text === text && token.kind !== 'end';
  }
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }
  /** Takes `text`, or says that it is missing at the end of the token before, where the eye looks. */
  expect(text: string, where: string): boolean {
    if (this.accept(text)) return true;
    if (this.at === this.gaveUpAt) return false;
    const end = this.previous().to;
    this.diagnostics.error(
      { file: this.file, from: Math.max(0, end - 1), to: end },
      `a \`${text}\` is missing ${where}`,
    );
    return false;
  }
  /** Takes the `;` of a statement or declaration; without one, goes on behind the next unless a new line plainly starts another. */
  expectEnd(where: string): void {
    if (!this.expect(';', where) && !this.peek().fresh) this.skipPast([';']);
  }
  /** Whether a preprocessor line stood here, where none belongs; says so and goes on behind it. */
  refuseDirective(): boolean {
    const { text, directive } = this.peek();
    if (!directive) return false;
    if (text === 'define' || text === 'include')
      this.error(this.peek(), `\`#${text}\` stands outside of functions, structs and enumerations`);
    else this.unknownDirective();
    this.restOfLine();
    return true;
  }
  /** What ends an `#if` was complained about with it. */
  unknownDirective(): void {
    const { text } = this.peek();
    if (!['else', 'elif', 'endif'].includes(text))
      this.error(this.peek(), `\`#${text}\` is not part of model C; there are \`#define\` and \`#include\``);
  }
  /** What is left of this line, to be read on its own; this cursor goes on behind it. */
  restOfLine(): Cursor {
    const from = this.at;
    this.next();
    while (!this.atEnd() && !this.peek().fresh) this.next();
    const end = { ...this.last, from: this.previous().to, to: this.previous().to };
    const tokens = [...this.tokens.slice(from, this.at), end];
    return new Cursor(this.file, this.text, tokens, this.typedefs, this.diagnostics);
  }
  spanFrom(start: number): Span {
    return { file: this.file, from: start, to: Math.max(start, this.previous().to) };
  }
  spanOf(token: Token): Span {
    return { file: this.file, from: token.from, to: token.to };
  }
  error(token: Token, message: string): void {
    this.diagnostics.error(this.spanOf(token), message);
  }
  /** Whether the token starts a type. */
  startsType(ahead = 0): boolean {
    const token = this.peek(ahead);
    if (token.kind !== 'name') return false;
    const { text } = token;
    return (
      QUALIFIERS.has(text) ||
      INTEGER_WORDS.has(text) ||
      INTEGER_NAMES.has(text) ||
      text === 'struct' ||
      text === 'enum' ||
      text === 'union' ||
      this.typedefs.has(text)
    );
  }
  skipQualifiers(): void {
    while (this.peek().kind === 'name' && QUALIFIERS.has(this.peek().text)) this.next();
  }
  isIntegerWord(text: string): boolean {
    return INTEGER_WORDS.has(text);
  }
  /** Runs `body` one level deeper; beyond the limit says so and skips to the end of the statement. */
  nested<T>(body: () => T, instead: () => T): T {
    if (this.depth >= DEEPEST_NESTING) {
      this.giveUp('this is nested too deeply');
      return instead();
    }
    this.depth++;
    const result = body();
    this.depth--;
    return result;
  }
  /** Runs `body`, which parses an expression. Operators are counted from the outermost one on. */
  expression<T>(body: () => T): T {
    if (this.expressions === 0) this.operators = 0;
    this.expressions++;
    const result = body();
    this.expressions--;
    return result;
  }
  /** Counts one operator of a chain such as `a + b + c`; one too many is said, and ends the expression. */
  oneMoreOperator(): boolean {
    this.operators++;
    if (this.operators === MOST_OPERATORS)
      this.giveUp(`this expression has more than ${MOST_OPERATORS} operators`);
    return this.operators < MOST_OPERATORS;
  }
  /** Says what is wrong and goes to the end of the statement, where nothing more is missing. */
  private giveUp(message: string): void {
    if (this.at === this.gaveUpAt) return;
    this.error(this.peek(), message);
    this.skipTo([';']);
    this.gaveUpAt = this.at;
  }
  /** Over `( … )`, `{ … }` or `[ … ]`, the first of which is next. */
  skipGroup(): void {
    let level = 0;
    do {
      const { text } = this.next();
      if (text === '{' || text === '(' || text === '[') level++;
      if (text === '}' || text === ')' || text === ']') level--;
    } while (level > 0 && !this.atEnd());
  }
  /** After a mistake: goes on behind the next `;`, say, or at the next `}` of this level. */
  skipPast(ends: readonly string[]): void {
    this.skipTo(ends);
    if (!this.atEnd() && ends.includes(this.peek().text)) this.next();
  }
  /** Stops behind a `{ … }` as well, since a statement may end with one. */
  private skipTo(ends: readonly string[]): void {
    let level = 0;
    while (!this.atEnd()) {
      const { text } = this.peek();
      if (level === 0 && (text === '}' || ends.includes(text))) return;
      if (text === '{' || text === '(' || text === '[') level++;
      if (text === '}' || text === ')' || text === ']') level = Math.max(0, level - 1);
      this.next();
      if (level === 0 && text === '}') return;
    }
  }
}
