/** What lowering knows of where it stands, and how values move between slots. */
import type { Diagnostics } from './diagnostics.ts';
import type { Emitter, Label } from './emit.ts';
import type { InlinedCalls } from './inlined.ts';
import { partsOf, type CheckedFunction, type Local, type Tree } from './tree.ts';
import { leavesOf, wordsOf } from './types.ts';
import type { Type } from './types.ts';

/** One scalar: a constant, or where it lies. Pointers to words are word addresses; to pages, page number + 1; NULL is 0. */
export type Value =
  { readonly kind: 'const'; readonly value: bigint } | { readonly kind: 'slot'; readonly slot: number };

/** What lowering needs to know of the whole program. */
export interface Target {
  readonly diagnostics: Diagnostics;
  /** Class of the words of a struct field or global, by name; 0 if there is none. */
  classOf(name: string): number;
  primitive(name: string): number;
  readonly functions: ReadonlyMap<string, CheckedFunction>;
  /** What calls became, here or in the program before. */
  readonly inlined: InlinedCalls;
  /** Text of a span, for labels. */
  text(span: { file: number; from: number; to: number }): string;
}

/** What one inlined call knows. */
export interface Scope {
  readonly emitter: Emitter;
  readonly target: Target;
  readonly thread: number;
  readonly function: CheckedFunction;
  /** The scalars of each local and parameter, in the order of leavesOf its type. */
  readonly values: Map<Local, readonly Value[]>;
  readonly labels: Map<string, Label>;
  readonly returnLabel: Label;
  readonly results: readonly Value[];
  breakTo: Label | null;
  continueTo: Label | null;
  cases: Map<bigint | null, Label> | null;
  /** Lowers an expression within this one, and a call in place. */
  readonly lower: (scope: Scope, tree: Tree) => readonly Value[];
  readonly call: (
    scope: Scope,
    callee: string,
    args: readonly (readonly Value[])[],
    tree: Tree,
  ) => readonly Value[];
}

export function slotsFor(emitter: Emitter, type: Type): Value[] {
  const base = emitter.allocate(wordsOf(type));
  return leavesOf(type).map(({ offset }) => ({ kind: 'slot', slot: base + offset }));
}

/** Moves scalars into slots. */
export function copy(scope: Scope, type: Type, to: readonly Value[], from: readonly Value[]): void {
  leavesOf(type).forEach((leaf, i) => {
    const target = to[i];
    const source = from[i] ?? { kind: 'const' as const, value: 0n };
    if (target?.kind === 'slot') move(scope.emitter, target.slot, source, wordsOf(leaf.type));
  });
}

export function move(emitter: Emitter, slot: number, value: Value, words: number): void {
  if (value.kind === 'slot') {
    if (value.slot !== slot) emitter.emit(words === 2 ? 'MOVE64' : 'MOVE', slot, value.slot);
  } else if (words === 2)
    emitter.emit(
      'CONST64',
      slot,
      Number(BigInt.asIntN(32, value.value)),
      Number(BigInt.asIntN(32, value.value >> 32n)),
    );
  else emitter.emit('CONST', slot, Number(BigInt.asIntN(32, value.value)));
}

/** A slot that is zero exactly when the value is. */
export function truth(scope: Scope, value: Value, type: Type): number {
  const { emitter } = scope;
  const slot = emitter.allocate(1);
  if (value.kind === 'const') emitter.emit('CONST', slot, value.value === 0n ? 0 : 1);
  else if (wordsOf(type) === 2) emitter.emit('TRUTH64', slot, value.slot);
  else return value.slot;
  return slot;
}

/** The value's slot; a constant gets one. */
export function inSlot(scope: Scope, value: Value, words: number): number {
  if (value.kind === 'slot') return value.slot;
  const slot = scope.emitter.allocate(words);
  move(scope.emitter, slot, value, words);
  return slot;
}

/** Values from left to right. One that a later expression may change, since it is a local's own slot, is copied. */
export function lowerInOrder(scope: Scope, trees: readonly Tree[]): (readonly Value[])[] {
  return trees.map((tree, i) => {
    const values = scope.lower(scope, tree);
    if (!trees.slice(i + 1).some(changesLocal)) return values;
    const own = slotsFor(scope.emitter, tree.type);
    copy(scope, tree.type, own, values);
    return values.map((value, at) => (value.kind === 'const' ? value : (own[at] ?? value)));
  });
}

/** Whether evaluating it may change a local. */
export function changesLocal(tree: Tree): boolean {
  return tree.k === 'assign' || tree.k === 'update' || partsOf(tree).some(changesLocal);
}

/** The first, and mostly only, scalar of an expression. */
export function lowerScalar(scope: Scope, tree: Tree): Value {
  return scope.lower(scope, tree)[0] ?? { kind: 'const', value: 0n };
}
