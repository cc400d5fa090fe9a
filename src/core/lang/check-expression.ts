/** Expressions, checked: names resolved, types found, conversions made explicit. Each mistake is a sentence. */
import type { Expression } from './ast.ts';
import { checkCall } from './check-call.ts';
import { checkBinary, checkTarget, checkUnary, checkUpdate } from './check-operator.ts';
import {
  checkCondition,
  checkInteger,
  complain,
  complainUnless,
  convert,
  fold,
  inMemory,
  isWrong,
  meant,
  pointee,
  toInteger,
  NO_OBJECT,
  wrong,
  type Context,
} from './context.ts';
import { typedLiteral } from './constants.ts';
import { common, promote } from './fold.ts';
import { BUILT_IN } from './primitives.ts';
import type { Span } from './program.ts';
import type { Tree } from './tree.ts';
import { INT, notByValue, typeText, VOID } from './types.ts';

/** An expression as a value: arrays become pointers to their first element, constants are folded. */
export function checkValue(cx: Context, e: Expression): Tree {
  const tree = fold(decay(checkPlace(cx, e)));
  const problem = tree.type.kind === 'struct' ? notByValue(tree.type) : null;
  if (problem !== null) return complain(cx, e.span, problem);
  return tree;
}

function decay(tree: Tree): Tree {
  if (tree.type.kind !== 'array' || !inMemory(tree)) return tree;
  const first: Tree = {
    k: 'element',
    base: tree,
    index: { k: 'const', value: 0n, type: INT, span: tree.span },
    type: tree.type.of,
    span: tree.span,
  };
  return { k: 'address', of: first, type: { kind: 'pointer', to: tree.type.of }, span: tree.span };
}

/** An expression that may be a place (an lvalue) or a value. */
export function checkPlace(cx: Context, e: Expression): Tree {
  const { span } = e;
  switch (e.kind) {
    case 'number': {
      const { value, type } = typedLiteral(e.text);
      return { k: 'const', value, type, span };
    }
    case 'name':
      return checkName(cx, e.name, span);
    case 'unary':
      return checkUnary(cx, e);
    case 'step':
      return checkUpdate(
        cx,
        e.operand,
        e.op === '++' ? '+' : '-',
        { k: 'const', value: 1n, type: INT, span },
        !e.prefix,
        span,
      );
    case 'binary':
      return checkBinary(cx, e.op, checkValue(cx, e.left), checkValue(cx, e.right), span);
    case 'assign': {
      if (e.op !== null) return checkUpdate(cx, e.target, e.op, checkValue(cx, e.value), false, span);
      const target = checkTarget(cx, e.target);
      const value = convert(cx, checkValue(cx, e.value), target.type, 'this assignment');
      return { k: 'assign', target, value, type: target.type, span };
    }
    case 'conditional': {
      const condition = checkCondition(cx, e.condition);
      let yes = checkValue(cx, e.yes);
      let no = checkValue(cx, e.no);
      if (yes.type.kind === 'int' && no.type.kind === 'int') {
        const type = common(promote(yes.type), promote(no.type));
        yes = toInteger(yes, type);
        no = toInteger(no, type);
      } else if (yes.type.kind === 'pointer' && no.k === 'const')
        no = convert(cx, no, yes.type, 'the two sides of this `? :`');
      else yes = convert(cx, yes, no.type, 'the two sides of this `? :`');
      if (isWrong(yes) || isWrong(no)) return wrong(span);
      return { k: 'conditional', condition, yes, no, type: yes.type, span };
    }
    case 'call':
      return checkCall(cx, e);
    case 'member':
      return checkMember(cx, e);
    case 'index': {
      const base = checkPlace(cx, e.base);
      const index = checkInteger(cx, e.index);
      if (base.type.kind === 'array') {
        const fixed = index.k === 'const' && index.value >= 0n && index.value < BigInt(base.type.length);
        if (!inMemory(base) && !fixed)
          return complain(
            cx,
            e.index.span,
            'an array in a local takes a constant index within its length; make it a global',
          );
        return { k: 'element', base, index, type: base.type.of, span };
      }
      if (base.type.kind !== 'pointer')
        return complainUnless(
          base,
          cx,
          e.base.span,
          `only an array or a pointer has elements; this is \`${typeText(base.type)}\``,
        );
      if (base.type.to.kind === 'void') return complain(cx, e.base.span, NO_OBJECT);
      const pointer: Tree = { k: 'offset', pointer: base, index, negative: false, type: base.type, span };
      return { k: 'memory', address: pointer, type: base.type.to, span };
    }
    case 'cast': {
      const type = cx.declarations.resolve(e.type);
      const value = checkValue(cx, e.operand);
      if (type.kind === 'void') return { k: 'comma', parts: [value], type: VOID, span };
      if (
        type.kind === 'pointer' &&
        value.type.kind === 'int' &&
        !(value.k === 'const' && value.value === 0n)
      )
        return complain(cx, span, 'a number is not a pointer in model C: take the address of an object');
      if (type.kind === 'int' && value.type.kind === 'pointer')
        return complain(cx, span, 'a pointer is not a number in model C');
      return convert(cx, value, type, 'this cast');
    }
    case 'comma': {
      const parts = e.parts.map((part) => checkValue(cx, part));
      return { k: 'comma', parts, type: parts.at(-1)?.type ?? INT, span };
    }
    case 'wrong':
      return wrong(span);
  }
}

function checkName(cx: Context, name: string, span: Span): Tree {
  for (let i = cx.scopes.length - 1; i >= 0; i--) {
    const local = cx.scopes[i]?.get(name);
    if (local !== undefined) {
      if (local.ghost && !cx.ghost)
        return complain(cx, span, `\`${name}\` is a ghost; only ghost code may read it`);
      return { k: 'local', local, type: local.type, span };
    }
  }
  const d = cx.declarations;
  if (name === 'NULL') return { k: 'const', value: 0n, type: { kind: 'pointer', to: VOID }, span };
  if (name === 'true' || name === 'false')
    return { k: 'const', value: name === 'true' ? 1n : 0n, type: INT, span };
  const constant = d.constants.get(name);
  if (constant !== undefined) return { k: 'const', value: constant.value, type: constant.type, span };
  const global = d.globals.get(name);
  if (global !== undefined) {
    if (global.ghost && !cx.ghost)
      return complain(cx, span, `\`${name}\` is a ghost; only ghost code may read it`);
    return { k: 'global', global, type: global.type, span };
  }
  if (d.functions.has(name) || BUILT_IN.has(name))
    return complain(cx, span, `\`${name}\` is a function; model C has no function pointers`);
  const known = [
    ...cx.scopes.flatMap((s) => [...s.keys()]),
    ...d.globals.keys(),
    ...d.constants.known.keys(),
  ];
  return complain(cx, span, `\`${name}\` is not declared${meant(cx, name, known)}`);
}

function checkMember(cx: Context, e: Expression & { kind: 'member' }): Tree {
  let base = e.arrow ? checkValue(cx, e.base) : checkPlace(cx, e.base);
  if (e.arrow) {
    if (base.type.kind !== 'pointer')
      return complainUnless(
        base,
        cx,
        e.fieldSpan,
        base.type.kind === 'struct'
          ? `this is a struct, not a pointer to one: write \`.${e.field}\``
          : `\`->\` follows a pointer to a struct; this is \`${typeText(base.type)}\``,
      );
    base = pointee({ ...base, type: base.type });
  } else if (base.type.kind === 'pointer')
    return complain(cx, e.fieldSpan, `this is a pointer to a struct: write \`->${e.field}\``);
  const { type } = base;
  if (type.kind !== 'struct')
    return complainUnless(base, cx, e.fieldSpan, `\`${typeText(type)}\` has no fields`);
  const field = type.fields.find((f) => f.name === e.field);
  if (field === undefined)
    return complain(cx, e.fieldSpan, `\`${typeText(type)}\` has no field \`${e.field}\`${meant(cx, e.field, type.fields.map((f) => f.name))}`); // prettier-ignore
  if (field.ghost && !cx.ghost)
    return complain(cx, e.fieldSpan, `\`${e.field}\` is a ghost; only ghost code may read it`);
  return { k: 'member', base, field, struct: type.name, type: field.type, span: e.span };
}
