/** A row's syntax, taken apart once: literal text, operands, and groups that are left out when their fields are 0. */
import type { Cursor } from './cursor.ts';
import type { Context } from './expression.ts';
import { field, type Operand } from './operand.ts';
import { operandOf } from './operands.ts';
import type { Fields } from './pattern.ts';
import type { Row } from './row.ts';

type Item =
  | { readonly literal: string }
  | { readonly operand: Operand }
  | { readonly group: readonly Item[]; readonly letters: readonly string[] };

const taken = new Map<Row, readonly Item[]>();

function itemsOf(row: Row): readonly Item[] {
  const known = taken.get(row);
  if (known !== undefined) return known;
  const widths = Object.fromEntries(row.pattern.fields.map(({ letter, width }) => [letter, width]));
  const items = parse(row.syntax.slice(row.mnemonic.length).trim(), widths);
  taken.set(row, items);
  return items;
}

function parse(syntax: string, widths: Readonly<Record<string, number>>): readonly Item[] {
  return (syntax.match(/<[^>]+>|\{[^}]+\}|[^<{]+/g) ?? []).map((part): Item => {
    if (part.startsWith('<')) return { operand: operandOf(part.slice(1, -1), widths) };
    if (!part.startsWith('{')) return { literal: part };
    const group = parse(part.slice(1, -1), widths);
    const letters = group.flatMap((item) =>
      'operand' in item ? (item.operand.letters.match(/./g) ?? []) : [],
    );
    return { group, letters };
  });
}

/** Reads the operands of a row to the end of the text; null, and the cursor notes what was expected, if they do not fit. */
export function readOperands(row: Row, cursor: Cursor, context: Context): Fields | null {
  const fields: Fields = {};
  if (!readItems(itemsOf(row), cursor, fields, context)) return null;
  if (!cursor.atEnd) {
    cursor.miss('the end of the instruction');
    return null;
  }
  for (const [to = '', from = ''] of row.same) fields[to] = field(fields, from);
  return fields;
}

function readItems(items: readonly Item[], cursor: Cursor, fields: Fields, context: Context): boolean {
  return items.every((item) => {
    if ('operand' in item) return item.operand.read(cursor, fields, context);
    if ('literal' in item) return readLiteral(item.literal, cursor);
    const start = cursor.at;
    const [first] = item.group;
    if (first !== undefined && 'literal' in first && cursor.text.slice(start).trimStart().startsWith(','))
      return readItems(item.group, cursor, fields, context);
    cursor.miss(', or the end');
    return true;
  });
}

function readLiteral(literal: string, cursor: Cursor): boolean {
  for (const part of literal.match(/\w+|[^\w\s]/g) ?? []) {
    cursor.blanks();
    if (!cursor.text.startsWith(part, cursor.at)) return cursor.miss(part);
    cursor.at += part.length;
  }
  return true;
}

/** The operands in GNU syntax; null where the fields stand for nothing in this row. */
export function writeOperands(row: Row, fields: Fields, pc: bigint): string | null {
  if (row.same.some(([a = '', b = '']) => field(fields, a) !== field(fields, b))) return null;
  return writeItems(itemsOf(row), fields, pc);
}

function writeItems(items: readonly Item[], fields: Fields, pc: bigint): string | null {
  let text = '';
  for (const item of items) {
    const written =
      'operand' in item
        ? item.operand.write(fields, pc)
        : 'literal' in item
          ? item.literal
          : writeItems(item.group, fields, pc);
    if (written === null) return null;
    if ('group' in item && item.letters.every((letter) => field(fields, letter) === 0)) continue;
    text += written;
  }
  return text;
}
