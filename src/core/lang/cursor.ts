/** A place in the tokens of one file: what both parsers (expressions and declarations) read from. */
import type { Diagnostics } from './diagnostics.ts';
import type { Span } from './program.ts';
import type { Token } from './tokens.ts';

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

/** Deep nesting is refused rather than allowed to exhaust the stack. */
const DEEPEST = 200;

export class Cursor {
  private at = 0;
  private depth = 0;
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
    const end = this.previous().to;
    this.diagnostics.error(
      { file: this.file, from: Math.max(0, end - 1), to: end },
      `a \`${text}\` is missing ${where}`,
    );
    return false;
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
    if (this.depth >= DEEPEST) {
      this.error(this.peek(), 'this is nested too deeply');
      this.skipPast([';']);
      return instead();
    }
    this.depth++;
    const result = body();
    this.depth--;
    return result;
  }
  /** After a mistake: goes on behind the next `;` or at the next `}` of this level. */
  skipPast(ends: readonly string[]): void {
    let level = 0;
    while (!this.atEnd()) {
      const { text } = this.peek();
      if (level === 0 && text === '}') return;
      if (text === '{' || text === '(' || text === '[') level++;
      if (text === '}' || text === ')' || text === ']') level = Math.max(0, level - 1);
      this.next();
      if (level === 0 && ends.includes(text)) return;
      if (level === 0 && text === '}') return;
    }
  }
}
