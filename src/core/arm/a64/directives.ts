/** What directives put into the image. Each gives the bytes it adds, or says what it expected. */
import type { Cursor } from './cursor.ts';
import { characterCode, expression, type Context } from './expression.ts';
import { utf8 } from './utf8.ts';

/** Sections of one image: all text follows the text before it. */
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
]);
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
/** What one directive may add: more is a mistake, and must not exhaust memory. */
const MOST_BYTES = 1 << 24;

/** The bytes that a directive adds at `context.pc`; null, and the cursor notes why, where it makes no sense. */
export function directive(name: string, cursor: Cursor, context: Context): Uint8Array | null {
  if (IGNORED.has(name)) {
    cursor.at = cursor.text.length;
    return new Uint8Array(0);
  }
  const width = NUMBERS[name];
  if (width !== undefined) return numbers(width, cursor, context);
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

function numbers(width: number, cursor: Cursor, context: Context): Uint8Array | null {
  const bytes: number[] = [];
  do {
    cursor.blanks();
    const start = cursor.at;
    const value = expression(cursor, context);
    if (value === null) return null;
    const bits = BigInt(8 * width);
    if (value >= 1n << bits || value < -(1n << (bits - 1n))) {
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
  const count = Number((unit - (context.pc % unit)) % unit);
  const padding = new Uint8Array(count);
  // Among instructions what is skipped may be run: NOPs, as GNU as does.
  for (let at = count % 4; at < count; at += 4) padding.set(NOP, at);
  return padding;
}

function skipped(cursor: Cursor, context: Context): Uint8Array | null {
  cursor.blanks();
  const start = cursor.at;
  const count = expression(cursor, context);
  if (count === null) return null;
  if (count < 0n || count > BigInt(MOST_BYTES)) {
    cursor.miss(`a number from 0 to ${MOST_BYTES}`, start);
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
