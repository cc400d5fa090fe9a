/** The checked tree: every name resolved, every type known, every conversion explicit. Lowering needs no further questions. */
import type { BinaryOp, FunctionNode } from './ast.ts';
import type { BitOperation, Order, PrimitiveSignature } from './primitives.ts';
import type { Global, Span } from './program.ts';
import type { Field, Type } from './types.ts';

export interface Local {
  readonly name: string;
  readonly type: Type;
  readonly span: Span;
  readonly ghost: boolean;
  readonly parameter: boolean;
  /** Written after it got its first value; otherwise it may stand for that value. */
  assigned: boolean;
}

export type ArithmeticOp = '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '&' | '|' | '^';
export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Tree = { readonly type: Type; readonly span: Span } & (
  | { readonly k: 'const'; readonly value: bigint }
  | { readonly k: 'local'; readonly local: Local }
  | { readonly k: 'global'; readonly global: Global }
  | { readonly k: 'memory'; readonly address: Tree }
  | { readonly k: 'member'; readonly base: Tree; readonly field: Field; readonly struct: string }
  | { readonly k: 'element'; readonly base: Tree; readonly index: Tree }
  | { readonly k: 'address'; readonly of: Tree }
  /** The scalars of a struct, in order. */
  | { readonly k: 'struct'; readonly values: readonly Tree[] }
  | { readonly k: 'convert'; readonly value: Tree }
  | { readonly k: 'binary'; readonly op: ArithmeticOp; readonly left: Tree; readonly right: Tree }
  | { readonly k: 'compare'; readonly op: CompareOp; readonly left: Tree; readonly right: Tree }
  | { readonly k: 'not'; readonly value: Tree }
  | { readonly k: 'logical'; readonly op: '&&' | '||'; readonly left: Tree; readonly right: Tree }
  | { readonly k: 'conditional'; readonly condition: Tree; readonly yes: Tree; readonly no: Tree }
  | { readonly k: 'assign'; readonly target: Tree; readonly value: Tree }
  | {
      /** `x op= v` and `++`: done in `operation`'s type; the value is the new one, or the old one when `post`. */
      readonly k: 'update';
      readonly target: Tree;
      readonly op: ArithmeticOp;
      readonly value: Tree;
      readonly operation: Type;
      readonly post: boolean;
    }
  | { readonly k: 'offset'; readonly pointer: Tree; readonly index: Tree; readonly negative: boolean }
  | { readonly k: 'distance'; readonly left: Tree; readonly right: Tree }
  | { readonly k: 'call'; readonly callee: string; readonly args: readonly Tree[] }
  | { readonly k: 'load'; readonly place: Tree; readonly order: Order }
  | { readonly k: 'store'; readonly place: Tree; readonly value: Tree; readonly order: Order }
  | {
      readonly k: 'bit';
      readonly op: BitOperation;
      readonly place: Tree;
      readonly bit: Tree;
      readonly order: Order;
      readonly name: string;
    }
  | {
      readonly k: 'exchange';
      readonly op: 'cmpxchg' | 'xchg' | 'fetch_add';
      readonly place: Tree;
      readonly values: readonly Tree[];
    }
  | { readonly k: 'barrier'; readonly name: string }
  | { readonly k: 'primitive'; readonly signature: PrimitiveSignature; readonly args: readonly Tree[] }
  | { readonly k: 'wait'; readonly condition: Tree }
  | { readonly k: 'choose'; readonly count: Tree }
  | { readonly k: 'thread' }
  | { readonly k: 'bug'; readonly condition: Tree }
  | { readonly k: 'comma'; readonly parts: readonly Tree[] }
);

export type CheckedStatement = { readonly ghost: boolean; readonly span: Span } & (
  | { readonly k: 'block'; readonly body: readonly CheckedStatement[] }
  | { readonly k: 'expression'; readonly expression: Tree }
  | { readonly k: 'declare'; readonly local: Local; readonly initial: Tree | null }
  | {
      readonly k: 'if';
      readonly condition: Tree;
      readonly then: CheckedStatement;
      readonly otherwise: CheckedStatement | null;
    }
  | {
      readonly k: 'loop';
      readonly init: CheckedStatement | null;
      readonly condition: Tree | null;
      readonly next: Tree | null;
      readonly body: CheckedStatement;
      readonly bodyFirst: boolean;
    }
  | {
      readonly k: 'switch';
      readonly value: Tree;
      readonly cases: readonly bigint[];
      readonly hasDefault: boolean;
      readonly body: CheckedStatement;
    }
  | { readonly k: 'case'; readonly value: bigint | null; readonly body: CheckedStatement }
  | { readonly k: 'label'; readonly name: string; readonly body: CheckedStatement }
  | { readonly k: 'goto'; readonly name: string }
  | { readonly k: 'break' | 'continue' | 'empty' }
  | { readonly k: 'return'; readonly value: Tree | null }
);

export interface CheckedFunction {
  readonly node: FunctionNode;
  readonly result: Type;
  readonly parameters: readonly Local[];
  /** Filled in after all signatures are known. */
  body: CheckedStatement | null;
  /** Whether it does more than read and compute, itself. */
  acts: boolean;
  /** Functions by name, so that what calls one stays as it is when that one changes. */
  readonly calls: Set<string>;
  /** Calls from ghost code to functions that are no ghosts: fine as long as these change nothing. */
  readonly ghostCalls: { readonly callee: string; readonly span: Span }[];
}

export function isArithmetic(op: BinaryOp): op is ArithmeticOp {
  return ['+', '-', '*', '/', '%', '<<', '>>', '&', '|', '^'].includes(op);
}

/** The expressions that one is made of. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.k) {
    case 'const':
    case 'local':
    case 'global':
    case 'thread':
    case 'barrier':
      return [];
    case 'memory':
      return [tree.address];
    case 'member':
      return [tree.base];
    case 'element':
      return [tree.base, tree.index];
    case 'address':
      return [tree.of];
    case 'struct':
      return tree.values;
    case 'convert':
    case 'not':
      return [tree.value];
    case 'binary':
    case 'compare':
    case 'logical':
    case 'distance':
      return [tree.left, tree.right];
    case 'conditional':
      return [tree.condition, tree.yes, tree.no];
    case 'assign':
    case 'update':
      return [tree.target, tree.value];
    case 'offset':
      return [tree.pointer, tree.index];
    case 'call':
    case 'primitive':
      return tree.args;
    case 'load':
      return [tree.place];
    case 'store':
      return [tree.place, tree.value];
    case 'bit':
      return [tree.place, tree.bit];
    case 'exchange':
      return [tree.place, ...tree.values];
    case 'wait':
    case 'bug':
      return [tree.condition];
    case 'choose':
      return [tree.count];
    case 'comma':
      return tree.parts;
  }
}
