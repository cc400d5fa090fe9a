/** Expressions of model C, by precedence climbing. */
import type { BaseType, BinaryOp, Expression, TypeName } from './ast.ts';
import type { Cursor } from './cursor.ts';

const BINARY: Readonly<Record<string, number>> = {
  '*': 10, '/': 10, '%': 10, '+': 9, '-': 9, '<<': 8, '>>': 8, '<': 7, '>': 7, '<=': 7, '>=': 7,
  '==': 6, '!=': 6, '&': 5, '^': 4, '|': 3, '&&': 2, '||': 1,
}; // prettier-ignore

const ASSIGN: Readonly<Record<string, BinaryOp | null>> = {
  '=': null, '+=': '+', '-=': '-', '*=': '*', '/=': '/', '%=': '%', '<<=': '<<', '>>=': '>>', '&=': '&', '|=': '|', '^=': '^',
}; // prettier-ignore

const POSTFIX = new Set(['[', '.', '->', '++', '--']);

/** An expression without a top-level comma. */
export function parseExpression(c: Cursor): Expression {
  return c.nested(
    () => c.expression(() => parseAssignment(c)),
    () => ({ kind: 'wrong', span: c.spanFrom(c.peek().from) }),
  );
}

/** An expression in which commas may stand, as in the clauses of a `for`. */
export function parseWithCommas(c: Cursor): Expression {
  const start = c.peek().from;
  const parts = [parseExpression(c)];
  while (c.accept(',')) parts.push(parseExpression(c));
  const [first] = parts;
  return parts.length === 1 && first !== undefined
    ? first
    : { kind: 'comma', parts, span: c.spanFrom(start) };
}

function parseAssignment(c: Cursor): Expression {
  const start = c.peek().from;
  const target = parseConditional(c);
  const { text, kind } = c.peek();
  if (kind !== 'punctuation' || !(text in ASSIGN)) return target;
  c.next();
  const value = parseExpression(c);
  return { kind: 'assign', op: ASSIGN[text] ?? null, target, value, span: c.spanFrom(start) };
}

function parseConditional(c: Cursor): Expression {
  const start = c.peek().from;
  const condition = parseBinary(c, 1);
  if (!c.accept('?')) return condition;
  const yes = parseExpression(c);
  c.expect(':', 'in this `? :`');
  const no = c.nested<Expression>(
    () => parseConditional(c),
    () => ({ kind: 'wrong', span: c.spanFrom(start) }),
  );
  return { kind: 'conditional', condition, yes, no, span: c.spanFrom(start) };
}

function parseBinary(c: Cursor, least: number): Expression {
  const start = c.peek().from;
  let left = parseUnary(c);
  for (;;) {
    const token = c.peek();
    const precedence = token.kind === 'punctuation' ? (BINARY[token.text] ?? 0) : 0;
    if (precedence < least || precedence === 0 || !c.oneMoreOperator()) return left;
    c.next();
    const right = parseBinary(c, precedence + 1);
    left = { kind: 'binary', op: token.text as BinaryOp, left, right, span: c.spanFrom(start) };
  }
}

function parseUnary(c: Cursor): Expression {
  return c.nested(
    () => parseUnaryHere(c),
    () => ({ kind: 'wrong', span: c.spanFrom(c.peek().from) }),
  );
}

function parseUnaryHere(c: Cursor): Expression {
  const token = c.peek();
  const start = token.from;
  if (token.kind === 'punctuation') {
    switch (token.text) {
      case '-':
      case '+':
      case '~':
      case '!':
      case '*':
      case '&': {
        c.next();
        const operand = parseUnary(c);
        return { kind: 'unary', op: token.text, operand, span: c.spanFrom(start) };
      }
      case '++':
      case '--': {
        c.next();
        const operand = parseUnary(c);
        return { kind: 'step', op: token.text, prefix: true, operand, span: c.spanFrom(start) };
      }
      case '(':
        if (c.startsType(1)) {
          c.next();
          const type = parseTypeName(c);
          c.expect(')', 'after the type of this cast');
          const operand = parseUnary(c);
          return { kind: 'cast', type, operand, span: c.spanFrom(start) };
        }
    }
  }
  return parsePostfix(c, parsePrimary(c), start);
}

function parsePostfix(c: Cursor, base: Expression, start: number): Expression {
  let expression = base;
  for (;;) {
    if (!POSTFIX.has(c.peek().text) || !c.oneMoreOperator()) return expression;
    if (c.accept('[')) {
      const index = parseExpression(c);
      c.expect(']', 'after this index');
      expression = { kind: 'index', base: expression, index, span: c.spanFrom(start) };
    } else if (c.is('.') || c.is('->')) {
      const arrow = c.next().text === '->';
      const field = c.peek();
      if (field.kind !== 'name') {
        c.error(field, `a field's name belongs after \`${arrow ? '->' : '.'}\``);
        return { kind: 'wrong', span: c.spanFrom(start) };
      }
      c.next();
      expression = {
        kind: 'member',
        base: expression,
        field: field.text,
        arrow,
        fieldSpan: c.spanOf(field),
        span: c.spanFrom(start),
      };
    } else {
      const op = c.next().text === '++' ? '++' : '--';
      expression = { kind: 'step', op, prefix: false, operand: expression, span: c.spanFrom(start) };
    }
  }
}

function parsePrimary(c: Cursor): Expression {
  const token = c.peek();
  if (token.kind === 'number') {
    c.next();
    return { kind: 'number', text: token.text, span: c.spanOf(token) };
  }
  if (token.kind === 'name' && token.text === 'sizeof') {
    c.error(token, '`sizeof` is not part of model C: a word of the model is not a byte of memory');
    c.next();
    if (c.is('(')) {
      c.next();
      c.skipPast([')']);
    } else parseUnary(c);
    return { kind: 'wrong', span: c.spanOf(token) };
  }
  if (token.kind === 'name') {
    c.next();
    if (!c.is('(')) return { kind: 'name', name: token.text, span: c.spanOf(token) };
    return {
      kind: 'call',
      name: token.text,
      nameSpan: c.spanOf(token),
      args: parseArguments(c),
      span: c.spanFrom(token.from),
    };
  }
  if (c.accept('(')) {
    const inner = parseWithCommas(c);
    c.expect(')', 'to close this parenthesis');
    return inner;
  }
  c.error(
    token,
    token.kind === 'end'
      ? 'an expression ends too early here'
      : `an expression was expected before \`${token.text}\``,
  );
  if (![';', ')', ']', '}', ','].includes(token.text)) c.next();
  return { kind: 'wrong', span: c.spanOf(token) };
}

function parseArguments(c: Cursor): Expression[] {
  const args: Expression[] = [];
  c.next();
  if (c.accept(')')) return args;
  do args.push(parseExpression(c));
  while (c.accept(','));
  c.expect(')', 'after the arguments of this call');
  return args;
}

/** A type as in a cast: `struct page *`, `void __user *`, `unsigned long`. */
export function parseTypeName(c: Cursor): TypeName {
  return parseStars(c, parseTypeBase(c));
}

/** The part of a type that all names of one declaration share. */
export function parseTypeBase(c: Cursor): TypeName {
  const start = c.peek().from;
  c.skipQualifiers();
  const base = parseBaseType(c);
  return { base, pointers: 0, user: false, span: c.spanFrom(start) };
}

/** The part that each name of a declaration has for itself: `*`, `__user *`. */
export function parseStars(c: Cursor, type: TypeName): TypeName {
  let { pointers, user } = type;
  for (;;) {
    c.skipQualifiers();
    if (c.accept('__user')) user = true;
    else if (c.accept('*')) pointers++;
    else break;
  }
  return { ...type, pointers, user, span: c.spanFrom(type.span.from) };
}

function parseBaseType(c: Cursor): BaseType {
  const token = c.peek();
  if (token.text === 'union') {
    c.error(token, 'model C has no unions');
    c.next();
    if (c.peek().kind === 'name') c.next();
    if (c.is('{')) c.skipGroup();
    return { kind: 'named', name: 'int' };
  }
  if (token.text === 'struct' || token.text === 'enum') {
    c.next();
    const name = c.peek();
    if (name.kind !== 'name') {
      c.error(name, `a name belongs after \`${token.text}\``);
      if (c.is('{')) c.skipGroup();
      return { kind: 'named', name: 'int' };
    }
    c.next();
    if (c.is('{')) {
      c.error(
        token,
        `\`${token.text} ${name.text}\` is defined here, in the middle of something; define it on its own`,
      );
      c.skipGroup();
    }
    return { kind: token.text, name: name.text };
  }
  if (!c.isIntegerWord(token.text)) {
    if (token.kind === 'name') c.next();
    return { kind: 'named', name: token.text };
  }
  const words: string[] = [];
  while (c.isIntegerWord(c.peek().text) || (words.length > 0 && c.is('const'))) {
    const word = c.next().text;
    if (word !== 'const') words.push(word);
  }
  return { kind: 'named', name: words.join(' ') };
}
