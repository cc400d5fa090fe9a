/** What checking an expression needs to know of where it stands, and the conversions that all expressions share. */
import type { Expression } from './ast.ts';
import type { Declarations } from './declare.ts';
import { didYouMean } from './diagnostics.ts';
import { foldArithmetic, foldBinary } from './fold.ts';
import type { Span } from './program.ts';
import type { CheckedFunction, Local, Tree } from './tree.ts';
import { INT, sameType, typeText, wrap, WRONG } from './types.ts';
import type { IntType, PointerType, Type } from './types.ts';

/** Where an expression stands. */
export interface Context {
  readonly declarations: Declarations;
  readonly function: CheckedFunction;
  readonly scopes: Map<string, Local>[];
  ghost: boolean;
  /** Checks an expression within this one: as a place or a value; as a value. */
  readonly place: (cx: Context, e: Expression) => Tree;
  readonly value: (cx: Context, e: Expression) => Tree;
}

export const NO_OBJECT = 'a `void *` points to nothing in particular: cast it to a pointer to something';

export function wrong(span: Span): Tree {
  return { k: 'const', value: 0n, type: WRONG, span };
}

/** Whether a tree stands for what was complained about already. */
export function isWrong({ type }: Tree): boolean {
  return type === WRONG;
}

/** Says what is wrong with an expression, unless one that it is made of was wrong already. */
export function complainUnless(part: Tree, cx: Context, span: Span, message: string): Tree {
  return isWrong(part) ? wrong(span) : complain(cx, span, message);
}

export function complain(cx: Context, span: Span, message: string): Tree {
  cx.declarations.diagnostics.error(span, message);
  return wrong(span);
}

/** `; did you mean …?` with the nearest of the known names, as long as anybody will read it. */
export function meant(cx: Context, name: string, known: Iterable<string>): string {
  return cx.declarations.diagnostics.full ? '' : didYouMean(name, known);
}

/** A value fit for a condition. */
export function checkCondition(cx: Context, e: Expression): Tree {
  const tree = cx.value(cx, e);
  if (tree.type.kind === 'int' || tree.type.kind === 'pointer') return tree;
  return complainUnless(
    tree,
    cx,
    e.span,
    `a condition is a number or a pointer; this is \`${typeText(tree.type)}\``,
  );
}

/** A value of integer type. */
export function checkInteger(cx: Context, e: Expression): Tree & { readonly type: IntType } {
  return asInteger(cx, cx.value(cx, e));
}

export function asInteger(cx: Context, tree: Tree): Tree & { readonly type: IntType } {
  if (isInteger(tree)) return tree;
  complain(cx, tree.span, `a number was expected; this is \`${typeText(tree.type)}\``);
  return { k: 'const', value: 0n, type: INT, span: tree.span };
}

function isInteger(tree: Tree): tree is Tree & { readonly type: IntType } {
  return tree.type.kind === 'int';
}

/** `tree` as a value of type `to`, as in an assignment; `what` names the receiver for the message. */
export function convert(cx: Context, tree: Tree, to: Type, what: string): Tree {
  const { type: from, span } = tree;
  if (from.kind === 'int' && to.kind === 'int') return isWrong(tree) ? tree : toInteger(tree, to);
  if (to === WRONG) return tree;
  if (to.kind === 'pointer') {
    if (tree.k === 'const' && tree.value === 0n) return { ...tree, type: to };
    if (
      from.kind === 'pointer' &&
      (sameType(from.to, to.to) || from.to.kind === 'void' || to.to.kind === 'void')
    )
      return { ...tree, type: to };
  }
  if (to.kind === 'int' && to.bits === 1 && from.kind === 'pointer')
    return { k: 'convert', value: tree, type: to, span };
  if (sameType(from, to)) return tree;
  return complainUnless(
    tree,
    cx,
    span,
    `${what}: \`${typeText(to)}\` was expected; this is \`${typeText(from)}\``,
  );
}

export function toInteger(tree: Tree, to: IntType): Tree {
  if (tree.k === 'const') return { ...tree, value: wrap(tree.value, to), type: to };
  if (tree.type.kind === 'int' && tree.type.bits === to.bits && tree.type.signed === to.signed)
    return { ...tree, type: to };
  return { k: 'convert', value: tree, type: to, span: tree.span };
}

/** Whether a place lies in memory that other threads can reach, rather than in a local. */
export function inMemory(tree: Tree): boolean {
  if (tree.k === 'global' || tree.k === 'memory') return true;
  if (tree.k === 'member' || tree.k === 'element') return inMemory(tree.base);
  return false;
}

/** What a pointer points to, as a place. */
export function pointee(pointer: Tree & { readonly type: PointerType }): Tree {
  const { to } = pointer.type;
  // A cast may have made it a pointer to something else than what its address was taken of.
  if (pointer.k === 'address' && sameType(pointer.of.type, to)) return pointer.of;
  return { k: 'memory', address: pointer, type: to, span: pointer.span };
}

/** Replaces an operation on constants by its value. */
export function fold(tree: Tree): Tree {
  const { span, type } = tree;
  if (tree.k === 'binary' && tree.left.k === 'const' && tree.right.k === 'const' && type.kind === 'int') {
    const value = foldArithmetic(tree.op, tree.left.value, tree.right.value, type);
    return value === null ? tree : { k: 'const', value, type, span };
  }
  if (
    tree.k === 'compare' &&
    tree.left.k === 'const' &&
    tree.right.k === 'const' &&
    tree.left.type.kind === 'int' &&
    tree.right.type.kind === 'int'
  ) {
    const folded = foldBinary(
      tree.op,
      { value: tree.left.value, type: tree.left.type },
      { value: tree.right.value, type: tree.right.type },
    );
    return folded === null ? tree : { k: 'const', value: folded.value, type: INT, span };
  }
  if (tree.k === 'not' && tree.value.k === 'const')
    return { k: 'const', value: tree.value.value === 0n ? 1n : 0n, type: INT, span };
  if (tree.k === 'logical' && tree.left.k === 'const' && tree.right.k === 'const') {
    const [a, b] = [tree.left.value !== 0n, tree.right.value !== 0n];
    return { k: 'const', value: (tree.op === '&&' ? a && b : a || b) ? 1n : 0n, type: INT, span };
  }
  return tree;
}
