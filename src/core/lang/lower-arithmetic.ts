/** Arithmetic, comparisons and conversions to instructions. */
import { Fault, type OpName } from './code.ts';
import { foldArithmetic, foldBinary } from './fold.ts';
import { inSlot, lowerInOrder, lowerScalar, move, truth, type Scope, type Value } from './scope.ts';
import type { ArithmeticOp, Tree } from './tree.ts';
import { wordsOf, wrap } from './types.ts';
import type { IntType, Type } from './types.ts';

const ZERO: Value = { kind: 'const', value: 0n };

export function lowerConvert(scope: Scope, tree: Tree & { k: 'convert' }): Value {
  const value = lowerScalar(scope, tree.value);
  const from = tree.value.type;
  const to = tree.type as IntType;
  if (from.kind === 'pointer') {
    if (value.kind === 'const') return { kind: 'const', value: value.value === 0n ? 0n : 1n };
    const slot = scope.emitter.allocate(1);
    scope.emitter.emit('TRUTH', slot, value.slot);
    return { kind: 'slot', slot };
  }
  return from.kind === 'int' ? convertInteger(scope, value, from, to) : value;
}

export function convertInteger(scope: Scope, value: Value, from: IntType, to: IntType): Value {
  const { emitter } = scope;
  if (value.kind === 'const') return { kind: 'const', value: wrap(value.value, to) };
  if (to.bits === 1) {
    if (from.bits === 1) return value;
    const slot = emitter.allocate(1);
    emitter.emit(from.bits === 64 ? 'TRUTH64' : 'TRUTH', slot, value.slot);
    return { kind: 'slot', slot };
  }
  if (to.bits === 64) {
    if (from.bits === 64) return value;
    const slot = emitter.allocate(2);
    emitter.emit('WIDEN', slot, value.slot, from.signed ? 1 : 0);
    return { kind: 'slot', slot };
  }
  // The low word of a 64-bit value is its first slot; 32-bit values differ in reading only.
  if (to.bits === 32 && from.bits >= 32) return value;
  if (to.bits > from.bits && !(from.signed && !to.signed)) return value;
  if (to.bits === from.bits && to.signed === from.signed) return value;
  const slot = emitter.allocate(1);
  emitter.emit('NARROW', slot, value.slot, to.bits, to.signed ? 1 : 0);
  return { kind: 'slot', slot };
}

const OPS: Readonly<Record<ArithmeticOp, OpName>> = {
  '+': 'ADD', '-': 'SUB', '*': 'MUL', '/': 'DIV', '%': 'REM', '&': 'AND', '|': 'OR', '^': 'XOR', '<<': 'SHL', '>>': 'SHR',
}; // prettier-ignore

export function lowerBinary(scope: Scope, tree: Tree & { k: 'binary' }): Value {
  const [left, right] = lowerBoth(scope, tree.left, tree.right);
  scope.emitter.span = tree.span;
  return arithmetic(scope, tree.op, left, right, tree.right.type, tree.type as IntType);
}

/** Two scalars, the left one first. */
function lowerBoth(scope: Scope, left: Tree, right: Tree): [Value, Value] {
  const [[a = ZERO] = [], [b = ZERO] = []] = lowerInOrder(scope, [left, right]);
  return [a, b];
}

export function arithmetic(
  scope: Scope,
  op: ArithmeticOp,
  left: Value,
  right: Value,
  rightType: Type,
  type: IntType,
): Value {
  const { emitter } = scope;
  if (left.kind === 'const' && right.kind === 'const') {
    const value = foldArithmetic(op, left.value, right.value, type);
    if (value !== null) return { kind: 'const', value };
  }
  const wide = type.bits === 64;
  const words = wide ? 2 : 1;
  const shift = op === '<<' || op === '>>';
  const a = inSlot(scope, left, words);
  const b = inSlot(scope, right, shift ? wordsOf(rightType) : words);
  if (shift && wordsOf(rightType) === 2) faultUnlessBelow(scope, b, type.bits, Fault.shift);
  const slot = emitter.allocate(words);
  const name = (wide ? `${OPS[op]}64` : OPS[op]) as OpName;
  emitter.emit(name, slot, a, b, type.signed ? 1 : 0);
  return { kind: 'slot', slot };
}

/** Stops the thread unless the 64-bit value in `slot` is below `limit`. What goes on needs its low word only. */
export function faultUnlessBelow(scope: Scope, slot: number, limit: number, fault: number): void {
  const { emitter } = scope;
  const most = emitter.allocate(2);
  const inside = emitter.allocate(1);
  const good = emitter.label();
  move(emitter, most, { kind: 'const', value: BigInt(limit) }, 2);
  emitter.emit('LT64', inside, slot, most, 0);
  emitter.jump('JUMP_NOT', good, inside);
  emitter.emit('OOPS', fault);
  emitter.place(good);
}

export function lowerCompare(scope: Scope, tree: Tree & { k: 'compare' }): Value {
  const { type } = tree.left;
  const [left, right] = lowerBoth(scope, tree.left, tree.right);
  const as: IntType = type.kind === 'int' ? type : { kind: 'int', name: 'u32', bits: 32, signed: false };
  if (left.kind === 'const' && right.kind === 'const') {
    const folded = foldBinary(tree.op, { value: left.value, type: as }, { value: right.value, type: as });
    return { kind: 'const', value: folded?.value ?? 0n };
  }
  const { emitter } = scope;
  const wide = as.bits === 64;
  const words = wide ? 2 : 1;
  const swapped = tree.op === '>' || tree.op === '>=';
  const a = inSlot(scope, swapped ? right : left, words);
  const b = inSlot(scope, swapped ? left : right, words);
  const slot = emitter.allocate(1);
  emitter.span = tree.span;
  const name = tree.op === '==' || tree.op === '!=' ? 'EQ' : tree.op === '<' || tree.op === '>' ? 'LT' : 'LE';
  emitter.emit(wide ? `${name}64` : name, slot, a, b, as.signed ? 1 : 0);
  return tree.op === '!=' ? invert(scope, slot) : { kind: 'slot', slot };
}

function invert(scope: Scope, slot: number): Value {
  const { emitter } = scope;
  const zero = emitter.allocate(1);
  const result = emitter.allocate(1);
  emitter.emit('CONST', zero, 0);
  emitter.emit('EQ', result, slot, zero);
  return { kind: 'slot', slot: result };
}

export function lowerNot(scope: Scope, tree: Tree & { k: 'not' }): Value {
  const value = lowerScalar(scope, tree.value);
  if (value.kind === 'const') return { kind: 'const', value: value.value === 0n ? 1n : 0n };
  return invert(scope, truth(scope, value, tree.value.type));
}
