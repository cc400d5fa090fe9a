/** What directives put into the image. Each gives the bytes it adds, or says what it expected. */
import type { Cursor } from './cursor.ts';
import { characterCode, expression, type Context } from './expression.ts';
import { utf8 } from './utf8.ts';
import { MOST_DIRECTIVE_BYTES } from '../../limits.ts';

/** What says nothing of the image: all of its text follows the text before, whatever the section, and every symbol is known. */
const IGNORED = new Set([
  '.text',
  '.data',
  '.global',
  '.globl',
  '.type',
  '.size',
  '.arch',
  '.cpu',
  '.section',
  '.pushsection',
  '.popsection',
  '.bss',
  '.local',
  '.weak',
  '.hidden',
  '.file',
  '.loc',
  '.ident',
]);
/** Where frames lie, for debuggers. */
const CALL_FRAMES = '.cfi_';
const NUMBERS: Readonly<Record<string, number>> = {
  '.byte': 1,
  '.hword': 2,
  '.short': 2,
  '.2byte': 2,
  '.word': 4,
  '.long': 4,
  '.4byte': 4,
  '.inst': 4,
  '.quad': 8,
  '.xword': 8,
  '.8byte': 8,
};

/**
 * The bytes that a directive adds at `context.pc`; null, and the cursor notes why, where it makes no sense. While only their number is
 * asked for, labels may stand for anything.
 */
export function directive(
  name: string,
  cursor: Cursor,
  context: Context,
  measuring: boolean,
): Uint8Array | null {
  if (IGNORED.has(name) || name.startsWith(CALL_FRAMES)) {
    cursor.at = cursor.text.length;
    return new Uint8Array(0);
  }
  const width = NUMBERS[name];
  if (width !== undefined) return numbers(width, cursor, context, measuring);
  switch (name) {
    case '.ascii':
      return strings(cursor, false);
    case '.asciz':
    case '.string':
      return strings(cursor, true);
    case '.align':
    case '.p2align':
      return aligned(cursor, context, true);
    case '.balign':
      return aligned(cursor, context, false);
    case '.skip':
    case '.space':
    case '.zero':
      return skipped(cursor, context);
    default:
      cursor.miss(`a directive, which ${name} is not`, 0);
      return null;
  }
}

function numbers(width: number, cursor: Cursor, context: Context, measuring: boolean): Uint8Array | null {
  const bytes: number[] = [];
  do {
    cursor.blanks();
    const start = cursor.at;
    const value = expression(cursor, context);
    if (value === null) return null;
    const bits = BigInt(8 * width);
    if (!measuring && (value >= 1n << bits || value < -(1n << (bits - 1n)))) {
      cursor.miss(`a number of ${width} byte${width === 1 ? '' : 's'}`, start);
      return null;
    }
    for (let i = 0; i < width; i++) bytes.push(Number((value >> BigInt(8 * i)) & 0xffn));
  } while (cursor.take(/,/y) !== null);
  return Uint8Array.from(bytes);
}

function strings(cursor: Cursor, ended: boolean): Uint8Array | null {
  const bytes: number[] = [];
  do {
    cursor.blanks();
    const text = cursor.take(/"(?:\\.|[^"\\])*"/y);
    if (text === null) {
      cursor.miss('a string in quotes');
      return null;
    }
    for (const written of text.slice(1, -1).match(/\\x[0-9a-f]{1,2}|\\.|[^\\]/giu) ?? [])
      bytes.push(...encoded(written));
    if (ended) bytes.push(0);
  } while (cursor.take(/,/y) !== null);
  return Uint8Array.from(bytes);
}

/** UTF-8 of a character as it is written. */
function encoded(written: string): readonly number[] {
  if (/^\\x/i.test(written)) return [parseInt(written.slice(2), 16)];
  return utf8(characterCode(written));
}

const NOP = [0x1f, 0x20, 0x03, 0xd5];

/** What fills up to a multiple: of a power of two, or of a number. */
function aligned(cursor: Cursor, context: Context, isPower: boolean): Uint8Array | null {
  cursor.blanks();
  const start = cursor.at;
  const value = expression(cursor, context);
  if (value === null) return null;
  const unit = isPower ? 1n << (value < 0n || value > 16n ? 17n : value) : value;
  if (unit < 1n || unit > 65536n || (unit & (unit - 1n)) !== 0n) {
    cursor.miss(isPower ? 'a power of two from 0 to 16' : 'a power of two up to 65536', start);
    return null;
  }
  const [fill, most] = [argument(cursor, context), argument(cursor, context)];
  if (fill === null || most === null) return null;
  const count = Number((unit - (context.pc % unit)) % unit);
  if (most !== undefined && BigInt(count) > most) return new Uint8Array(0);
  if (fill !== undefined) return new Uint8Array(count).fill(Number(fill & 0xffn));
  const padding = new Uint8Array(count);
  // Among instructions what is skipped may be run: NOPs, as GNU as does.
  for (let at = count % 4; at < count; at += 4) padding.set(NOP, at);
  return padding;
}

/** `, number` or `,` alone: undefined where there is no number; null where it makes no sense. */
function argument(cursor: Cursor, context: Context): bigint | null | undefined {
  if (cursor.take(/,/y) === null) return undefined;
  cursor.blanks();
  const isEmpty = cursor.atEnd || cursor.text[cursor.at] === ',';
  return isEmpty ? undefined : expression(cursor, context);
}

function skipped(cursor: Cursor, context: Context): Uint8Array | null {
  cursor.blanks();
  const start = cursor.at;
  const count = expression(cursor, context);
  if (count === null) return null;
  if (count < 0n || count > BigInt(MOST_DIRECTIVE_BYTES)) {
    cursor.miss(`a number from 0 to ${MOST_DIRECTIVE_BYTES}`, start);
    return null;
  }
  let fill = 0n;
  if (cursor.take(/,/y) !== null) {
    const value = expression(cursor, context);
    if (value === null) return null;
    fill = value;
  }
  return new Uint8Array(Number(count)).fill(Number(fill & 0xffn));
}
