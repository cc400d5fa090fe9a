/** Places: addresses of memory and the accesses to them. The operands of LOAD, STORE, BIT and EXCHANGE are laid out in code.ts. */
import { BIT_NUMBERS, EXCHANGE_OPERATIONS, Fault, NO_SLOT } from './code.ts';
import { faultUnlessBelow } from './lower-arithmetic.ts';
import { inSlot, lowerInOrder, lowerScalar, move, type Scope, type Value } from './scope.ts';
import type { Order } from './primitives.ts';
import type { Tree } from './tree.ts';
import { leavesOf, sameType, shapeOf, wordsOf } from './types.ts';
import type { Type } from './types.ts';

/** An address: a slot that holds a pointer (NO_SLOT: none) plus a constant. */
export interface Address {
  readonly base: number;
  readonly offset: number;
}

const ZERO: Value = { kind: 'const', value: 0n };

/** The unit in which pointers to a type count: words, or pages for tags_t and data_t. */
export function stride(type: Type): number {
  if (type.kind === 'pages') return 1;
  if (type.kind === 'array') return type.length * stride(type.of);
  return wordsOf(type);
}

export function lowerAddress(scope: Scope, place: Tree): Address {
  switch (place.k) {
    case 'global': {
      const { address, type } = place.global;
      return { base: NO_SLOT, offset: inPages(type) ? address + 1 : address };
    }
    case 'member': {
      const { base, offset } = lowerAddress(scope, place.base);
      return isNull(base, offset) ? NULL : { base, offset: offset + place.field.offset };
    }
    case 'element':
      return lowerElement(scope, place);
    case 'memory': {
      const pointer = lowerScalar(scope, place.address);
      if (pointer.kind === 'const') return { base: NO_SLOT, offset: Number(pointer.value) };
      return { base: pointer.slot, offset: 0 };
    }
    default:
      return { base: NO_SLOT, offset: 0 };
  }
}

/** No object lies at 0, and what is reached from NULL stays NULL, so that following it is a fault. */
const NULL: Address = { base: NO_SLOT, offset: 0 };

function isNull(base: number, offset: number): boolean {
  return base === NO_SLOT && offset === 0;
}

function inPages(type: Type): boolean {
  return type.kind === 'pages' || (type.kind === 'array' && inPages(type.of));
}

function lowerElement(scope: Scope, place: Tree & { k: 'element' }): Address {
  const { emitter } = scope;
  const array = lowerAddress(scope, place.base);
  const index = lowerScalar(scope, place.index);
  const size = stride(place.type);
  const length = place.base.type.kind === 'array' ? place.base.type.length : 0;
  if (index.kind === 'const') {
    if (index.value < 0n || index.value >= BigInt(length)) emitter.emit('OOPS', Fault.index);
    return isNull(array.base, array.offset)
      ? NULL
      : { base: array.base, offset: array.offset + Number(index.value) * size };
  }
  const low = narrowIndex(scope, index.slot, place.index.type, length);
  const base = emitter.allocate(1);
  if (array.base === NO_SLOT) emitter.emit('CONST', base, array.offset);
  else emitter.emit('MOVE', base, array.base);
  emitter.emit('OFFSET', base, base, low, size);
  return { base, offset: array.base === NO_SLOT ? 0 : array.offset };
}

/** The index as one word, checked against the array's length. */
function narrowIndex(scope: Scope, slot: number, type: Type, length: number): number {
  if (wordsOf(type) === 2) faultUnlessBelow(scope, slot, length, Fault.index);
  else scope.emitter.emit('BOUNDS', slot, length);
  return slot;
}

/** `&place` as a value. */
export function lowerPointer(scope: Scope, place: Tree): Value {
  const { base, offset } = lowerAddress(scope, place);
  if (base === NO_SLOT) return { kind: 'const', value: BigInt(offset) };
  if (offset === 0) return { kind: 'slot', slot: base };
  const { emitter } = scope;
  const slot = emitter.allocate(1);
  const step = emitter.allocate(1);
  emitter.emit('CONST', step, offset);
  emitter.emit('OFFSET', slot, base, step, 1);
  return { kind: 'slot', slot };
}

/** Class of a scalar in memory: by field where the path names one, else minus its shape. */
function classFor(scope: Scope, place: Tree, owner: string, type: Type): number {
  const name = owner !== '' ? owner : ownerOf(place);
  const known = name === '' ? 0 : scope.target.classOf(name);
  return known > 0 ? known : -shapeOf(type);
}

/** The field or global in which a scalar place lies, as classes are named. */
function ownerOf(place: Tree): string {
  if (place.k === 'member') return `${place.struct}.${place.field.name}`;
  if (place.k === 'element') return ownerOf(place.base);
  if (place.k === 'global') return place.global.name;
  if (place.k !== 'memory' || place.address.k !== 'offset') return '';
  const { pointer } = place.address;
  // Unless a cast has made it something else.
  if (pointer.k === 'address' && sameType(pointer.of.type, place.type)) return ownerOf(pointer.of);
  return '';
}

function orderedLabel(scope: Scope, verb: string, place: Tree): string {
  if ((place.type.kind === 'struct' && place.type.name === 'pte_t') || ownerOf(place) === 'pte_t.pte')
    return `${verb} PTE`;
  const text = scope.target.text(place.span).replaceAll(/\s+/g, ' ');
  const last = /(?:->|\.)([A-Za-z_]\w*)(?:\[[^\]]*\])?$/.exec(text)?.[1];
  return `${verb} ${last ?? text}`;
}

/** Loads a value, scalar by scalar. */
export function lowerLoad(scope: Scope, place: Tree, order: Order, at?: Address): Value[] {
  const { emitter } = scope;
  const address = at ?? lowerAddress(scope, place);
  const label = orderedLabel(scope, 'read', place);
  return leavesOf(place.type).map((leaf): Value => {
    const words = wordsOf(leaf.type);
    const slot = emitter.allocate(words);
    const cls = classFor(scope, place, leaf.owner, leaf.type);
    emitter.span = place.span;
    const at = emitter.emitVisible(
      'LOAD',
      'load',
      order,
      label,
      slot,
      address.base,
      address.offset + leaf.offset,
      words,
      cls,
    );
    touch(scope, at, cls);
    return { kind: 'slot', slot };
  });
}

export function lowerStore(
  scope: Scope,
  place: Tree,
  values: readonly Value[],
  order: Order,
  span: Tree['span'],
  known?: Address,
): void {
  const { emitter } = scope;
  const address = known ?? lowerAddress(scope, place);
  const label = orderedLabel(scope, 'write', place);
  leavesOf(place.type).forEach((leaf, i) => {
    const words = wordsOf(leaf.type);
    const source = inSlot(scope, values[i] ?? { kind: 'const', value: 0n }, words);
    const cls = classFor(scope, place, leaf.owner, leaf.type);
    emitter.span = span;
    const at = emitter.emitVisible(
      'STORE',
      'store',
      order,
      label,
      source,
      address.base,
      address.offset + leaf.offset,
      words,
      cls,
    );
    touch(scope, at, cls);
  });
}

function touch(scope: Scope, at: number, cls: number): void {
  const info = scope.emitter.info[at];
  if (info !== undefined) info.touches = cls;
}

export function lowerBit(scope: Scope, tree: Tree & { k: 'bit' }): Value[] {
  const { emitter } = scope;
  const bit = inSlot(scope, lowerScalar(scope, tree.bit), 2);
  const address = lowerAddress(scope, tree.place);
  const returns = tree.type.kind === 'int';
  const slot = returns ? emitter.allocate(1) : NO_SLOT;
  const cls = classFor(scope, tree.place, '', tree.place.type);
  emitter.span = tree.span;
  const label = `${tree.name.replace(/_bit.*$/, '')} ${scope.target.text(tree.bit.span)}`;
  const access = tree.op === 'test' ? 'load' : 'atomic';
  const at = emitter.emitVisible(
    'BIT',
    access,
    tree.order,
    label,
    slot,
    address.base,
    address.offset,
    bit,
    BIT_NUMBERS.indexOf(tree.op),
  );
  touch(scope, at, cls);
  return returns ? [{ kind: 'slot', slot }] : [];
}

export function lowerExchange(scope: Scope, tree: Tree & { k: 'exchange' }): Value[] {
  const { emitter } = scope;
  const words = wordsOf(tree.type);
  const address = lowerAddress(scope, tree.place);
  const given = lowerInOrder(scope, tree.values).map(([value = ZERO]) => value);
  const operands = emitter.allocate(words * given.length);
  given.forEach((value, i) => {
    move(emitter, operands + i * words, value, words);
  });
  const slot = emitter.allocate(words);
  const cls = classFor(scope, tree.place, '', tree.place.type);
  emitter.span = tree.span;
  const label = orderedLabel(scope, tree.op, tree.place);
  const at = emitter.emitVisible(
    'EXCHANGE',
    'atomic',
    'full',
    label,
    slot,
    address.base,
    address.offset,
    operands,
    EXCHANGE_OPERATIONS.indexOf(tree.op) * 4 + words,
  );
  touch(scope, at, cls);
  return [{ kind: 'slot', slot }];
}

export function lowerPrimitive(scope: Scope, tree: Tree & { k: 'primitive' }): Value[] {
  const { emitter } = scope;
  const given = lowerInOrder(scope, tree.args).map(([value = ZERO]) => value);
  const base = emitter.allocate(2 * given.length);
  given.forEach((value, i) => {
    const type = tree.args[i]?.type;
    const words = type === undefined ? 1 : wordsOf(type);
    if (words === 2 || value.kind === 'const') move(emitter, base + 2 * i, value, 2);
    else emitter.emit('WIDEN', base + 2 * i, value.slot, type?.kind === 'int' && type.signed ? 1 : 0);
  });
  const words = wordsOf(tree.type);
  const slot = words === 0 ? NO_SLOT : emitter.allocate(words);
  emitter.span = tree.span;
  const { name, access } = tree.signature;
  const operands = [scope.target.primitive(name), slot, base, given.length, words];
  if (access === 'none') emitter.emit('PRIMITIVE', ...operands);
  else {
    const at = emitter.emitVisible('PRIMITIVE', access, 'relaxed', operationName(name), ...operands);
    touch(scope, at, pointeeClass(scope, tree.args[0]));
  }
  return words === 0 ? [] : [{ kind: 'slot', slot }];
}

/** Class of what a pointer argument points to; 0 if it is none, or only its type is known. */
function pointeeClass(scope: Scope, pointer: Tree | undefined): number {
  return pointer?.k === 'address' ? scope.target.classOf(ownerOf(pointer.of)) : 0;
}

/** A primitive that stands for an instruction of user or guest is called by its mnemonic: el0_stg is STG. */
function operationName(primitive: string): string {
  const instruction = /^(?:el0|guest)_(\w+?)(?:_async)?$/.exec(primitive)?.[1];
  return instruction === undefined ? primitive : instruction.toUpperCase();
}

/** `wait_until(c)`: the one visible operation in `c` is the step; if `c` fails, that step cannot be taken. */
export function lowerWait(scope: Scope, tree: Tree & { k: 'wait' }): void {
  const { emitter, target } = scope;
  const from = emitter.length;
  const value = scope.lower(scope, tree.condition)[0] ?? { kind: 'const', value: 1n };
  const visible = emitter.info.slice(from).filter((info) => info.access !== 'none');
  const [only] = visible;
  if (only === undefined || visible.length > 1) {
    const what = only === undefined ? 'none' : `${visible.length}`;
    target.diagnostics.error(
      tree.condition.span,
      `\`wait_until\` needs exactly one access to memory in its condition; here there are ${what}`,
    );
    return;
  }
  if (value.kind === 'const') return;
  const words = wordsOf(tree.condition.type);
  const slot = words === 2 ? emitter.allocate(1) : value.slot;
  if (words === 2) emitter.emit('TRUTH64', slot, value.slot);
  const access = emitter.info.indexOf(only, from);
  emitter.emit('WAIT', slot, access);
  emitter.waitFor(access);
}
