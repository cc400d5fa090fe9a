/** One instruction's text to its word. */
import { Cursor } from './cursor.ts';
import type { Context } from './expression.ts';
import { CONDITION_SYNONYMS } from './names.ts';
import { wordOf } from './pattern.ts';
import type { Row } from './row.ts';
import { readOperands, writeOperands } from './syntax.ts';
import { TABLE } from './table.ts';

export type Encoded = { readonly word: number } | EncodeError;
export interface EncodeError {
  /** Offset in the text where it stopped making sense. */
  readonly at: number;
  /** What would have made sense there, as a sentence's end: `expected …`. */
  readonly message: string;
}

const byMnemonic = new Map<string, Row[]>();
for (const row of TABLE) byMnemonic.set(row.mnemonic, [...(byMnemonic.get(row.mnemonic) ?? []), row]);

/** How many expectations an error names. */
const NAMED = 4;

/** Assembles `ldr x0, [x1]`, without label or comment. */
export function encode(text: string, context: Context): Encoded {
  const cursor = new Cursor(text);
  cursor.blanks();
  const start = cursor.at;
  const written = cursor.take(/[a-z][\w.]*/iy)?.toLowerCase() ?? '';
  const mnemonic = written.replace(
    /^b\.?(hs|lo)$/,
    (_, name: string) => `b.${CONDITION_SYNONYMS[name] ?? name}`,
  );
  const rows = byMnemonic.get(mnemonic) ?? byMnemonic.get(mnemonic.replace(/^b(?=..$)/, 'b.'));
  if (rows === undefined)
    return {
      at: start,
      message: written === '' ? 'expected an instruction' : `there is no instruction ${written}`,
    };
  const operands = cursor.at;
  for (const row of rows) {
    cursor.at = operands;
    const fields = readOperands(row, cursor, context);
    if (fields === null) continue;
    // What another operand has narrowed, such as a shift within 32 bits.
    if (row.op !== '' && writeOperands(row, fields, context.pc) === null) continue;
    return { word: wordOf(row.pattern, fields) };
  }
  const { at, expected } = cursor.failure;
  return { at: Math.max(at, operands), message: `expected ${expected.slice(0, NAMED).join(', or ')}` };
}
