/** Expressions to instructions. A value is its scalars in order; most have one. */
import { Fault } from './code.ts';
import {
  arithmetic,
  convertInteger,
  lowerBinary,
  lowerCompare,
  lowerConvert,
  lowerNot,
} from './lower-arithmetic.ts';
import {
  lowerAddress,
  lowerBit,
  lowerExchange,
  lowerLoad,
  lowerPointer,
  lowerPrimitive,
  lowerStore,
  lowerWait,
  stride,
} from './lower-memory.ts';
import {
  changesLocal,
  copy,
  inSlot,
  lowerInOrder,
  lowerScalar,
  move,
  slotsFor,
  truth,
  type Scope,
  type Value,
} from './scope.ts';
import type { Tree } from './tree.ts';
import { leavesOf, wordsOf } from './types.ts';
import type { IntType, Type } from './types.ts';

const ZERO: Value = { kind: 'const', value: 0n };

export function lower(scope: Scope, tree: Tree): readonly Value[] {
  if (!scope.emitter.deeper()) return [];
  const values = lowerHere(scope, tree);
  scope.emitter.leave();
  return values;
}

function lowerHere(scope: Scope, tree: Tree): readonly Value[] {
  const { emitter } = scope;
  switch (tree.k) {
    case 'const':
      return [{ kind: 'const', value: tree.value }];
    case 'thread':
      return [{ kind: 'const', value: BigInt(scope.thread) }];
    case 'local':
      return scope.values.get(tree.local) ?? leavesOf(tree.type).map(() => ZERO);
    case 'global':
    case 'memory':
      return lowerLoad(scope, tree, 'plain');
    case 'element':
    case 'member':
      return isLocalPlace(tree) || partOfValue(tree)
        ? localPart(scope, tree)
        : lowerLoad(scope, tree, 'plain');
    case 'struct':
      return lowerInOrder(scope, tree.values).map(([value = ZERO]) => value);
    case 'address':
      return [lowerPointer(scope, tree.of)];
    case 'convert':
      return [lowerConvert(scope, tree)];
    case 'binary':
      return [lowerBinary(scope, tree)];
    case 'compare':
      return [lowerCompare(scope, tree)];
    case 'not':
      return [lowerNot(scope, tree)];
    case 'logical':
      return [lowerLogical(scope, tree)];
    case 'conditional':
      return lowerConditional(scope, tree);
    case 'assign': {
      const values = lower(scope, tree.value);
      assignTo(scope, tree.target, values, tree.span);
      return values;
    }
    case 'update':
      return [lowerUpdate(scope, tree)];
    case 'offset': {
      const [[pointer = ZERO] = [], [index = ZERO] = []] = lowerInOrder(scope, [tree.pointer, tree.index]);
      return [lowerOffset(scope, pointer, index, tree.index.type, tree.type, tree.negative)];
    }
    case 'distance':
      return [lowerDistance(scope, tree)];
    case 'call': {
      const args = lowerInOrder(scope, tree.args);
      emitter.span = tree.span;
      return scope.call(scope, tree.callee, args, tree);
    }
    case 'load':
      return lowerLoad(scope, tree.place, tree.order);
    case 'store':
      lowerStore(scope, tree.place, lower(scope, tree.value), tree.order, tree.span);
      return [];
    case 'bit':
      return lowerBit(scope, tree);
    case 'exchange':
      return lowerExchange(scope, tree);
    case 'barrier':
      emitter.span = tree.span;
      emitter.emitVisible('BARRIER', 'barrier', 'full', tree.name);
      return [];
    case 'primitive':
      return lowerPrimitive(scope, tree);
    case 'wait':
      lowerWait(scope, tree);
      return [];
    case 'choose': {
      const words = wordsOf(tree.count.type);
      const count = inSlot(scope, lowerScalar(scope, tree.count), words);
      const slot = emitter.allocate(1);
      emitter.span = tree.span;
      emitter.emitVisible('CHOOSE', 'choose', 'relaxed', 'choose', slot, count, words);
      return [{ kind: 'slot', slot }];
    }
    case 'bug': {
      const good = emitter.label();
      const condition = lowerScalar(scope, tree.condition);
      emitter.span = tree.span;
      emitter.jump('JUMP_ZERO', good, truth(scope, condition, tree.condition.type));
      emitter.emit('OOPS', Fault.bug);
      emitter.place(good);
      return [];
    }
    case 'comma':
      return tree.parts.map((part) => lower(scope, part)).at(-1) ?? [];
  }
}

function isLocalPlace(tree: Tree): boolean {
  if (tree.k === 'local') return true;
  return (tree.k === 'member' || tree.k === 'element') && isLocalPlace(tree.base);
}

/** Whether a part is taken of a value (a call's result, say) rather than of a place. */
function partOfValue(tree: Tree): boolean {
  if (tree.k === 'member' || tree.k === 'element') return partOfValue(tree.base);
  return !['local', 'global', 'memory'].includes(tree.k);
}

/** The scalars of a field or element within the scalars of the whole. The checker has seen that the index is a constant in range. */
function localPart(scope: Scope, tree: Tree & { k: 'member' | 'element' }): readonly Value[] {
  const whole = lower(scope, tree.base);
  const offset =
    tree.k === 'member'
      ? tree.field.offset
      : (tree.index.k === 'const' ? Number(tree.index.value) : 0) * wordsOf(tree.type);
  const from = leavesOf(tree.base.type).findIndex((leaf) => leaf.offset === offset);
  return whole.slice(from, from + leavesOf(tree.type).length);
}

function assignTo(scope: Scope, target: Tree, values: readonly Value[], span: Tree['span']): void {
  if (isLocalPlace(target)) copy(scope, target.type, lower(scope, target), values);
  else lowerStore(scope, target, values, 'plain', span);
}

function lowerLogical(scope: Scope, tree: Tree & { k: 'logical' }): Value {
  const { emitter } = scope;
  const left = lowerScalar(scope, tree.left);
  if (left.kind === 'const') {
    const decided = tree.op === '&&' ? left.value === 0n : left.value !== 0n;
    if (decided) return { kind: 'const', value: tree.op === '&&' ? 0n : 1n };
    return asTruth(scope, tree.right);
  }
  const result = emitter.allocate(1);
  const end = emitter.label();
  emitter.emit('TRUTH', result, truth(scope, left, tree.left.type));
  emitter.jump(tree.op === '&&' ? 'JUMP_ZERO' : 'JUMP_NOT', end, result);
  move(emitter, result, asTruth(scope, tree.right), 1);
  emitter.place(end);
  return { kind: 'slot', slot: result };
}

/** 0 or 1. */
function asTruth(scope: Scope, tree: Tree): Value {
  const value = lowerScalar(scope, tree);
  if (value.kind === 'const') return { kind: 'const', value: value.value === 0n ? 0n : 1n };
  const slot = scope.emitter.allocate(1);
  scope.emitter.emit(wordsOf(tree.type) === 2 ? 'TRUTH64' : 'TRUTH', slot, value.slot);
  return { kind: 'slot', slot };
}

function lowerConditional(scope: Scope, tree: Tree & { k: 'conditional' }): readonly Value[] {
  const { emitter } = scope;
  const condition = lowerScalar(scope, tree.condition);
  if (condition.kind === 'const') return lower(scope, condition.value !== 0n ? tree.yes : tree.no);
  const result = slotsFor(emitter, tree.type);
  const no = emitter.label();
  const end = emitter.label();
  emitter.span = tree.condition.span;
  emitter.jump('JUMP_ZERO', no, truth(scope, condition, tree.condition.type));
  copy(scope, tree.type, result, lower(scope, tree.yes));
  emitter.jump('JUMP', end);
  emitter.place(no);
  copy(scope, tree.type, result, lower(scope, tree.no));
  emitter.place(end);
  return result;
}

function lowerUpdate(scope: Scope, tree: Tree & { k: 'update' }): Value {
  const { target, operation } = tree;
  // The place is worked out once, though it is read and written.
  const address = isLocalPlace(target) ? undefined : lowerAddress(scope, target);
  const [old = ZERO] =
    address === undefined ? lower(scope, target) : lowerLoad(scope, target, 'plain', address);
  const before = tree.post || changesLocal(tree.value) ? keep(scope, old, tree.type) : old;
  const value = lowerScalar(scope, tree.value);
  let result: Value;
  if (operation.kind === 'pointer')
    result = lowerOffset(scope, before, value, tree.value.type, operation, tree.op === '-');
  else {
    const [to, as] = [tree.type as IntType, operation as IntType];
    const wide = convertInteger(scope, before, to, as);
    scope.emitter.span = tree.span;
    result = convertInteger(scope, arithmetic(scope, tree.op, wide, value, tree.value.type, as), as, to);
  }
  if (address === undefined) copy(scope, target.type, lower(scope, target), [result]);
  else lowerStore(scope, target, [result], 'plain', tree.span, address);
  return tree.post ? before : result;
}

function keep(scope: Scope, value: Value, type: Type): Value {
  if (value.kind === 'const') return value;
  const words = wordsOf(type);
  const slot = scope.emitter.allocate(words);
  move(scope.emitter, slot, value, words);
  return { kind: 'slot', slot };
}

/** A pointer moved by an index in units of its object. */
function lowerOffset(
  scope: Scope,
  pointer: Value,
  index: Value,
  indexType: Type,
  type: Type,
  negative: boolean,
): Value {
  const { emitter } = scope;
  const unit = (type.kind === 'pointer' ? stride(type.to) : 1) * (negative ? -1 : 1);
  // What is reached from NULL stays NULL, so that following it is a fault.
  if (pointer.kind === 'const' && pointer.value === 0n) return ZERO;
  if (pointer.kind === 'const' && index.kind === 'const')
    return { kind: 'const', value: pointer.value + index.value * BigInt(unit) };
  const base = inSlot(scope, pointer, 1);
  const step = inSlot(scope, index, wordsOf(indexType));
  const slot = emitter.allocate(1);
  emitter.emit('OFFSET', slot, base, step, unit);
  return { kind: 'slot', slot };
}

function lowerDistance(scope: Scope, tree: Tree & { k: 'distance' }): Value {
  const { emitter } = scope;
  const unit = tree.left.type.kind === 'pointer' ? stride(tree.left.type.to) : 1;
  const [[left = ZERO] = [], [right = ZERO] = []] = lowerInOrder(scope, [tree.left, tree.right]);
  if (left.kind === 'const' && right.kind === 'const')
    return { kind: 'const', value: (left.value - right.value) / BigInt(unit) };
  const [a, b] = [inSlot(scope, left, 1), inSlot(scope, right, 1)];
  const words = emitter.allocate(1);
  const size = inSlot(scope, { kind: 'const', value: BigInt(unit) }, 1);
  emitter.emit('SUB', words, a, b);
  emitter.emit('DIV', words, words, size, 1);
  const slot = emitter.allocate(2);
  emitter.emit('WIDEN', slot, words, 1);
  return { kind: 'slot', slot };
}
