/** A word of memory to the instruction it is. */
import { fieldsOf, fits, type Fields } from './pattern.ts';
import type { Row } from './row.ts';
import { writeOperands } from './syntax.ts';
import { TABLE } from './table.ts';

export interface Decoded {
  readonly row: Row;
  readonly fields: Fields;
}

/** Rows by bits 28:21 of the words that can fit them: what is then left to try is short. */
const buckets: readonly (readonly Row[])[] = Array.from({ length: 256 }, (_, bits) =>
  TABLE.filter(({ pattern: { mask, value } }) => (((bits << 21) ^ value) & mask & (0xff << 21)) === 0),
);

/** The rows that could be this word, in the table's order. */
export function candidates(word: number): readonly Row[] {
  return buckets[(word >>> 21) & 0xff] ?? [];
}

/** The instruction, never an alias; null where the encoding is not allocated, or not one this processor has. */
export function decode(word: number): Decoded | null {
  for (const row of candidates(word)) {
    if (row.op === '' || !fits(row.pattern, word)) continue;
    const fields = fieldsOf(row.pattern, word);
    if (writeOperands(row, fields, 0n) !== null) return { row, fields };
  }
  return null;
}
