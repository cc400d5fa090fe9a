/** Operators, checked: unary, binary, assignments that compute, and those on pointers. */
import type { BinaryOp, Expression } from './ast.ts';
import {
  asInteger,
  checkCondition,
  checkInteger,
  complain,
  complainUnless,
  convert,
  fold,
  inMemory,
  toInteger,
  NO_OBJECT,
  pointee,
  wrong,
  type Context,
} from './context.ts';
import { common, promote } from './fold.ts';
import type { Span } from './program.ts';
import type { CompareOp, Tree } from './tree.ts';
import { isArithmetic } from './tree.ts';
import { INT, LONG, sameType, typeText, wrap } from './types.ts';

export function checkUnary(cx: Context, e: Expression & { kind: 'unary' }): Tree {
  const { span } = e;
  switch (e.op) {
    case '*': {
      const pointer = cx.value(cx, e.operand);
      if (pointer.type.kind !== 'pointer')
        return complainUnless(
          pointer,
          cx,
          span,
          `only a pointer can be followed; this is \`${typeText(pointer.type)}\``,
        );
      if (pointer.type.to.kind === 'void') return complain(cx, span, NO_OBJECT);
      return { ...pointee({ ...pointer, type: pointer.type }), span };
    }
    case '&': {
      const place = cx.place(cx, e.operand);
      if (!inMemory(place))
        return complainUnless(
          place,
          cx,
          span,
          'a local or a value has no address in model C: make it a global',
        );
      if (place.k === 'memory') return { ...place.address, type: { kind: 'pointer', to: place.type } };
      return { k: 'address', of: place, type: { kind: 'pointer', to: place.type }, span };
    }
    case '!': {
      const value = checkCondition(cx, e.operand);
      return fold({ k: 'not', value, type: INT, span });
    }
    case '-':
    case '+':
    case '~': {
      const value = checkInteger(cx, e.operand);
      const type = promote(value.type);
      const operand = toInteger(value, type);
      if (e.op === '+') return operand;
      const other: Tree = { k: 'const', value: e.op === '-' ? 0n : wrap(-1n, type), type, span };
      return fold({ k: 'binary', op: e.op === '-' ? '-' : '^', left: other, right: operand, type, span });
    }
  }
}

/** A place that can be written. Marks a local as assigned; keeps ghost code from writing what is not ghost. */
export function checkTarget(cx: Context, e: Expression): Tree {
  const place = cx.place(cx, e);
  const root = rootOf(place);
  if (root.k === 'local') {
    if (cx.ghost && !root.local.ghost)
      return complain(cx, e.span, `ghost code cannot change \`${root.local.name}\`, which is not a ghost`);
    root.local.assigned = true;
    return place;
  }
  if (!inMemory(place)) return complainUnless(place, cx, e.span, 'this cannot be assigned to');
  if (place.type.kind === 'array' || place.type.kind === 'pages')
    return complain(cx, e.span, `a \`${typeText(place.type)}\` is not assigned as a whole`);
  if (cx.ghost && !isGhostPlace(place))
    return complain(cx, e.span, 'ghost code writes ghosts only, and this is not one');
  return place;
}

function rootOf(tree: Tree): Tree {
  return tree.k === 'member' || tree.k === 'element' ? rootOf(tree.base) : tree;
}

function isGhostPlace(tree: Tree): boolean {
  if (tree.k === 'global') return tree.global.ghost;
  if (tree.k === 'member') return tree.field.ghost || isGhostPlace(tree.base);
  if (tree.k === 'element') return isGhostPlace(tree.base);
  return (
    tree.k === 'memory' &&
    tree.address.k === 'offset' &&
    tree.address.pointer.k === 'address' &&
    isGhostPlace(tree.address.pointer.of)
  );
}

export function checkUpdate(
  cx: Context,
  target: Expression,
  op: BinaryOp,
  value: Tree,
  post: boolean,
  span: Span,
): Tree {
  const place = checkTarget(cx, target);
  if (!isArithmetic(op)) return wrong(span);
  if (place.type.kind === 'pointer' && (op === '+' || op === '-')) {
    if (place.type.to.kind === 'void') return complain(cx, span, NO_OBJECT);
    const index = asInteger(cx, value);
    return {
      k: 'update',
      target: place,
      op,
      value: index,
      operation: place.type,
      post,
      type: place.type,
      span,
    };
  }
  const left = asInteger(cx, place);
  const right = asInteger(cx, value);
  const shift = op === '<<' || op === '>>';
  const operation = shift ? promote(left.type) : common(promote(left.type), promote(right.type));
  const operand = shift ? toInteger(right, promote(right.type)) : toInteger(right, operation);
  return { k: 'update', target: place, op, value: operand, operation, post, type: place.type, span };
}

export function checkBinary(cx: Context, op: BinaryOp, left: Tree, right: Tree, span: Span): Tree {
  if (op === '&&' || op === '||') {
    for (const side of [left, right])
      if (side.type.kind !== 'int' && side.type.kind !== 'pointer')
        return complain(
          cx,
          side.span,
          `a condition is a number or a pointer; this is \`${typeText(side.type)}\``,
        );
    return fold({ k: 'logical', op, left, right, type: INT, span });
  }
  if (left.type.kind === 'pointer' || right.type.kind === 'pointer')
    return checkPointerBinary(cx, op, left, right, span);
  const a = asInteger(cx, left);
  const b = asInteger(cx, right);
  if (op === '<<' || op === '>>') {
    const type = promote(a.type);
    return fold({
      k: 'binary',
      op,
      left: toInteger(a, type),
      right: toInteger(b, promote(b.type)),
      type,
      span,
    });
  }
  const type = common(promote(a.type), promote(b.type));
  const l = toInteger(a, type);
  const r = toInteger(b, type);
  if (isArithmetic(op)) return fold({ k: 'binary', op, left: l, right: r, type, span });
  return fold({ k: 'compare', op: op, left: l, right: r, type: INT, span });
}

function checkPointerBinary(cx: Context, op: BinaryOp, left: Tree, right: Tree, span: Span): Tree {
  const arithmetic = op === '+' || op === '-';
  if (arithmetic && [left.type, right.type].some((t) => t.kind === 'pointer' && t.to.kind === 'void'))
    return complain(cx, span, NO_OBJECT);
  if (left.type.kind === 'pointer' && right.type.kind === 'int' && arithmetic)
    return {
      k: 'offset',
      pointer: left,
      index: asInteger(cx, right),
      negative: op === '-',
      type: left.type,
      span,
    };
  if (left.type.kind === 'int' && right.type.kind === 'pointer' && op === '+')
    return {
      k: 'offset',
      pointer: right,
      index: asInteger(cx, left),
      negative: false,
      type: right.type,
      span,
    };
  if (
    op === '-' &&
    left.type.kind === 'pointer' &&
    right.type.kind === 'pointer' &&
    sameType(left.type, right.type)
  )
    return { k: 'distance', left, right, type: LONG, span };
  if (['==', '!=', '<', '>', '<=', '>='].includes(op)) {
    const type = left.type.kind === 'pointer' ? left.type : right.type;
    const l = convert(cx, left, type, 'this comparison');
    const r = convert(cx, right, type, 'this comparison');
    return { k: 'compare', op: op as CompareOp, left: l, right: r, type: INT, span };
  }
  return complain(
    cx,
    span,
    `\`${op}\` does not work on \`${typeText(left.type)}\` and \`${typeText(right.type)}\``,
  );
}
