/** The declarations of a unit, resolved: constants, struct layouts, globals with their addresses, function signatures. */
import type { Expression, TypeName, Unit, Variable } from './ast.ts';
import { didYouMean, type Diagnostics } from './diagnostics.ts';
import { BUILT_IN, type PrimitiveSignature } from './primitives.ts';
import type { Global, Span } from './program.ts';
import { foldBinary } from './fold.ts';
import { numberValue } from './tokens.ts';
import type { CheckedFunction, Local } from './tree.ts';
import {
  DATA,
  INT,
  integerNamed,
  LONG,
  TAGS,
  UNSIGNED,
  UNSIGNED_LONG,
  USER_POINTER,
  VOID,
  wordsOf,
  wrap,
} from './types.ts';
import type { Field, IntType, StructType, Type } from './types.ts';

/** Words below this are never an object, so that a pointer near NULL faults. */
const FIRST_WORD = 16;
/** A state larger than this is refused: 4 MiB of words. */
const MOST_WORDS = 1 << 20;
const MOST_PAGES = 1 << 16;

export interface Constant {
  readonly value: bigint;
  readonly type: IntType;
}

export class Declarations {
  readonly constants = new Map<string, Constant>();
  readonly structs = new Map<string, StructType>();
  readonly typedefs = new Map<string, Type>();
  readonly globals = new Map<string, Global>();
  readonly functions = new Map<string, CheckedFunction>();
  readonly primitives: ReadonlyMap<string, PrimitiveSignature>;
  readonly pageSizes: number[] = [];
  wordCount = FIRST_WORD;
  readonly diagnostics: Diagnostics;
  private readonly unit: Unit;
  private readonly evaluating = new Set<string>();
  private readonly pendingConstants = new Map<string, () => Constant>();
  private readonly overrides: Readonly<Record<string, number>>;

  constructor(
    unit: Unit,
    primitives: readonly PrimitiveSignature[],
    overrides: Readonly<Record<string, number>>,
    diagnostics: Diagnostics,
  ) {
    this.unit = unit;
    this.primitives = new Map(primitives.map((p) => [p.name, p]));
    this.overrides = overrides;
    this.diagnostics = diagnostics;
    this.collectConstants();
    this.collectTypes();
    this.collectGlobals();
    this.collectFunctions();
  }

  /** The value of a constant by name, or undefined. */
  constant(name: string): Constant | undefined {
    const known = this.constants.get(name);
    if (known !== undefined) return known;
    const pending = this.pendingConstants.get(name);
    if (pending === undefined || this.evaluating.has(name)) return undefined;
    this.evaluating.add(name);
    const value = pending();
    this.evaluating.delete(name);
    this.constants.set(name, value);
    return value;
  }

  private collectConstants(): void {
    for (const [name, value] of Object.entries(this.overrides))
      this.constants.set(name, literal(BigInt(value)));
    for (const { name, value, span } of this.unit.defines) {
      if (this.pendingConstants.has(name)) this.diagnostics.error(span, `\`${name}\` is defined twice`);
      this.pendingConstants.set(name, () => this.evaluate(value));
    }
    for (const { name, value, previous, span } of this.unit.enumerators) {
      if (this.pendingConstants.has(name)) this.diagnostics.error(span, `\`${name}\` is defined twice`);
      this.pendingConstants.set(name, () => {
        if (value !== null) return { value: wrap(this.evaluate(value).value, INT), type: INT };
        if (previous === null) return { value: 0n, type: INT };
        return { value: (this.constant(previous)?.value ?? 0n) + 1n, type: INT };
      });
    }
    for (const name of this.pendingConstants.keys()) this.constant(name);
  }

  /** A constant expression; says what is not constant and gives 0. */
  evaluate(expression: Expression): Constant {
    switch (expression.kind) {
      case 'number':
        return typedLiteral(expression.text);
      case 'name': {
        const constant = this.constant(expression.name);
        if (constant !== undefined) return constant;
        if (this.evaluating.has(expression.name))
          this.diagnostics.error(expression.span, `\`${expression.name}\` is defined by itself`);
        else
          this.diagnostics.error(
            expression.span,
            `\`${expression.name}\` is not a constant${didYouMean(expression.name, this.pendingConstants.keys())}`,
          );
        return literal(0n);
      }
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
        if (result !== null) return result;
        this.diagnostics.error(expression.span, 'this constant divides by zero or shifts too far');
        return literal(0n);
      }
      case 'conditional':
        return this.evaluate(expression.condition).value !== 0n
          ? this.evaluate(expression.yes)
          : this.evaluate(expression.no);
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
    this.diagnostics.error(expression.span, 'this is not a constant expression');
    return literal(0n);
  }

  private collectTypes(): void {
    for (const { name, span } of this.unit.structs) {
      if (this.structs.has(name)) this.diagnostics.error(span, `\`struct ${name}\` is defined twice`);
      this.structs.set(name, { kind: 'struct', name, fields: [], words: 0, defined: false });
    }
    for (const { name, type } of this.unit.typedefs) this.typedefs.set(name, this.resolve(type));
    const done = new Set<string>();
    for (const struct of this.unit.structs) this.defineStruct(struct.name, done, struct.span);
  }

  private defineStruct(name: string, done: Set<string>, span: Span): void {
    const type = this.structs.get(name);
    const node = this.unit.structs.find((s) => s.name === name);
    if (type === undefined || node === undefined || type.defined) return;
    if (done.has(name)) {
      this.diagnostics.error(span, `\`struct ${name}\` contains itself`);
      return;
    }
    done.add(name);
    const fields: Field[] = [];
    let offset = 0;
    for (const variable of node.fields) {
      const fieldType = this.variableType(variable, (inner) => {
        this.defineStruct(inner, done, variable.span);
      });
      if (containsPages(fieldType))
        this.diagnostics.error(
          variable.span,
          `\`${variable.name}\`: tags_t and data_t stand on their own, not in a struct`,
        );
      if (fields.some((f) => f.name === variable.name))
        this.diagnostics.error(variable.span, `\`${variable.name}\` stands twice in \`struct ${name}\``);
      fields.push({ name: variable.name, type: fieldType, offset, ghost: variable.ghost });
      offset += wordsOf(fieldType);
    }
    type.fields = fields;
    type.words = offset;
    type.defined = true;
  }

  /** The type of a variable: its base, stars and array lengths. `onStruct` is called for each struct held by value. */
  variableType(variable: Variable, onStruct: (name: string) => void = () => undefined): Type {
    let type = this.resolve(variable.type);
    if (type.kind === 'struct') onStruct(type.name);
    for (const length of [...variable.lengths].reverse()) {
      const { value } = this.evaluate(length);
      if (value < 1n || value > 65536n)
        this.diagnostics.error(length.span, `an array has 1 to 65536 elements, not ${String(value)}`);
      type = { kind: 'array', of: type, length: Math.min(65536, Math.max(1, Number(value))) };
    }
    if (type.kind === 'void') {
      this.diagnostics.error(variable.span, `\`${variable.name}\` cannot be void`);
      return INT;
    }
    return type;
  }

  /** A type as written; unknown names are said and become int. */
  resolve(name: TypeName): Type {
    if (name.user)
      return name.pointers > 0
        ? USER_POINTER
        : this.wrongType(name, '`__user` marks a pointer: write `void __user *`');
    let type = this.base(name);
    for (let i = 0; i < name.pointers; i++) type = { kind: 'pointer', to: type };
    return type;
  }

  private base(name: TypeName): Type {
    const { base } = name;
    if (base.kind === 'enum') return UNSIGNED;
    if (base.kind === 'struct') {
      const struct = this.structs.get(base.name);
      return (
        struct ??
        this.wrongType(
          name,
          `there is no \`struct ${base.name}\`${didYouMean(base.name, this.structs.keys())}`,
        )
      );
    }
    if (base.name === 'void') return VOID;
    if (base.name === 'tags_t') return TAGS;
    if (base.name === 'data_t') return DATA;
    const typedef = this.typedefs.get(base.name);
    if (typedef !== undefined) return typedef;
    const later = this.unit.typedefs.find((t) => t.name === base.name);
    if (later !== undefined && later.type !== name) return this.resolve(later.type);
    return (
      integerNamed(base.name) ??
      this.wrongType(name, `\`${base.name}\` is not a type${didYouMean(base.name, this.typedefs.keys())}`)
    );
  }

  private wrongType(name: TypeName, message: string): Type {
    this.diagnostics.error(name.span, message);
    return INT;
  }

  private collectGlobals(): void {
    for (const variable of this.unit.globals) {
      const { name, span } = variable;
      if (this.globals.has(name) || this.constants.has(name))
        this.diagnostics.error(span, `\`${name}\` is defined twice`);
      const type = this.variableType(variable);
      const pages = pageCount(type);
      const address = pages > 0 ? this.pageSizes.length : this.wordCount;
      if (this.wordCount + wordsOf(type) > MOST_WORDS || this.pageSizes.length + pages > MOST_PAGES) {
        this.diagnostics.error(span, `\`${name}\` does not fit into the model's memory`);
        continue;
      }
      for (let i = 0; i < pages; i++) this.pageSizes.push(pageBytes(type));
      this.wordCount += wordsOf(type);
      this.globals.set(name, { name, type, address, ghost: variable.ghost, span });
    }
  }

  private collectFunctions(): void {
    for (const node of this.unit.functions) {
      const { name, nameSpan } = node;
      if (BUILT_IN.has(name) || this.primitives.has(name)) {
        this.diagnostics.error(nameSpan, `\`${name}\` is a primitive of model C and cannot be defined again`);
        continue;
      }
      const earlier = this.functions.get(name);
      if (
        node.body === null &&
        (earlier !== undefined || this.unit.functions.some((f) => f.name === name && f.body !== null))
      )
        continue;
      if (earlier !== undefined) this.diagnostics.error(nameSpan, `\`${name}\` is defined twice`);
      if (node.body === null) this.diagnostics.error(nameSpan, `\`${name}\` is declared but defined nowhere`);
      const parameters = node.parameters.map((p): Local => {
        let type = this.variableType(p);
        if (type.kind === 'array') type = { kind: 'pointer', to: type.of };
        if (type.kind === 'pages')
          this.diagnostics.error(p.span, `\`${p.name}\`: tags are passed as \`tags_t *\``);
        return { name: p.name, type, span: p.span, ghost: node.ghost, parameter: true, assigned: false };
      });
      this.functions.set(name, {
        node,
        result: this.resolve(node.result),
        parameters,
        body: null,
        calls: new Set(),
      });
    }
  }
}

function pageCount(type: Type): number {
  if (type.kind === 'pages') return 1;
  return type.kind === 'array' ? type.length * pageCount(type.of) : 0;
}

function pageBytes(type: Type): number {
  if (type.kind === 'pages') return type.bytes;
  return type.kind === 'array' ? pageBytes(type.of) : 0;
}

function containsPages(type: Type): boolean {
  return type.kind === 'pages' || (type.kind === 'array' && containsPages(type.of));
}

function literal(value: bigint): Constant {
  return {
    value: wrap(value, value > 0x7fffffffn || value < -0x80000000n ? LONG : INT),
    type: value > 0x7fffffffn || value < -0x80000000n ? LONG : INT,
  };
}

function promoted({ value, type }: Constant): Constant {
  return type.bits < 32 ? { value, type: INT } : { value, type };
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
