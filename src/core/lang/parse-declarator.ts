/** What follows the type in a declaration: the name, its array lengths, its initial value. */
import type { Expression, Initializer, TypeName, Variable } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';

/** A variable's name, array lengths and initial value, after its type. */
export function parseDeclarator(c: Cursor, type: TypeName, ghost: boolean): Variable {
  const name = c.peek();
  if (name.kind === 'name') c.next();
  else c.error(name, 'a name was expected here');
  const lengths: Expression[] = [];
  while (c.accept('[')) {
    lengths.push(parseExpression(c));
    c.expect(']', 'after this array length');
  }
  const initial = c.accept('=') ? parseInitializer(c) : null;
  return { name: name.text, type, lengths, initial, ghost, span: c.spanOf(name) };
}

function parseInitializer(c: Cursor): Initializer {
  if (!c.is('{')) return { kind: 'value', value: parseExpression(c) };
  const start = c.next().from;
  const items: { field: string | null; value: Initializer }[] = [];
  while (!c.is('}') && !c.atEnd()) {
    let field: string | null = null;
    if (c.accept('.')) {
      field = c.next().text;
      c.expect('=', 'after this field');
    }
    items.push({ field, value: parseInitializer(c) });
    if (!c.accept(',')) break;
  }
  c.expect('}', 'to close this initialiser');
  return { kind: 'list', items, span: c.spanFrom(start) };
}
