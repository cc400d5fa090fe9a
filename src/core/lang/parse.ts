/** Files of model C to one unit: declarations in any order, since all files of a release are compiled together. */
import type { Expression, FunctionNode, Statement, TypeName, Unit, Variable } from './ast.ts';
import { Cursor } from './cursor.ts';
import type { Diagnostics } from './diagnostics.ts';
import { parseDeclarator } from './parse-declarator.ts';
import { parseExpression, parseTypeName } from './parse-expression.ts';
import { parseBlock } from './parse-statement.ts';
import type { SourceFile, Span, StandsFor } from './program.ts';
import { tokenize, type Comment, type Token } from './tokens.ts';

/** Parses all files. What cannot be understood is said in `diagnostics` and skipped. */
export function parse(sources: readonly SourceFile[], diagnostics: Diagnostics): Unit {
  const unit: Unit = {
    defines: [],
    enumerators: [],
    enums: [],
    structs: [],
    typedefs: [],
    globals: [],
    functions: [],
  };
  const files = sources.map((source, file) => tokenize(file, source.text, diagnostics));
  const typedefs = new Set(files.flatMap((f) => typedefNames(f.tokens)));
  files.forEach(({ tokens, comments }, file) => {
    const c = new Cursor(file, sources[file]?.text ?? '', tokens, typedefs, diagnostics);
    while (!c.atEnd()) {
      const before = c.position;
      parseTopLevel(c, comments, unit);
      if (c.position === before) c.next();
    }
  });
  return unit;
}

/** The names that typedefs anywhere declare: the last name before each one's `;` at its own level. */
function typedefNames(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  tokens.forEach((token, i) => {
    if (token.text !== 'typedef') return;
    let level = 0;
    let last = '';
    for (let j = i + 1; j < tokens.length; j++) {
      const t = tokens[j];
      if (t === undefined || (t.text === ';' && level === 0)) break;
      if (t.text === '{') level++;
      if (t.text === '}') level--;
      if (level === 0 && t.kind === 'name') last = t.text;
    }
    names.push(last);
  });
  return names;
}

function parseTopLevel(c: Cursor, comments: readonly Comment[], unit: Unit): void {
  const token = c.peek();
  if (token.directive) {
    parseDirective(c, unit);
    return;
  }
  if (c.accept(';')) return;
  if (c.accept('typedef')) {
    parseTypedef(c, unit, token.from);
    return;
  }
  let ghost = false;
  if (c.accept('ghost')) ghost = true;
  if (!c.startsType()) {
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
    parseEnum(c, unit);
    parseDeclarators(c, null, ghost, token, comments, unit);
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
  const word = c.next();
  if (word.text === 'define') {
    const name = c.peek();
    if (name.kind !== 'name') {
      c.error(name, 'a name belongs after `#define`');
    } else {
      c.next();
      const glued = c.is('(') && c.peek().from === name.to;
      if (glued)
        c.error(name, `\`${name.text}\` has parameters; model C has constants only, so write a function`);
      else if (c.peek().fresh) {
        unit.defines.push({
          name: name.text,
          value: { kind: 'number', text: '1', span: c.spanOf(name) },
          span: c.spanOf(name),
        });
      } else {
        unit.defines.push({ name: name.text, value: parseExpression(c), span: c.spanOf(name) });
      }
    }
  } else if (word.text !== 'include' && word.text !== 'pragma') {
    c.error(word, `\`#${word.text}\` is not part of model C; there are \`#define\` and \`#include\``);
  }
  while (!c.atEnd() && !c.peek().fresh) c.next();
}

function parseTypedef(c: Cursor, unit: Unit, start: number): void {
  let type: TypeName;
  c.skipQualifiers();
  if (c.is('struct') && (c.peek(1).text === '{' || c.peek(2).text === '{')) {
    const anonymous = c.peek(1).text === '{';
    type = parseStruct(c, unit, anonymous ? '' : null);
    const name = c.peek();
    if (anonymous && name.kind === 'name') {
      const struct = unit.structs.pop();
      if (struct !== undefined) unit.structs.push({ ...struct, name: name.text });
      type = { base: { kind: 'struct', name: name.text }, pointers: 0, user: false, span: type.span };
    }
  } else if (c.is('enum') && (c.peek(1).text === '{' || c.peek(2).text === '{')) {
    parseEnum(c, unit);
    type = { base: { kind: 'named', name: 'int' }, pointers: 0, user: false, span: c.spanFrom(start) };
  } else type = parseTypeName(c);
  const name = c.peek();
  if (name.kind !== 'name') c.error(name, 'a typedef needs a name');
  else {
    c.next();
    unit.typedefs.push({ name: name.text, type, span: c.spanOf(name) });
  }
  if (!c.expect(';', 'after this typedef')) c.skipPast([';']);
}

function parseEnum(c: Cursor, unit: Unit): void {
  c.next();
  if (c.peek().kind === 'name') {
    unit.enums.push({ name: c.peek().text, span: c.spanOf(c.peek()) });
    c.next();
  }
  c.expect('{', 'to open the enumeration');
  let previous: string | null = null;
  while (!c.is('}') && !c.atEnd()) {
    const name = c.next();
    if (name.kind !== 'name') {
      c.error(name, 'an enumeration holds names');
      break;
    }
    const value: Expression | null = c.accept('=') ? parseExpression(c) : null;
    unit.enumerators.push({ name: name.text, value, previous, span: c.spanOf(name) });
    previous = name.text;
    if (!c.accept(',')) break;
  }
  c.expect('}', 'to close the enumeration');
}

/** `struct name { … }`, or `struct { … }` when `anonymous` is given. */
function parseStruct(c: Cursor, unit: Unit, anonymous: string | null): TypeName {
  const start = c.next().from;
  const name = anonymous ?? c.next().text;
  c.expect('{', 'to open the struct');
  const fields: Variable[] = [];
  while (!c.is('}') && !c.atEnd()) {
    const before = c.position;
    const ghost = c.accept('ghost');
    if (!c.startsType()) {
      c.error(c.peek(), `a field's type was expected before \`${c.peek().text}\``);
      c.skipPast([';']);
      continue;
    }
    const type = parseTypeName(c);
    do fields.push(parseDeclarator(c, type, ghost));
    while (c.accept(','));
    if (!c.expect(';', 'after this field')) c.skipPast([';']);
    if (c.position === before) c.next();
  }
  c.expect('}', `to close the struct \`${name}\``);
  const span = c.spanFrom(start);
  unit.structs.push({ name, fields, span });
  return { base: { kind: 'struct', name }, pointers: 0, user: false, span };
}

/** What follows a type at the top level. `given` is a struct just defined, null an enum, undefined: the type is still to come. */
function parseDeclarators(
  c: Cursor,
  given: TypeName | null | undefined,
  ghost: boolean,
  first: Token,
  comments: readonly Comment[],
  unit: Unit,
): void {
  // prettier-ignore
  if (given !== undefined && c.accept(';')) return;
  let type: TypeName;
  if (given === undefined) type = parseTypeName(c);
  else {
    type = given ?? {
      base: { kind: 'named', name: 'int' },
      pointers: 0,
      user: false,
      span: c.spanFrom(first.from),
    };
    let pointers = 0;
    while (c.accept('*')) pointers++;
    type = { ...type, pointers };
  }
  c.skipQualifiers();
  if (c.peek().kind === 'name' && c.peek(1).text === '(') {
    unit.functions.push(parseFunction(c, type, ghost, first, comments));
    return;
  }
  do unit.globals.push(parseDeclarator(c, type, ghost));
  while (c.accept(','));
  if (!c.expect(';', 'after this declaration')) c.skipPast([';']);
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
    if (!c.startsType()) {
      c.error(c.peek(), `the type of a parameter was expected before \`${c.peek().text}\``);
      c.skipPast([')']);
      break;
    }
    const type = parseTypeName(c);
    const parameter = parseDeclarator(c, type, ghost);
    parameters.push(parameter);
    if (!c.accept(',')) break;
  }
  if (c.previous().text !== ')') c.expect(')', 'after the parameters');
  const { doc, standsFor } = documentation(c.text, first.from, comments);
  const head: Span = c.spanFrom(first.from);
  let body: Statement | null = null;
  if (c.is('{')) body = parseBlock(c, ghost);
  else c.expect(';', 'after this prototype');
  const span = body === null ? head : c.spanFrom(first.from);
  return { name: name.text, nameSpan: c.spanOf(name), result, parameters, body, ghost, doc, standsFor, span };
}

/** The comment that ends right above `from`, without its stars, and what it says the function stands for. */
function documentation(
  text: string,
  from: number,
  comments: readonly Comment[],
): { doc: string; standsFor: StandsFor | null } {
  const parts: string[] = [];
  let end = from;
  for (let i = comments.length - 1; i >= 0; i--) {
    const comment = comments[i];
    if (comment === undefined || comment.to > end) continue;
    if (!/^[ \t]*\n?[ \t]*$/.test(text.slice(comment.to, end))) break;
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
