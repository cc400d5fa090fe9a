/** Model C text to tokens. Comments are kept apart, since the one above a function describes it. */
import type { Diagnostics } from './diagnostics.ts';
import type { Span } from './program.ts';

export type TokenKind = 'name' | 'number' | 'punctuation' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** First token of a preprocessor line. */
  readonly directive: boolean;
  /** Whether a line break stands before it; ends a #define. */
  readonly fresh: boolean;
}

export interface Comment {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const PUNCTUATION = [
  ['<<=', '>>=', '...'],
  [
    '->',
    '++',
    '--',
    '<<',
    '>>',
    '<=',
    '>=',
    '==',
    '!=',
    '&&',
    '||',
    '+=',
    '-=',
    '*=',
    '/=',
    '%=',
    '&=',
    '|=',
    '^=',
  ],
  [
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ';',
    ',',
    '.',
    '?',
    ':',
    '~',
    '!',
    '+',
    '-',
    '*',
    '/',
    '%',
    '<',
    '>',
    '&',
    '|',
    '^',
    '=',
  ],
] as const;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** All that C takes for a number, some of which model C has not. */
const NUMBER = /\.?[0-9](?:[eEpP][+-]|[0-9A-Za-z_.])*/y;
const INTEGER =
  /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)(?:[uU](?:l{0,2}|L{0,2})|(?:l{1,2}|L{1,2})[uU]?)?$/;
const CHARACTER = /'(?:[^'\\\n]|\\[nt0'\\])'/y;
const SPACE = /[ \t\r\n\f\v]+|\\\r?\n/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/** Tokens of one file, ending with one of kind 'end'. `file` is its index in the program's sources. */
export function tokenize(
  file: number,
  text: string,
  diagnostics: Diagnostics,
): { tokens: Token[]; comments: Comment[] } {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let at = 0;
  /** Of the next token. */
  const line = { fresh: true, directive: false };
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const push = (kind: TokenKind, body: string, to = at + body.length): void => {
    tokens.push({ kind, text: body, from: at, to, ...line });
    at = to;
    line.fresh = false;
    line.directive = false;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== null) {
      if (space.includes('\n') && !space.startsWith('\\')) {
        line.fresh = true;
        line.directive = false;
      }
      at += space.length;
      continue;
    }
    const comment = match(COMMENT);
    if (comment !== null) {
      comments.push({ text: comment, from: at, to: at + comment.length });
      at += comment.length;
      continue;
    }
    if (line.fresh && text[at] === '#') {
      line.directive = true;
      at += 1;
      continue;
    }
    const name = match(NAME);
    if (name !== null) {
      push('name', name);
      continue;
    }
    const number = match(NUMBER) ?? match(CHARACTER);
    const problem = number === null ? null : numberProblem(number);
    if (number !== null && problem === null) {
      push('number', number);
      continue;
    }
    const mark = number === null && !text.startsWith('/*', at) ? punctuationAt(text, at) : null;
    if (mark !== null) {
      push('punctuation', mark);
      continue;
    }
    const end = number === null ? skipUnknown(text, at) : at + number.length;
    const span: Span = { file, from: at, to: end };
    diagnostics.error(span, problem ?? unknownSentence(text.slice(at, end)));
    // What would have been a value stands as one, so that the rest of its line is still understood.
    if (number !== null || text[at] === '"') push('number', '0', end);
    else at = end;
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length, directive: false, fresh: true });
  return { tokens, comments };
}

/** Why a number is none of model C's, or null. */
function numberProblem(text: string): string | null {
  if (text.startsWith("'")) return null;
  if (INTEGER.test(text))
    return numberValue(text).value >> 64n === 0n ? null : `\`${text}\` does not fit into 64 bits`;
  const real = /[.]|^[0-9]+[eE]|^0[xX].*[pP]/.test(text);
  return real ? `\`${text}\`: model C has no floating point` : `\`${text}\` is not a number of model C`;
}

function punctuationAt(text: string, at: number): string | null {
  for (const group of PUNCTUATION) {
    for (const mark of group) if (text.startsWith(mark, at)) return mark;
  }
  return null;
}

function skipUnknown(text: string, at: number): number {
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    const line = text.indexOf('\n', at + 1);
    if (close > 0 && (line < 0 || close < line)) return close + 1;
  }
  if (text.startsWith('/*', at)) return text.length;
  return at + 1;
}

function unknownSentence(text: string): string {
  if (text.startsWith('"')) return 'model C has no strings';
  if (text.startsWith('/*')) return 'this comment is never closed';
  return `\`${text}\` is not part of model C`;
}

/** Value and suffix of a number or character token. */
export function numberValue(text: string): { value: bigint; unsigned: boolean; long: boolean; hex: boolean } {
  if (text.startsWith("'")) {
    const escapes: Record<string, number> = { n: 10, t: 9, '0': 0, "'": 39, '\\': 92 };
    const code = text[1] === '\\' ? (escapes[text[2] ?? '0'] ?? 0) : text.charCodeAt(1);
    return { value: BigInt(code), unsigned: false, long: false, hex: false };
  }
  const suffix = /[uUlL]*$/.exec(text)?.[0].toLowerCase() ?? '';
  const digits = text.slice(0, text.length - suffix.length);
  const hex = /^0[xX]/.test(digits);
  const octal = !hex && digits.length > 1 && digits.startsWith('0') && /^[0-7]+$/.test(digits);
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return { value, unsigned: suffix.includes('u'), long: suffix.includes('l'), hex: hex || octal };
}
