/** The declarations of a unit, resolved: constants, struct layouts, globals with their addresses, function signatures. */
import type { StructNode, TypeName, Unit, Variable } from './ast.ts';
import { Constants } from './constants.ts';
import { didYouMean, type Diagnostics } from './diagnostics.ts';
import { BUILT_IN, type PrimitiveSignature } from './primitives.ts';
import type { Global, Span } from './program.ts';
import type { CheckedFunction, Local } from './tree.ts';
import {
  DATA,
  INT,
  integerNamed,
  INTEGERS,
  notByValue,
  TAGS,
  UNSIGNED,
  USER_POINTER,
  VOID,
  wordsOf,
} from './types.ts';
import type { Field, StructType, Type } from './types.ts';
import { DEEPEST_TYPE, MOST_GLOBAL_PAGES, MOST_GLOBAL_WORDS } from '../limits.ts';

/** Words below this are never an object, so that a pointer near NULL faults. */
const FIRST_WORD = 16;

export class Declarations {
  readonly structs = new Map<string, StructType>();
  readonly typedefs = new Map<string, Type>();
  readonly globals = new Map<string, Global>();
  readonly functions = new Map<string, CheckedFunction>();
  readonly primitives: ReadonlyMap<string, PrimitiveSignature>;
  readonly pageSizes: number[] = [];
  wordCount = FIRST_WORD;
  readonly diagnostics: Diagnostics;
  readonly constants: Constants;
  private readonly unit: Unit;
  private readonly pendingTypedefs: ReadonlyMap<string, TypeName>;
  private readonly resolving = new Set<string>();
  private readonly enums = new Map<string, Type>();
  /** By struct: how many structs deep it is. */
  private readonly depths = new Map<string, number>();

  /** `before`: good declarations that differ in what stands within functions at most. What is still the same is taken as it is. */
  constructor(
    unit: Unit,
    primitives: readonly PrimitiveSignature[],
    overrides: Readonly<Record<string, number>>,
    diagnostics: Diagnostics,
    before: Declarations | null = null,
  ) {
    this.unit = unit;
    this.primitives = new Map(primitives.map((p) => [p.name, p]));
    this.diagnostics = diagnostics;
    this.pendingTypedefs = new Map(unit.typedefs.map((t) => [t.name, t.type]));
    for (const { name, span } of unit.structs) {
      if (this.structs.has(name)) diagnostics.error(span, `\`struct ${name}\` is defined twice`);
      const known = before?.structs.get(name);
      this.structs.set(name, known ?? { kind: 'struct', name, fields: [], words: 0, defined: false });
    }
    this.constants = new Constants(unit, overrides, diagnostics, (type) => this.resolve(type));
    this.constants.evaluateAll();
    this.collectTypes();
    this.collectGlobals();
    this.collectFunctions(before);
  }

  private collectTypes(): void {
    const negative = (name: string): boolean => (this.constants.get(name)?.value ?? 0n) < 0n;
    const signed = new Set(this.unit.enumerators.filter((e) => negative(e.name)).map((e) => e.of));
    for (const { name } of this.unit.enums) {
      const shown = name.includes(' ') ? {} : { name: `enum ${name}` };
      this.enums.set(name, { ...(signed.has(name) ? INT : UNSIGNED), ...shown });
    }
    for (const { name, span } of this.unit.typedefs) this.typedef(name, span);
    const nodes = new Map(this.unit.structs.map((s) => [s.name, s]));
    for (const struct of this.unit.structs) this.defineStruct(struct.name, nodes, [], struct.span);
  }

  /** The type a typedef names, or undefined. */
  private typedef(name: string, span: Span): Type | undefined {
    const known = this.typedefs.get(name);
    const pending = this.pendingTypedefs.get(name);
    if (known !== undefined || pending === undefined) return known;
    if (this.resolving.has(name) || this.resolving.size >= DEEPEST_TYPE) {
      const circle = this.resolving.has(name) ? 'defined by itself' : 'a type of a type of a type, too deep';
      this.diagnostics.error(span, `\`${name}\` is ${circle}`);
      return INT;
    }
    this.resolving.add(name);
    const type = this.resolve(pending);
    this.resolving.delete(name);
    this.typedefs.set(name, type);
    return type;
  }

  /** `within`: the structs whose definition led here. */
  private defineStruct(
    name: string,
    nodes: ReadonlyMap<string, StructNode>,
    within: readonly string[],
    span: Span,
  ): void {
    const type = this.structs.get(name);
    const node = nodes.get(name);
    if (type === undefined || node === undefined || type.defined) return;
    if (within.includes(name)) {
      this.diagnostics.error(span, `\`struct ${name}\` contains itself`);
      return;
    }
    let depth = within.length >= DEEPEST_TYPE ? DEEPEST_TYPE : 0;
    const fields = new Map<string, Field>();
    let offset = 0;
    for (const variable of node.fields) {
      const fieldType = this.variableType(variable, (inner) => {
        if (depth < DEEPEST_TYPE) this.defineStruct(inner, nodes, [...within, name], variable.span);
        depth = Math.max(depth, this.depths.get(inner) ?? 0);
      });
      if (containsPages(fieldType))
        this.diagnostics.error(
          variable.span,
          `\`${variable.name}\`: tags_t and data_t stand on their own, not in a struct`,
        );
      if (fields.has(variable.name))
        this.diagnostics.error(variable.span, `\`${variable.name}\` stands twice in \`struct ${name}\``);
      fields.set(variable.name, { name: variable.name, type: fieldType, offset, ghost: variable.ghost });
      offset += wordsOf(fieldType);
    }
    this.depths.set(name, depth + 1);
    if (depth >= DEEPEST_TYPE)
      this.diagnostics.error(
        span,
        `\`struct ${name}\` holds a struct that holds a struct …, more than ${DEEPEST_TYPE} deep`,
      );
    if (offset > MOST_GLOBAL_WORDS)
      this.diagnostics.error(span, `\`struct ${name}\` does not fit into the model's memory`);
    if (offset > MOST_GLOBAL_WORDS || depth >= DEEPEST_TYPE) return;
    type.fields = [...fields.values()];
    type.words = offset;
    type.defined = true;
  }

  /** The type of a variable: its base, stars and array lengths. `onStruct` is called for each struct held by value. */
  variableType(variable: Variable, onStruct: (name: string) => void = () => undefined): Type {
    let type = this.resolve(variable.type);
    if (type.kind === 'struct') onStruct(type.name);
    if (variable.lengths.length > DEEPEST_TYPE)
      this.diagnostics.error(variable.span, `\`${variable.name}\` has more than ${DEEPEST_TYPE} dimensions`);
    for (const length of variable.lengths.slice(0, DEEPEST_TYPE).reverse()) {
      const { value } = this.constants.evaluate(length);
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
    if (name.pointers > DEEPEST_TYPE)
      return this.wrongType(name, `a pointer has at most ${DEEPEST_TYPE} stars`);
    for (let i = 0; i < name.pointers; i++) type = { kind: 'pointer', to: type };
    return type;
  }

  private base(name: TypeName): Type {
    const { base } = name;
    if (base.kind === 'enum') {
      const known =
        this.enums.get(base.name) ??
        (this.unit.enums.some((e) => e.name === base.name) ? UNSIGNED : undefined);
      return (
        known ?? this.wrongType(name, `there is no \`enum ${base.name}\`${this.meant(base.name, this.enums)}`)
      );
    }
    if (base.kind === 'struct') {
      const struct = this.structs.get(base.name);
      return (
        struct ??
        this.wrongType(name, `there is no \`struct ${base.name}\`${this.meant(base.name, this.structs)}`)
      );
    }
    if (base.name === 'void') return VOID;
    if (base.name === 'tags_t') return TAGS;
    if (base.name === 'data_t') return DATA;
    return (
      this.typedef(base.name, name.span) ??
      integerNamed(base.name) ??
      this.wrongType(
        name,
        `\`${base.name}\` is not a type${this.meant(base.name, new Map<string, unknown>([...INTEGERS, ...this.pendingTypedefs]))}`,
      )
    );
  }

  private meant(name: string, known: ReadonlyMap<string, unknown>): string {
    return this.diagnostics.full ? '' : didYouMean(name, known.keys());
  }

  private wrongType(name: TypeName, message: string): Type {
    this.diagnostics.error(name.span, message);
    return INT;
  }

  private collectGlobals(): void {
    for (const variable of this.unit.globals) {
      const { name, span } = variable;
      if (this.globals.has(name) || this.constants.known.has(name))
        this.diagnostics.error(span, `\`${name}\` is defined twice`);
      const type = this.variableType(variable);
      const pages = pageCount(type);
      const address = pages > 0 ? this.pageSizes.length : this.wordCount;
      if (
        this.wordCount + wordsOf(type) > MOST_GLOBAL_WORDS ||
        this.pageSizes.length + pages > MOST_GLOBAL_PAGES
      ) {
        this.diagnostics.error(span, `\`${name}\` does not fit into the model's memory`);
        continue;
      }
      for (let i = 0; i < pages; i++) this.pageSizes.push(pageBytes(type));
      this.wordCount += wordsOf(type);
      this.globals.set(name, { name, type, address, ghost: variable.ghost, span });
    }
  }

  private collectFunctions(before: Declarations | null): void {
    const defined = new Set(this.unit.functions.filter((f) => f.body !== null).map((f) => f.name));
    for (const node of this.unit.functions) {
      const { name, nameSpan } = node;
      if (BUILT_IN.has(name) || this.primitives.has(name)) {
        this.diagnostics.error(nameSpan, `\`${name}\` is a primitive of model C and cannot be defined again`);
        continue;
      }
      const known = before?.functions.get(name);
      if (known?.node === node) {
        this.functions.set(name, known);
        continue;
      }
      const earlier = this.functions.get(name);
      if (node.body === null && (earlier !== undefined || defined.has(name))) continue;
      if (earlier !== undefined || this.globals.has(name) || this.constants.known.has(name))
        this.diagnostics.error(nameSpan, `\`${name}\` is defined twice`);
      if (node.body === null) this.diagnostics.error(nameSpan, `\`${name}\` is declared but defined nowhere`);
      const parameters = node.parameters.map((p) => this.parameter(p, node.ghost));
      const names = parameters.map((p) => p.name);
      if (node.body !== null && new Set(names).size < names.length)
        this.diagnostics.error(nameSpan, `two parameters of \`${name}\` have the same name`);
      const result = this.resolve(node.result);
      const problem = result.kind === 'pages' ? `\`${name}\` cannot return tags or data` : notByValue(result);
      if (problem !== null) this.diagnostics.error(nameSpan, problem);
      this.functions.set(name, {
        node,
        result,
        parameters,
        body: null,
        acts: false,
        calls: new Set(),
        ghostCalls: [],
      });
    }
  }

  private parameter(variable: Variable, ghost: boolean): Local {
    const { name, span } = variable;
    let type = this.variableType(variable);
    if (type.kind === 'array') type = { kind: 'pointer', to: type.of };
    const problem = type.kind === 'pages' ? `\`${name}\`: tags are passed as \`tags_t *\`` : notByValue(type);
    if (problem !== null) this.diagnostics.error(span, problem);
    return { name, type, span, ghost, parameter: true, assigned: false };
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
