/** What stands outside of functions: directives, types, globals, and functions with the comment above them. */
import type { Expression, FunctionNode, Statement, TypeName, Unit, Variable } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseDeclarator } from './parse-declarator.ts';
import { parseExpression, parseStars, parseTypeBase, parseTypeName } from './parse-expression.ts';
import { parseBlock } from './parse-statement.ts';
import type { Span, StandsFor } from './program.ts';
import type { Comment, Token } from './tokens.ts';

/** Adds the declaration that comes next to the unit. */
export function parseTopLevel(c: Cursor, comments: readonly Comment[], unit: Unit): void {
  const token = c.peek();
  if (token.directive) {
    parseDirective(c, unit);
    return;
  }
  if (c.accept(';')) return;
  if (c.accept('typedef')) {
    parseTypedef(c, unit);
    return;
  }
  let ghost = false;
  if (c.accept('ghost')) ghost = true;
  if (!c.startsType() && (c.peek().kind !== 'name' || c.peek(1).text === '(')) {
    c.error(
      c.peek(),
      `\`${c.peek().text}\` starts no declaration: a type, \`struct\`, \`enum\`, \`typedef\` or \`#define\` was expected`,
    );
    c.skipPast([';']);
    c.accept('}');
    return;
  }
  c.skipQualifiers();
  if (c.is('enum') && (c.peek(1).text === '{' || c.peek(2).text === '{')) {
    parseDeclarators(c, parseEnum(c, unit), ghost, token, comments, unit);
    return;
  }
  if (c.is('struct') && c.peek(2).text === '{') {
    const type = parseStruct(c, unit, null);
    parseDeclarators(c, type, ghost, token, comments, unit);
    return;
  }
  parseDeclarators(c, undefined, ghost, token, comments, unit);
}

function parseDirective(c: Cursor, unit: Unit): void {
  const { text } = c.peek();
  if (text !== 'define' && text !== 'include' && text !== 'pragma') c.unknownDirective();
  const line = c.restOfLine();
  if (text === 'define') parseDefine(line, unit);
}

/** `define NAME value`, all that stands on the line; without a value it is 1. */
function parseDefine(c: Cursor, unit: Unit): void {
  c.next();
  const name = c.next();
  const span = c.spanOf(name);
  if (name.kind !== 'name') c.error(name, 'a name belongs after `#define`');
  else if (c.is('(') && c.peek().from === name.to)
    c.error(name, `\`${name.text}\` has parameters; model C has constants only, so write a function`);
  else if (c.atEnd())
    unit.defines.push({ name: name.text, value: { kind: 'number', text: '1', span }, span });
  else {
    unit.defines.push({ name: name.text, value: parseExpression(c), span });
    if (!c.atEnd()) c.error(c.peek(), `\`${name.text}\` is a constant; one expression belongs after it`);
  }
}

function parseTypedef(c: Cursor, unit: Unit): void {
  let type: TypeName;
  c.skipQualifiers();
  const braces = c.peek(1).text === '{' || c.peek(2).text === '{';
  const anonymous = c.is('struct') && c.peek(1).text === '{';
  if (c.is('struct') && braces) type = parseStruct(c, unit, anonymous ? '' : null);
  else if (c.is('enum') && braces) type = parseEnum(c, unit);
  else type = parseTypeBase(c);
  type = parseStars(c, type);
  const name = c.peek();
  if (anonymous && name.kind === 'name') {
    const struct = unit.structs.pop();
    if (struct !== undefined) unit.structs.push({ ...struct, name: name.text });
    type = { ...type, base: { kind: 'struct', name: name.text } };
  }
  if (c.is('(') && c.peek(1).text === '*') c.error(name, 'model C has no function pointers');
  else if (name.kind !== 'name') c.error(name, 'a typedef needs a name');
  else {
    c.next();
    unit.typedefs.push({ name: name.text, type, span: c.spanOf(name) });
  }
  if (c.is('(') || c.is('[')) {
    if (name.kind === 'name') c.error(c.peek(), 'a typedef names a type without `[]` or `()` in model C');
    c.skipPast([';']);
  } else c.expectEnd('after this typedef');
}

/** `enum name { … }` or `enum { … }`. */
function parseEnum(c: Cursor, unit: Unit): TypeName {
  const start = c.next().from;
  let of = `enumeration ${c.file}:${start}`;
  if (c.peek().kind === 'name') {
    of = c.peek().text;
    c.next();
  }
  unit.enums.push({ name: of, span: c.spanFrom(start) });
  c.expect('{', 'to open the enumeration');
  let previous: string | null = null;
  while (!c.is('}') && !c.atEnd()) {
    if (c.refuseDirective()) continue;
    const name = c.next();
    if (name.kind !== 'name') {
      c.error(name, 'an enumeration holds names');
      break;
    }
    const value: Expression | null = c.accept('=') ? parseExpression(c) : null;
    unit.enumerators.push({ name: name.text, value, previous, of, span: c.spanOf(name) });
    previous = name.text;
    if (!c.accept(',')) break;
  }
  c.expect('}', 'to close the enumeration');
  return { base: { kind: 'enum', name: of }, pointers: 0, user: false, span: c.spanFrom(start) };
}

/** `struct name { … }`, or `struct { … }` when `anonymous` is given. */
function parseStruct(c: Cursor, unit: Unit, anonymous: string | null): TypeName {
  const start = c.next().from;
  const name = anonymous ?? c.next().text;
  c.expect('{', 'to open the struct');
  const fields: Variable[] = [];
  while (!c.is('}') && !c.atEnd()) {
    const before = c.position;
    if (c.refuseDirective()) continue;
    const ghost = c.accept('ghost');
    if (c.peek().kind !== 'name') {
      c.error(c.peek(), `a field's type was expected before \`${c.peek().text}\``);
      c.skipPast([';']);
      continue;
    }
    const type = parseTypeBase(c);
    do fields.push(parseDeclarator(c, type, ghost));
    while (c.accept(','));
    c.expectEnd('after this field');
    if (c.position === before) c.next();
  }
  c.expect('}', `to close the struct \`${name}\``);
  const span = c.spanFrom(start);
  unit.structs.push({ name, fields, span });
  return { base: { kind: 'struct', name }, pointers: 0, user: false, span };
}

/** What follows a type at the top level. `given` is a struct or enumeration just defined; undefined: the type is still to come. */
function parseDeclarators(
  c: Cursor,
  given: TypeName | undefined,
  ghost: boolean,
  first: Token,
  comments: readonly Comment[],
  unit: Unit,
): void {
  const base = given ?? parseTypeBase(c);
  // A struct that is only announced, or was refused.
  if (c.accept(';')) return;
  const type = parseStars(c, base);
  if (c.peek().kind === 'name' && c.peek(1).text === '(') {
    unit.functions.push(parseFunction(c, type, ghost, first, comments));
    return;
  }
  unit.globals.push(parseDeclarator(c, type, ghost));
  while (c.accept(',')) unit.globals.push(parseDeclarator(c, base, ghost));
  c.expectEnd('after this declaration');
}

function parseFunction(
  c: Cursor,
  result: TypeName,
  ghost: boolean,
  first: Token,
  comments: readonly Comment[],
): FunctionNode {
  const name = c.next();
  c.next();
  const parameters: Variable[] = [];
  if (c.is('void') && c.peek(1).text === ')') c.next();
  while (!c.is(')') && !c.atEnd()) {
    if (c.peek().kind !== 'name') {
      c.error(c.peek(), `the type of a parameter was expected before \`${c.peek().text}\``);
      c.skipPast([')']);
      break;
    }
    parameters.push(parseParameter(c, ghost));
    if (!c.accept(',')) break;
    if (c.is('...')) {
      c.error(c.peek(), 'model C has no functions with any number of arguments');
      c.next();
    }
  }
  if (c.previous().text !== ')') c.expect(')', 'after the parameters');
  const { doc, standsFor } = documentation(c.text, first.from, comments);
  const head: Span = c.spanFrom(first.from);
  let body: Statement | null = null;
  if (c.is('{')) body = parseBlock(c, ghost);
  else c.expectEnd('after this prototype');
  for (const { name: own, type } of body === null ? [] : parameters)
    if (own === '') c.diagnostics.error(type.span, `a parameter of \`${name.text}\` has no name`);
  const span = body === null ? head : c.spanFrom(first.from);
  return { name: name.text, nameSpan: c.spanOf(name), result, parameters, body, ghost, doc, standsFor, span };
}

/** A prototype's parameters need no names. */
function parseParameter(c: Cursor, ghost: boolean): Variable {
  const type = parseTypeName(c);
  if (c.is(',') || c.is(')')) return { name: '', type, lengths: [], initial: null, ghost, span: type.span };
  const parameter = parseDeclarator(c, type, ghost);
  if (parameter.initial !== null)
    c.diagnostics.error(
      parameter.span,
      `\`${parameter.name}\` is a parameter: its value comes from the caller`,
    );
  return parameter;
}

/** The comment that ends right above `from`, without its stars, and what it says the function stands for. */
function documentation(
  text: string,
  from: number,
  comments: readonly Comment[],
): { doc: string; standsFor: StandsFor | null } {
  const parts: string[] = [];
  let end = from;
  for (let i = lastBefore(comments, from); i >= 0; i--) {
    const comment = comments[i];
    if (comment === undefined) break;
    if (!/^[ \t]*\r?\n?[ \t]*$/.test(text.slice(comment.to, end))) break;
    if (!startsLine(text, comment.from)) break;
    parts.unshift(comment.text);
    end = comment.from;
    if (comment.text.startsWith('/*')) break;
  }
  const lines = parts
    .join('\n')
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(\/\*+|\*\/|\*(?!\/)|\/\/)\s?/, '')
        .replace(/\s*\*\/\s*$/, '')
        .trimEnd(),
    );
  const stands = /^\s*Stands for: *([^,]+), *([^,]+), *(<[^>]+>|v[\w.-]+)/m.exec(lines.join('\n'));
  const standsFor =
    stands === null
      ? null
      : { name: (stands[1] ?? '').trim(), path: (stands[2] ?? '').trim(), version: (stands[3] ?? '').trim() };
  return { doc: lines.join('\n').trim(), standsFor };
}

/** Whether nothing stands before `at` on its line; else a comment there is about that. */
function startsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === ' ' || text[before] === '\t') before--;
  return before < 0 || text[before] === '\n';
}

/** Index of the last comment that ends before `from`, or -1. */
function lastBefore(comments: readonly Comment[], from: number): number {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
