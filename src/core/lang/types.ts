/** The types of model C. Integers have a width in bits and a sign; everything else is built from them. */
import { MOST_WORDS_BY_VALUE } from '../limits.ts';

export type Type = IntType | VoidType | PointerType | StructType | ArrayType | PagesType;

export interface IntType {
  readonly kind: 'int';
  readonly bits: 1 | 8 | 16 | 32 | 64;
  readonly signed: boolean;
  /** As written, for messages and the page: `u64`, `unsigned long`, `void __user *`. */
  readonly name: string;
  /** A user-space address: shown in hex, never dereferenced. */
  readonly user?: boolean;
}
export interface VoidType {
  readonly kind: 'void';
}
export interface PointerType {
  readonly kind: 'pointer';
  readonly to: Type;
}
export interface Field {
  readonly name: string;
  readonly type: Type;
  /** Words from the start of the struct. */
  readonly offset: number;
  readonly ghost: boolean;
}
export interface StructType {
  readonly kind: 'struct';
  /** Tag or typedef name. */
  readonly name: string;
  /** Filled in when the struct is defined. */
  fields: readonly Field[];
  words: number;
  defined: boolean;
}
export interface ArrayType {
  readonly kind: 'array';
  readonly of: Type;
  readonly length: number;
}
/** Bulk stores outside the words: `tags_t` (128 bytes, 256 tags) and `data_t` (4,096 bytes). */
export interface PagesType {
  readonly kind: 'pages';
  readonly name: 'tags_t' | 'data_t';
  readonly bytes: number;
}

export const VOID: VoidType = { kind: 'void' };
export const TAGS: PagesType = { kind: 'pages', name: 'tags_t', bytes: 128 };
export const DATA: PagesType = { kind: 'pages', name: 'data_t', bytes: 4096 };

function int(name: string, bits: IntType['bits'], signed: boolean): IntType {
  return { kind: 'int', name, bits, signed };
}
export const BOOL = int('bool', 1, false);
export const INT = int('int', 32, true);
export const UNSIGNED = int('unsigned int', 32, false);
/** Of what was complained about already, so that nothing more is said of it. */
export const WRONG = int('int', 32, true);
export const LONG = int('long', 64, true);
export const UNSIGNED_LONG = int('unsigned long', 64, false);
export const USER_POINTER: IntType = {
  kind: 'int',
  name: 'void __user *',
  bits: 64,
  signed: false,
  user: true,
};

/** Every integer type by its name, spelled with its words sorted where C allows any order. */
export const INTEGERS: ReadonlyMap<string, IntType> = new Map(
  [
    BOOL,
    int('_Bool', 1, false),
    int('char', 8, true),
    int('u8', 8, false),
    int('s8', 8, true),
    int('u16', 16, false),
    int('s16', 16, true),
    int('short', 16, true),
    int('u32', 32, false),
    int('s32', 32, true),
    int('u64', 64, false),
    int('s64', 64, true),
    int('__u8', 8, false),
    int('__u16', 16, false),
    int('__u32', 32, false),
    int('__u64', 64, false),
    int('__s32', 32, true),
    int('__s64', 64, true),
    int('size_t', 64, false),
    int('ssize_t', 64, true),
    INT,
    UNSIGNED,
    LONG,
    UNSIGNED_LONG,
  ].map((type) => [type.name, type]),
);

/** The integer type of words such as `unsigned long long int`, or undefined. */
export function integerNamed(name: string): IntType | undefined {
  const known = INTEGERS.get(name);
  if (known !== undefined) return known;
  const words = name.split(' ');
  const unsigned = words.includes('unsigned');
  if (words.some((w) => !['unsigned', 'signed', 'int', 'long', 'short', 'char'].includes(w)))
    return undefined;
  const bits = words.includes('char') ? 8 : words.includes('short') ? 16 : words.includes('long') ? 64 : 32;
  return int(name, bits, !unsigned);
}

/** Words that a value takes in the state. Pages lie outside the words. */
export function wordsOf(type: Type): number {
  switch (type.kind) {
    case 'int':
      return type.bits === 64 ? 2 : 1;
    case 'pointer':
      return 1;
    case 'struct':
      return type.words;
    case 'array':
      return type.length * wordsOf(type.of);
    case 'void':
    case 'pages':
      return 0;
  }
}

/** As a reader of C would write it. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'int':
      return type.name;
    case 'void':
      return 'void';
    case 'pages':
      return type.name;
    case 'struct':
      return type.name.endsWith('_t') ? type.name : `struct ${type.name}`;
    case 'array':
      return `${typeText(type.of)}[${type.length}]`;
    case 'pointer':
      return `${typeText(type.to)} *`;
  }
}

/** Why values of a type cannot be held and copied, or null. */
export function notByValue(type: Type): string | null {
  const words = wordsOf(type);
  return words <= MOST_WORDS_BY_VALUE
    ? null
    : `\`${typeText(type)}\` has ${words} words; at most ${MOST_WORDS_BY_VALUE} are copied, so use a pointer`;
}

/** What tells scalars in memory apart where only their type is known: the bits of a number; pointers have a shape of their own. */
export function shapeOf(type: Type): number {
  return type.kind === 'int' ? type.bits : 33;
}

/** Whether values of one type may stand for the other without a word: same integer shape, same struct, same pointee. */
export function sameType(a: Type, b: Type): boolean {
  if (a.kind === 'int' && b.kind === 'int') return a.bits === b.bits && a.signed === b.signed;
  if (a.kind === 'pointer' && b.kind === 'pointer') return sameType(a.to, b.to);
  if (a.kind === 'array' && b.kind === 'array') return a.length === b.length && sameType(a.of, b.of);
  if (a.kind === 'pages' && b.kind === 'pages') return a.name === b.name;
  if (a.kind === 'struct') return a === b;
  return a.kind === b.kind;
}

export interface Leaf {
  /** Words from the start of the value. */
  readonly offset: number;
  readonly type: Type;
  /** `struct.field` of the innermost struct that holds it, or nothing. */
  readonly owner: string;
}
const knownLeaves = new WeakMap<Type, readonly Leaf[]>();

/** The scalars of a value, in order. */
export function leavesOf(type: Type): readonly Leaf[] {
  let leaves = knownLeaves.get(type);
  if (leaves === undefined) {
    leaves = findLeaves(type);
    if (type.kind !== 'struct' || type.defined) knownLeaves.set(type, leaves);
  }
  return leaves;
}

function findLeaves(type: Type): Leaf[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.flatMap((f) => within(f.type, f.offset, `${type.name}.${f.name}`));
    case 'array': {
      const size = wordsOf(type.of);
      return Array.from({ length: type.length }, (_, i) => within(type.of, i * size, '')).flat();
    }
    case 'void':
    case 'pages':
      return [];
    case 'int':
    case 'pointer':
      return [{ offset: 0, type, owner: '' }];
  }
}

function within(type: Type, by: number, owner: string): Leaf[] {
  return leavesOf(type).map((leaf) => ({
    offset: leaf.offset + by,
    type: leaf.type,
    owner: leaf.owner === '' ? owner : leaf.owner,
  }));
}

/** Wraps a number into an integer type, as a conversion does. */
export function wrap(value: bigint, type: IntType): bigint {
  if (type.bits === 1) return value === 0n ? 0n : 1n;
  return type.signed ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value);
}
