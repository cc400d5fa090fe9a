/** Arithmetic of constants, exactly as the machine does it later: promotions, usual conversions, wrap-around. */
import type { BinaryOp } from './ast.ts';
import { INT, LONG, UNSIGNED, UNSIGNED_LONG, wrap } from './types.ts';
import type { IntType } from './types.ts';

export interface Folded {
  readonly value: bigint;
  readonly type: IntType;
}

/** int, or the type itself if it is at least as wide. */
export function promote(type: IntType): IntType {
  return type.bits < 32 ? INT : type;
}

/** The common type of C's usual arithmetic conversions, for promoted operands. */
export function common(a: IntType, b: IntType): IntType {
  const bits = Math.max(a.bits, b.bits);
  const signed = (a.bits === bits ? a.signed : true) && (b.bits === bits ? b.signed : true);
  if (bits === 64) return signed ? LONG : UNSIGNED_LONG;
  return signed ? INT : UNSIGNED;
}

/** `left op right` for promoted operands, or null where it has no value (division by zero, shift out of range). */
export function foldBinary(op: BinaryOp, left: Folded, right: Folded): Folded | null {
  if (op === '&&' || op === '||') {
    const truth =
      op === '&&' ? left.value !== 0n && right.value !== 0n : left.value !== 0n || right.value !== 0n;
    return { value: truth ? 1n : 0n, type: INT };
  }
  if (op === '<<' || op === '>>') {
    const value = foldArithmetic(op, left.value, right.value, left.type);
    return value === null ? null : { value, type: left.type };
  }
  const type = common(left.type, right.type);
  const a = wrap(left.value, type);
  const b = wrap(right.value, type);
  const truth = compare(op, a, b);
  if (truth !== null) return { value: truth ? 1n : 0n, type: INT };
  const value = foldArithmetic(op, a, b, type);
  return value === null ? null : { value, type };
}

function compare(op: BinaryOp, a: bigint, b: bigint): boolean | null {
  switch (op) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
}

/** Both operands of the given type already (the count of a shift may have any). */
export function foldArithmetic(op: BinaryOp, a: bigint, b: bigint, type: IntType): bigint | null {
  switch (op) {
    case '+':
      return wrap(a + b, type);
    case '-':
      return wrap(a - b, type);
    case '*':
      return wrap(a * b, type);
    case '/':
      return b === 0n ? null : wrap(a / b, type);
    case '%':
      return b === 0n ? null : wrap(a % b, type);
    case '&':
      return wrap(a & b, type);
    case '|':
      return wrap(a | b, type);
    case '^':
      return wrap(a ^ b, type);
    case '<<':
      return b < 0n || b >= BigInt(type.bits) ? null : wrap(a << b, type);
    case '>>':
      return b < 0n || b >= BigInt(type.bits) ? null : wrap(a >> b, type);
    default:
      return null;
  }
}
