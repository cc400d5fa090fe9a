/** What follows the type in a declaration: the name, its array lengths, its initial value. */
import type { Expression, Initializer, TypeName, Variable } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression, parseStars } from './parse-expression.ts';

/** A variable's stars, name, array lengths and initial value, after the type that it shares with its neighbours. */
export function parseDeclarator(c: Cursor, base: TypeName, ghost: boolean): Variable {
  const type = parseStars(c, base);
  const name = c.peek();
  if (name.kind === 'name') c.next();
  else if (c.is('(') && c.peek(1).text === '*') {
    c.error(name, 'model C has no function pointers');
    c.skipGroup();
    if (c.is('(')) c.skipGroup();
  } else c.error(name, 'a name was expected here');
  if (c.is(':')) {
    c.error(c.peek(), 'model C has no bit-fields');
    c.next();
    c.next();
  }
  const lengths: Expression[] = [];
  while (c.accept('[')) {
    lengths.push(parseExpression(c));
    c.expect(']', 'after this array length');
  }
  const initial = c.accept('=') ? parseInitializer(c) : null;
  return { name: name.kind === 'name' ? name.text : '', type, lengths, initial, ghost, span: c.spanOf(name) };
}

function parseInitializer(c: Cursor): Initializer {
  return c.nested(
    () => parseInitializerHere(c),
    () => ({ kind: 'list', items: [], span: c.spanOf(c.peek()) }),
  );
}

function parseInitializerHere(c: Cursor): Initializer {
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
