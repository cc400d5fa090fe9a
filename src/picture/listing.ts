/** Source text as lines of small coloured pieces, for a pane that shows code. Knows words of C, not its grammar. */
export type TokenKind = 'plain' | 'keyword' | 'type' | 'call' | 'constant' | 'number' | 'comment' | 'ghost';

export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
  /** Whether it lies in the marked stretch. */
  readonly marked: boolean;
}

export interface Line {
  /** In the file, from 1. */
  readonly number: number;
  readonly tokens: readonly Token[];
  /** Ghost code, which only properties see. */
  readonly ghost: boolean;
  /** Whether the running statement touches it. */
  readonly running: boolean;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const PIECE =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|#[a-z]+|0[xX][0-9a-fA-F]+\w*|\d\w*|"(?:\\.|[^"\\])*"|[A-Za-z_]\w*|\s+|[^\sA-Za-z_\d]/g;
const KEYWORDS = new Set(
  'if else while do for switch case default break continue return goto struct enum typedef const static inline volatile __user __always_inline sizeof'.split(
    ' ',
  ),
);
const TYPES = /^(?:void|bool|char|int|long|unsigned|signed|short|[us](?:8|16|32|64)|\w+_t)$/;

/**
 * The lines of `text` that `shown` touches. `statement` is the running statement, `marked` the part of it about to run.
 * `text` is the whole file, so that a stretch may begin inside a comment without being misread.
 */
export function listing(
  text: string,
  shown: Stretch,
  statement?: Stretch,
  marked?: Stretch,
): readonly Line[] {
  const from = text.lastIndexOf('\n', shown.from - 1) + 1;
  const end = text.indexOf('\n', shown.to);
  const to = end === -1 ? text.length : end;
  const pieces = piecesOf(text, from, to, marked);

  const lines: Line[] = [];
  let number = countLines(text, from);
  let start = from;
  let next = 0;
  while (start <= to) {
    const stop = Math.min(lineEnd(text, start), to);
    const tokens: Token[] = [];
    for (; next < pieces.length && (pieces[next]?.from ?? to) < stop; next++) {
      const piece = pieces[next];
      if (piece)
        tokens.push({ text: text.slice(piece.from, piece.to), kind: piece.kind, marked: piece.marked });
    }
    const ghost = /^\s*(?:static\s+)?ghost\b/.test(text.slice(start, stop));
    const running = statement !== undefined && statement.from < stop && statement.to > start;
    lines.push({ number, tokens, ghost, running });
    number++;
    start = stop + 1;
  }
  return lines;
}

/** The line, from 1, on which an offset lies. */
export function lineAt(text: string, offset: number): number {
  return countLines(text, offset);
}

interface Piece extends Stretch {
  readonly kind: TokenKind;
  readonly marked: boolean;
}

/** Pieces between `from` and `to`, none of which crosses an end of line or an edge of the marked stretch. */
function piecesOf(text: string, from: number, to: number, marked: Stretch | undefined): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const found of text.matchAll(PIECE)) {
    const end = found.index + found[0].length;
    if (end <= from) continue;
    if (found.index >= to) break;
    const kind = kindOf(found[0], text, end);
    const cuts = [found.index, end, from, to, marked?.from ?? from, marked?.to ?? from];
    for (let i = found.index; i < end; i++) if (text[i] === '\n') cuts.push(i, i + 1);
    const inside = [...new Set(cuts)].filter(
      (cut) => cut >= Math.max(from, found.index) && cut <= Math.min(to, end),
    );
    inside.sort((a, b) => a - b);
    for (let i = 0; i + 1 < inside.length; i++) {
      const [a = 0, b = 0] = [inside[i], inside[i + 1]];
      if (text[a] === '\n') continue;
      pieces.push({
        from: a,
        to: b,
        kind,
        marked: marked !== undefined && a >= marked.from && b <= marked.to,
      });
    }
  }
  return pieces;
}

function kindOf(word: string, text: string, end: number): TokenKind {
  if (word.startsWith('/*') || word.startsWith('//')) return 'comment';
  if (word === 'ghost') return 'ghost';
  if (word.startsWith('#') || KEYWORDS.has(word)) return 'keyword';
  if (TYPES.test(word)) return 'type';
  if (/^\d/.test(word)) return 'number';
  if (/^[A-Z_][A-Z0-9_]*$/.test(word) && /[A-Z]/.test(word)) return 'constant';
  if (/^\w/.test(word) && text[end] === '(') return 'call';
  return 'plain';
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function countLines(text: string, to: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
