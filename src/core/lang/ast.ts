/** The syntax tree of model C, as parsed: names not yet resolved, types not yet known. Every node carries its span. */
import type { Span, StandsFor } from './program.ts';

export type Expression =
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'unary';
      readonly op: '-' | '+' | '~' | '!' | '*' | '&';
      readonly operand: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'step';
      readonly op: '++' | '--';
      readonly prefix: boolean;
      readonly operand: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'assign';
      readonly op: BinaryOp | null;
      readonly target: Expression;
      readonly value: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly nameSpan: Span;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  | {
      readonly kind: 'member';
      readonly base: Expression;
      readonly field: string;
      readonly arrow: boolean;
      readonly fieldSpan: Span;
      readonly span: Span;
    }
  | { readonly kind: 'index'; readonly base: Expression; readonly index: Expression; readonly span: Span }
  | { readonly kind: 'cast'; readonly type: TypeName; readonly operand: Expression; readonly span: Span }
  | { readonly kind: 'comma'; readonly parts: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'wrong'; readonly span: Span };

export type BinaryOp =
  | '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '&' | '|' | '^'
  | '==' | '!=' | '<' | '>' | '<=' | '>=' | '&&' | '||'; // prettier-ignore

/** A type as written: a base and pointer stars; array lengths belong to declarators. */
export interface TypeName {
  readonly base: BaseType;
  readonly pointers: number;
  /** `T __user *`. */
  readonly user: boolean;
  readonly span: Span;
}
export type BaseType =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'struct'; readonly name: string }
  | { readonly kind: 'enum'; readonly name: string };

export type Statement = { readonly ghost: boolean; readonly span: Span } & (
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'declare'; readonly variables: readonly Variable[] }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | null;
    }
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Statement }
  | { readonly kind: 'do'; readonly condition: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly init: Statement | null;
      readonly condition: Expression | null;
      readonly next: Expression | null;
      readonly body: Statement;
    }
  | { readonly kind: 'switch'; readonly value: Expression; readonly body: Statement }
  | { readonly kind: 'case'; readonly value: Expression | null; readonly body: Statement }
  | { readonly kind: 'label'; readonly name: string; readonly body: Statement }
  | { readonly kind: 'goto'; readonly name: string }
  | { readonly kind: 'break' | 'continue' | 'empty' }
  | { readonly kind: 'return'; readonly value: Expression | null }
);

export interface Variable {
  readonly name: string;
  readonly type: TypeName;
  /** Array lengths, outermost first. */
  readonly lengths: readonly Expression[];
  readonly initial: Initializer | null;
  readonly ghost: boolean;
  readonly span: Span;
}
export type Initializer =
  | { readonly kind: 'value'; readonly value: Expression }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly field: string | null; readonly value: Initializer }[];
      readonly span: Span;
    };

export interface FunctionNode {
  readonly name: string;
  readonly nameSpan: Span;
  readonly result: TypeName;
  readonly parameters: readonly Variable[];
  /** null: a prototype. */
  readonly body: Statement | null;
  readonly ghost: boolean;
  readonly doc: string;
  readonly standsFor: StandsFor | null;
  readonly span: Span;
}
export interface StructNode {
  readonly name: string;
  readonly fields: readonly Variable[];
  readonly span: Span;
}
export interface Unit {
  readonly defines: { readonly name: string; readonly value: Expression; readonly span: Span }[];
  readonly enumerators: {
    readonly name: string;
    readonly value: Expression | null;
    readonly previous: string | null;
    /** The enumeration it belongs to. */
    readonly of: string;
    readonly span: Span;
  }[];
  readonly enums: { readonly name: string; readonly span: Span }[];
  readonly structs: StructNode[];
  readonly typedefs: { readonly name: string; readonly type: TypeName; readonly span: Span }[];
  readonly globals: Variable[];
  readonly functions: FunctionNode[];
}
