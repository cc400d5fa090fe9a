/** What an operand of the table's syntax does: read from text into fields, spelled from fields. */
import type { Cursor } from './cursor.ts';
import { expression, type Context } from './expression.ts';
import type { Fields } from './pattern.ts';

export interface Operand {
  /** The letters of its fields. */
  readonly letters: string;
  /** Reads it; false, and the cursor notes what was expected, if the text has something else. */
  readonly read: (cursor: Cursor, fields: Fields, context: Context) => boolean;
  /** Null where these fields stand for nothing: such a word is not this instruction. */
  readonly write: (fields: Fields, pc: bigint) => string | null;
}

/** A field's value; a letter that the pattern lacks is 0. */
export function field(fields: Fields, letter: string): number {
  return fields[letter] ?? 0;
}

/** 64 or 32, by the field z. */
export function widthOf(fields: Fields): 32 | 64 {
  return field(fields, 'z') === 1 ? 64 : 32;
}

/** Reads `#` (which may be left out) and a value; null, noted as missing, where there is none. */
export function immediate(cursor: Cursor, context: Context): bigint | null {
  cursor.take(/#/y);
  return expression(cursor, context);
}

/** Reads a name of a list; its index. */
export function nameIn(cursor: Cursor, names: readonly string[], expected: string): number | null {
  cursor.blanks();
  const start = cursor.at;
  const word = cursor.take(/[a-z]\w*/iy)?.toLowerCase();
  const index = word === undefined ? -1 : names.indexOf(word);
  if (index >= 0) return index;
  cursor.miss(expected, start);
  cursor.at = start;
  return null;
}

export function hex(value: bigint | number): string {
  return `0x${value.toString(16)}`;
}
