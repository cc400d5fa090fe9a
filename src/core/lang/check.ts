/** Statements and functions, checked. */
import type { Initializer, Statement } from './ast.ts';
import { acts, checkCalls } from './check-calls.ts';
import { checkPlace, checkValue } from './check-expression.ts';
import { checkCondition, checkInteger, complain, convert, meant, type Context } from './context.ts';
import type { Declarations } from './declare.ts';
import type { CheckedStatement, Local, Tree } from './tree.ts';
import { promote } from './fold.ts';
import { leavesOf, notByValue, typeText, wrap } from './types.ts';
import type { IntType, Type } from './types.ts';

/** What encloses a statement: what `break` and `continue` leave, and the values a switch has seen. */
interface Around {
  /** The loop that `continue` and the loop or switch that `break` leads out of, and whether that is ghost code. */
  readonly loop: { readonly ghost: boolean } | null;
  readonly breakable: { readonly ghost: boolean } | null;
  readonly switch: Switch | null;
  readonly ghostFunction: boolean;
}
/** Filled in as its cases are met. */
interface Switch {
  readonly type: IntType;
  readonly ghost: boolean;
  readonly values: Set<bigint>;
  hasDefault: boolean;
}

/** Checks every function of the program that is not checked yet, whether a thread calls it or not. */
export function check(declarations: Declarations): void {
  for (const fn of declarations.functions.values()) {
    if (fn.node.body === null || fn.body !== null) continue;
    const scope = new Map(fn.parameters.map((p) => [p.name, p]));
    const cx: Context = {
      declarations,
      function: fn,
      scopes: [scope],
      ghost: fn.node.ghost,
      place: checkPlace,
      value: checkValue,
    };
    fn.body = checkStatement(cx, fn.node.body, {
      loop: null,
      breakable: null,
      switch: null,
      ghostFunction: fn.node.ghost,
    });
    checkLabels(cx, fn.node.body);
    fn.acts = acts(fn.body);
  }
  checkCalls(declarations);
}

function checkStatement(cx: Context, s: Statement, around: Around): CheckedStatement {
  const outer = cx.ghost;
  cx.ghost = s.ghost;
  const checked = checkHere(cx, s, around);
  cx.ghost = outer;
  return checked;
}

function checkHere(cx: Context, s: Statement, around: Around): CheckedStatement {
  const at = { ghost: s.ghost, span: s.span };
  switch (s.kind) {
    case 'block': {
      cx.scopes.push(new Map());
      const body = s.body.map((inner) => checkStatement(cx, inner, around));
      cx.scopes.pop();
      return { k: 'block', body, ...at };
    }
    case 'expression':
      return { k: 'expression', expression: checkValue(cx, s.expression), ...at };
    case 'declare':
      return checkDeclaration(cx, s);
    case 'if': {
      const condition = checkCondition(cx, s.condition);
      const then = checkStatement(cx, s.then, around);
      const otherwise = s.otherwise === null ? null : checkStatement(cx, s.otherwise, around);
      return { k: 'if', condition, then, otherwise, ...at };
    }
    case 'while':
    case 'do': {
      const inside = { ...around, loop: s, breakable: s };
      const condition = checkCondition(cx, s.condition);
      return {
        k: 'loop',
        init: null,
        condition,
        next: null,
        body: checkStatement(cx, s.body, inside),
        bodyFirst: s.kind === 'do',
        ...at,
      };
    }
    case 'for': {
      cx.scopes.push(new Map());
      const init = s.init === null ? null : checkStatement(cx, s.init, around);
      const condition = s.condition === null ? null : checkCondition(cx, s.condition);
      const next = s.next === null ? null : checkValue(cx, s.next);
      const body = checkStatement(cx, s.body, { ...around, loop: s, breakable: s });
      cx.scopes.pop();
      return { k: 'loop', init, condition, next, body, bodyFirst: false, ...at };
    }
    case 'switch': {
      const value = checkInteger(cx, s.value);
      const own: Switch = { type: promote(value.type), ghost: s.ghost, values: new Set(), hasDefault: false };
      const body = checkStatement(cx, s.body, { ...around, breakable: s, switch: own });
      return { k: 'switch', value, cases: [...own.values], hasDefault: own.hasDefault, body, ...at };
    }
    case 'case':
      return {
        k: 'case',
        value: checkCase(cx, s, around.switch),
        body: checkStatement(cx, s.body, around),
        ...at,
      };
    case 'label':
      if (s.ghost && !around.ghostFunction) complain(cx, s.span, 'a label cannot stand in ghost code');
      return { k: 'label', name: s.name, body: checkStatement(cx, s.body, around), ...at };
    case 'goto':
      if (s.ghost && !around.ghostFunction) complain(cx, s.span, 'ghost code cannot jump');
      return { k: 'goto', name: s.name, ...at };
    case 'break':
    case 'continue':
      checkLeaving(cx, s, s.kind === 'break' ? around.breakable : around.loop);
      return { k: s.kind, ...at };
    case 'empty':
      return { k: 'empty', ...at };
    case 'return':
      return checkReturn(cx, s, around);
  }
}

function checkLeaving(
  cx: Context,
  { kind, ghost, span }: Statement,
  left: { readonly ghost: boolean } | null,
): void {
  if (left === null)
    complain(cx, span, `\`${kind}\` stands in a loop${kind === 'break' ? ' or a `switch`' : ''}`);
  else if (ghost && !left.ghost) complain(cx, span, `ghost code cannot \`${kind}\` what is not a ghost`);
}

/** The value of a `case`, as its `switch` compares it; null for `default`. */
function checkCase(cx: Context, s: Statement & { kind: 'case' }, around: Switch | null): bigint | null {
  if (around === null) complain(cx, s.span, '`case` and `default` stand in a `switch`');
  else if (s.ghost !== around.ghost)
    complain(cx, s.span, 'a `case` is a ghost if and only if its `switch` is one');
  if (s.value === null) {
    if (around?.hasDefault === true) complain(cx, s.span, 'this `switch` has two `default`s');
    if (around !== null) around.hasDefault = true;
    return null;
  }
  const exact = cx.declarations.constants.evaluate(s.value).value;
  const value = around === null ? exact : wrap(exact, around.type);
  if (around?.values.has(value) === true)
    complain(cx, s.value.span, `this \`switch\` has ${String(value)} twice`);
  around?.values.add(value);
  return value;
}

function checkReturn(cx: Context, s: Statement & { kind: 'return' }, around: Around): CheckedStatement {
  const at = { ghost: s.ghost, span: s.span };
  const { result, node } = cx.function;
  if (s.ghost && !around.ghostFunction)
    complain(cx, s.span, 'ghost code cannot return from a function that is not a ghost');
  if (s.value === null) {
    if (result.kind !== 'void')
      complain(cx, s.span, `\`${node.name}\` returns \`${typeText(result)}\`: a value is missing`);
    return { k: 'return', value: null, ...at };
  }
  const value = checkValue(cx, s.value);
  if (result.kind === 'void') {
    if (value.type.kind !== 'void') complain(cx, s.value.span, `\`${node.name}\` returns nothing`);
    return {
      k: 'block',
      body: [
        { k: 'expression', expression: value, ...at },
        { k: 'return', value: null, ...at },
      ],
      ...at,
    };
  }
  return { k: 'return', value: convert(cx, value, result, `the result of \`${node.name}\``), ...at };
}

function checkDeclaration(cx: Context, s: Statement & { kind: 'declare' }): CheckedStatement {
  const body = s.variables.map((variable): CheckedStatement => {
    const type = cx.declarations.variableType(variable);
    const scope = cx.scopes.at(-1);
    if (type.kind === 'array' || type.kind === 'pages')
      complain(
        cx,
        variable.span,
        `\`${variable.name}\`: a local is a number, a pointer or a struct; make this a global`,
      );
    const problem = type.kind === 'struct' ? notByValue(type) : null;
    if (problem !== null) complain(cx, variable.span, problem);
    if (scope?.has(variable.name) === true)
      complain(cx, variable.span, `\`${variable.name}\` is declared twice in this block`);
    let initial: Tree | null = null;
    if (variable.initial?.kind === 'value')
      initial = convert(
        cx,
        checkValue(cx, variable.initial.value),
        type,
        `the first value of \`${variable.name}\``,
      );
    if (variable.initial?.kind === 'list') initial = checkList(cx, variable.initial, type);
    const local: Local = {
      name: variable.name,
      type,
      span: variable.span,
      ghost: s.ghost,
      parameter: false,
      assigned: initial === null,
    };
    scope?.set(variable.name, local);
    return { k: 'declare', local, initial, ghost: s.ghost, span: s.span };
  });
  const [only] = body;
  return body.length === 1 && only !== undefined ? only : { k: 'block', body, ghost: s.ghost, span: s.span };
}

/** `{ a, b }` or `{ .field = a }` as the first value of a local struct; what is not named is zero. */
function checkList(cx: Context, list: Initializer & { kind: 'list' }, type: Type): Tree {
  const { span } = list;
  if (type.kind !== 'struct')
    return complain(cx, span, `a list initialises a struct; \`${typeText(type)}\` is none`);
  const given = new Map<string, Tree>();
  let next = 0;
  for (const { field, value } of list.items) {
    const index = field === null ? next : type.fields.findIndex((f) => f.name === field);
    const target = type.fields[index];
    next = index + 1;
    if (target === undefined)
      complain(
        cx,
        span,
        field === null
          ? `\`${typeText(type)}\` has no more than ${type.fields.length} fields`
          : `\`${typeText(type)}\` has no field \`${field}\``,
      );
    else if (value.kind === 'list' || leavesOf(target.type).length !== 1)
      complain(cx, span, `\`${target.name}\` is filled on its own, not in a list`);
    else
      given.set(
        target.name,
        convert(cx, checkValue(cx, value.value), target.type, `the first value of \`${target.name}\``),
      );
  }
  const values = type.fields.flatMap((f) =>
    leavesOf(f.type).map(
      (leaf): Tree => given.get(f.name) ?? { k: 'const', value: 0n, type: leaf.type, span },
    ),
  );
  return { k: 'struct', values, type, span };
}

function checkLabels(cx: Context, body: Statement): void {
  const labels = new Set<string>();
  const gotos: (Statement & { kind: 'goto' })[] = [];
  walk(body, (s) => {
    if (s.kind === 'label') {
      if (labels.has(s.name)) complain(cx, s.span, `the label \`${s.name}\` stands twice in this function`);
      labels.add(s.name);
    }
    if (s.kind === 'goto') gotos.push(s);
  });
  for (const s of gotos)
    if (!labels.has(s.name))
      complain(cx, s.span, `there is no label \`${s.name}\` in this function${meant(cx, s.name, labels)}`);
}

function walk(s: Statement, visit: (s: Statement) => void): void {
  visit(s);
  if (s.kind === 'block') for (const inner of s.body) walk(inner, visit);
  if (s.kind === 'if') {
    walk(s.then, visit);
    if (s.otherwise !== null) walk(s.otherwise, visit);
  }
  if (
    s.kind === 'while' ||
    s.kind === 'do' ||
    s.kind === 'for' ||
    s.kind === 'switch' ||
    s.kind === 'case' ||
    s.kind === 'label'
  )
    walk(s.body, visit);
}
