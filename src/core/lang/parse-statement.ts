/** Statements of model C. */
import type { Expression, Statement, Variable } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseDeclarator } from './parse-declarator.ts';
import { parseExpression, parseTypeBase, parseWithCommas } from './parse-expression.ts';

/** `{ … }`; everything in it is ghost code when `ghost`. */
export function parseBlock(c: Cursor, ghost: boolean): Statement {
  const start = c.peek().from;
  c.expect('{', 'to open a block');
  const body: Statement[] = [];
  while (!c.is('}') && !c.atEnd()) {
    const before = c.position;
    body.push(parseStatement(c, ghost));
    if (c.position === before) c.next();
  }
  c.expect('}', 'to close this block');
  return { kind: 'block', body, ghost, span: c.spanFrom(start) };
}

function parseStatement(c: Cursor, inGhost: boolean): Statement {
  return c.nested(
    () => parseStatementHere(c, inGhost),
    () => ({ kind: 'empty', ghost: inGhost, span: c.spanFrom(c.peek().from) }),
  );
}

function parseStatementHere(c: Cursor, inGhost: boolean): Statement {
  const start = c.peek().from;
  const ghost = c.accept('ghost') || inGhost;
  const token = c.peek();
  const span = (): { ghost: boolean; span: ReturnType<Cursor['spanFrom']> } => ({
    ghost,
    span: c.spanFrom(start),
  });
  if (c.refuseDirective()) return { kind: 'empty', ...span() };
  if (token.text === '{') return parseBlock(c, ghost);
  if (c.accept(';')) return { kind: 'empty', ...span() };
  if (token.kind === 'name') {
    switch (token.text) {
      case 'if':
        return parseIf(c, ghost, start);
      case 'while': {
        c.next();
        const condition = parseCondition(c, 'while');
        const body = parseStatement(c, ghost);
        return { kind: 'while', condition, body, ...span() };
      }
      case 'do': {
        c.next();
        const body = parseStatement(c, ghost);
        c.expect('while', 'after the body of this `do`');
        const condition = parseCondition(c, 'while');
        c.expectEnd('after this `do … while`');
        return { kind: 'do', condition, body, ...span() };
      }
      case 'for':
        return parseFor(c, ghost, start);
      case 'switch': {
        c.next();
        const value = parseCondition(c, 'switch');
        const body = parseStatement(c, ghost);
        return { kind: 'switch', value, body, ...span() };
      }
      case 'case':
      case 'default': {
        c.next();
        const value = token.text === 'case' ? parseExpression(c) : null;
        c.expect(':', `after \`${token.text}\``);
        const body: Statement = c.is('}') ? { kind: 'empty', ...span() } : parseStatement(c, ghost);
        return { kind: 'case', value, body, ...span() };
      }
      case 'break':
      case 'continue':
        c.next();
        c.expectEnd(`after \`${token.text}\``);
        return { kind: token.text, ...span() };
      case 'goto': {
        c.next();
        const name = c.next();
        if (name.kind !== 'name') c.error(name, 'a label belongs after `goto`');
        c.expectEnd('after `goto`');
        return { kind: 'goto', name: name.text, ...span() };
      }
      case 'return': {
        c.next();
        const value = c.is(';') ? null : parseWithCommas(c);
        c.expectEnd('after `return`');
        return { kind: 'return', value, ...span() };
      }
      case 'else':
        c.error(token, 'this `else` belongs to no `if`');
        c.next();
        return parseStatement(c, ghost);
      case 'asm':
      case '__asm__':
        c.error(token, 'model C has no inline assembly; the primitives stand for it');
        c.skipPast([';']);
        return { kind: 'empty', ...span() };
    }
    if (c.peek(1).text === ':' && c.peek(2).text !== ':') {
      c.next();
      c.next();
      const body: Statement = c.is('}') ? { kind: 'empty', ...span() } : parseStatement(c, ghost);
      return { kind: 'label', name: token.text, body, ...span() };
    }
    // Two names in a row: the first was meant for a type.
    if (c.startsType() || (c.peek(1).kind === 'name' && !c.peek(1).fresh))
      return parseDeclaration(c, ghost, start);
  }
  const expression: Expression = parseWithCommas(c);
  c.expectEnd('after this statement');
  return { kind: 'expression', expression, ...span() };
}

function parseCondition(c: Cursor, keyword: string): Expression {
  c.expect('(', `after \`${keyword}\``);
  const condition = parseWithCommas(c);
  c.expect(')', `to close the condition of this \`${keyword}\``);
  return condition;
}

function parseIf(c: Cursor, ghost: boolean, start: number): Statement {
  c.next();
  const condition = parseCondition(c, 'if');
  const then = parseStatement(c, ghost);
  const otherwise = c.accept('else') ? parseStatement(c, ghost) : null;
  return { kind: 'if', condition, then, otherwise, ghost, span: c.spanFrom(start) };
}

function parseFor(c: Cursor, ghost: boolean, start: number): Statement {
  c.next();
  c.expect('(', 'after `for`');
  let init: Statement | null;
  const at = c.peek().from;
  if (c.accept(';')) init = null;
  else if (c.startsType()) init = parseDeclaration(c, ghost, at);
  else {
    const expression = parseWithCommas(c);
    c.expect(';', 'after the first part of this `for`');
    init = { kind: 'expression', expression, ghost, span: c.spanFrom(at) };
  }
  const condition = c.is(';') ? null : parseWithCommas(c);
  c.expect(';', 'after the condition of this `for`');
  const next = c.is(')') ? null : parseWithCommas(c);
  c.expect(')', 'to close this `for`');
  const body = parseStatement(c, ghost);
  return { kind: 'for', init, condition, next, body, ghost, span: c.spanFrom(start) };
}

function parseDeclaration(c: Cursor, ghost: boolean, start: number): Statement {
  const base = parseTypeBase(c);
  const variables: Variable[] = [];
  do variables.push(parseDeclarator(c, base, ghost));
  while (c.accept(','));
  c.expectEnd('after this declaration');
  return { kind: 'declare', variables, ghost, span: c.spanFrom(start) };
}
