/** Constants: what `#define` and enumerations name, and constant expressions, evaluated as the machine would. */
import type { Expression, TypeName, Unit } from './ast.ts';
import { didYouMean, type Diagnostics } from './diagnostics.ts';
import { foldBinary, promote } from './fold.ts';
import { numberValue } from './tokens.ts';
import { INT, LONG, UNSIGNED, UNSIGNED_LONG, wrap } from './types.ts';
import type { IntType, Type } from './types.ts';
import { DEEPEST_CONSTANT } from '../limits.ts';

export interface Constant {
  readonly value: bigint;
  readonly type: IntType;
}

export class Constants {
  readonly known = new Map<string, Constant>();
  private readonly pending = new Map<string, () => Constant>();
  private readonly evaluating = new Set<string>();
  private readonly diagnostics: Diagnostics;
  private readonly resolve: (type: TypeName) => Type;
  private depth = 0;

  /** `overrides` replace constants of the same name. */
  constructor(
    unit: Unit,
    overrides: Readonly<Record<string, number>>,
    diagnostics: Diagnostics,
    resolve: (type: TypeName) => Type,
  ) {
    this.diagnostics = diagnostics;
    this.resolve = resolve;
    for (const [name, value] of Object.entries(overrides)) this.known.set(name, literal(BigInt(value)));
    for (const { name, value, previous, span } of unit.enumerators) {
      if (this.pending.has(name)) diagnostics.error(span, `\`${name}\` is defined twice`);
      this.pending.set(name, () => {
        const given = value === null ? null : this.evaluate(value).value;
        const exact = given ?? (previous === null ? 0n : (this.get(previous)?.value ?? 0n) + 1n);
        if (wrap(exact, INT) !== exact) diagnostics.error(span, `\`${name}\` does not fit into an int`);
        return { value: wrap(exact, INT), type: INT };
      });
    }
    for (const { name, value, span } of unit.defines) {
      if (this.pending.has(name)) diagnostics.error(span, `\`${name}\` is defined twice`);
      this.pending.set(name, () => this.evaluate(value));
    }
  }

  /** Evaluates every constant, so that what is wrong with one is said though nobody uses it. */
  evaluateAll(): void {
    for (const name of this.pending.keys()) this.get(name);
  }

  get(name: string): Constant | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const pending = this.pending.get(name);
    if (pending === undefined || this.evaluating.has(name)) return undefined;
    this.evaluating.add(name);
    const value = pending();
    this.evaluating.delete(name);
    this.known.set(name, value);
    return value;
  }

  /** A constant expression; says what is not constant and gives 0. */
  evaluate(expression: Expression): Constant {
    if (this.depth >= DEEPEST_CONSTANT)
      return this.refuse(expression, 'this constant is made of too many others');
    this.depth++;
    const result = this.evaluateHere(expression);
    this.depth--;
    return result;
  }

  private evaluateHere(expression: Expression): Constant {
    switch (expression.kind) {
      case 'number':
        return typedLiteral(expression.text);
      case 'name':
        return this.named(expression.name, expression);
      case 'unary': {
        const { value, type } = promoted(this.evaluate(expression.operand));
        if (expression.op === '-') return { value: wrap(-value, type), type };
        if (expression.op === '~') return { value: wrap(~value, type), type };
        if (expression.op === '+') return { value, type };
        if (expression.op === '!') return literal(value === 0n ? 1n : 0n);
        break;
      }
      case 'binary': {
        const left = promoted(this.evaluate(expression.left));
        const right = promoted(this.evaluate(expression.right));
        const result = foldBinary(expression.op, left, right);
        return result ?? this.refuse(expression, 'this constant divides by zero or shifts too far');
      }
      case 'conditional': {
        const chosen = this.evaluate(expression.condition).value !== 0n;
        const [yes, no] = [promoted(this.evaluate(expression.yes)), promoted(this.evaluate(expression.no))];
        const { type } = foldBinary('+', yes, no) ?? yes;
        return { value: wrap((chosen ? yes : no).value, type), type };
      }
      case 'cast': {
        const type = this.resolve(expression.type);
        const { value } = this.evaluate(expression.operand);
        if (type.kind === 'int') return { value: wrap(value, type), type };
        break;
      }
      case 'wrong':
        return literal(0n);
      default:
    }
    return this.refuse(expression, 'this is not a constant expression');
  }

  private named(name: string, { span }: Expression): Constant {
    if (name === 'true' || name === 'false') return literal(name === 'true' ? 1n : 0n);
    const constant = this.get(name);
    if (constant !== undefined) return constant;
    if (this.evaluating.has(name)) this.diagnostics.error(span, `\`${name}\` is defined by itself`);
    else if (!this.diagnostics.full)
      this.diagnostics.error(span, `\`${name}\` is not a constant${didYouMean(name, this.pending.keys())}`);
    return literal(0n);
  }

  private refuse({ span }: Expression, message: string): Constant {
    this.diagnostics.error(span, message);
    return literal(0n);
  }
}

function literal(value: bigint): Constant {
  const type = value > 0x7fffffffn || value < -0x80000000n ? LONG : INT;
  return { value: wrap(value, type), type };
}

function promoted({ value, type }: Constant): Constant {
  return { value, type: promote(type) };
}

/** The type C gives a literal: the first of int, unsigned, long, unsigned long that holds it, as its suffix and base allow. */
export function typedLiteral(text: string): Constant {
  const { value, unsigned, long, hex } = numberValue(text);
  const fits = (type: IntType): boolean => wrap(value, type) === value;
  const candidates = [INT, UNSIGNED, LONG, UNSIGNED_LONG].filter(
    (t) => (!long || t.bits === 64) && (!unsigned || !t.signed) && (hex || unsigned || t.signed),
  );
  const type = candidates.find(fits) ?? UNSIGNED_LONG;
  return { value: wrap(value, type), type };
}
