/** Random expressions without side effects, whose value C defines, whatever the values of the variables in them. */
import { commonType, INT, INTEGER_TYPES, promotedType, type IntegerType, type Tape } from './tape.ts';

/** Text, type, and how tightly the outermost operator binds. */
export interface Written {
  readonly text: string;
  readonly type: IntegerType;
  readonly binds: number;
}
export interface Place {
  readonly text: string;
  readonly type: IntegerType;
}
export interface Struct {
  readonly name: string;
  readonly fields: readonly Place[];
}
export interface Held {
  readonly text: string;
  /** A pointer to it, rather than itself. */
  readonly pointer?: boolean;
  readonly struct: Struct;
}
export interface Callable {
  readonly name: string;
  readonly result: IntegerType | Struct;
  readonly parameters: readonly (IntegerType | Struct)[];
  /** Writes globals: stands only where C fixes the order of evaluation. */
  readonly writes: boolean;
}

/** What the whole program declares. */
export interface World {
  readonly tape: Tape;
  readonly constants: Written[];
  readonly scalars: Place[];
  readonly arrays: Place[];
  readonly structs: Struct[];
  readonly held: Held[];
  readonly functions: Callable[];
  /** Calls are inlined, so they are few. */
  calls: number;
  /** How many locals have been named. */
  names: number;
}
/** What can be named at one point of a function. */
export interface Scope {
  readonly world: World;
  readonly locals: Place[];
  /** Loop counters and fuel: read only. */
  readonly fixed: Place[];
  readonly held: Held[];
  /** Point to the first EIGHT elements of an array. */
  readonly pointers: Place[];
  /** Structs that pointers point to: globals, by another name. */
  readonly links: Held[];
  /** Whether globals may be read here: not beside a call that writes them. */
  readonly readsGlobals: boolean;
}

/** Elements of each array; indices and pointers stay well within. */
export const LENGTH = 16;
const EIGHT = 8;
const DEEPEST = 5;

const PRIMARY = 15;
const UNARY = 13;
const PRECEDENCE: Readonly<Record<string, number>> = {
  '*': 12, '/': 12, '%': 12, '+': 11, '-': 11, '<<': 10, '>>': 10, '<': 9, '>': 9, '<=': 9, '>=': 9, '==': 8, '!=': 8, '&': 7, '^': 6, '|': 5, '&&': 4, '||': 3,
}; // prettier-ignore
const CONDITIONAL = 2;

export function isInteger(type: IntegerType | Struct): type is IntegerType {
  return 'bits' in type;
}
/** In parentheses where it binds less tightly than `least`. */
export function text(e: Written, least = 0): string {
  return e.binds < least ? `(${e.text})` : e.text;
}
export function primary(place: Place): Written {
  return { ...place, binds: PRIMARY };
}
export function binary(op: string, left: Written, right: Written, type: IntegerType): Written {
  const binds = PRECEDENCE[op] ?? 0;
  return { text: `${text(left, binds)} ${op} ${text(right, binds + 1)}`, type, binds };
}
function arithmetic(op: string, left: Written, right: Written): Written {
  return binary(op, left, right, commonType(left.type, right.type));
}
function small(value: number): Written {
  return primary({ text: String(value), type: INT });
}
/** `e & most`, in parentheses: from 0 to `most`, one less than a power of two. */
function masked(e: Written, most: number): Written {
  return primary({ text: `(${arithmetic('&', e, small(most)).text})`, type: commonType(e.type, INT) });
}

export function literal(tape: Tape): Written {
  const [suffix, type] = tape.pick<readonly [string, IntegerType]>(
    ['', INT],
    ['u', { name: 'u32', bits: 32, signed: false }],
    ['L', { name: 's64', bits: 64, signed: true }],
    ['UL', { name: 'u64', bits: 64, signed: false }],
    ['ll', { name: 's64', bits: 64, signed: true }],
  );
  const value = tape.pick(
    tape.below(10),
    0,
    1,
    255,
    128 + tape.below(200),
    0x7fffffff,
    tape.below(65536) * 32767,
  );
  if (tape.chance(8)) return primary(tape.pick({ text: `'${String.fromCharCode(97 + tape.below(26))}'`, type: INT }, BIG)); // prettier-ignore
  const digits = tape.pick(
    String(value),
    `0x${value.toString(16)}`,
    value === 0 ? '0' : `0${value.toString(8)}`,
  );
  return primary({ text: digits + suffix, type });
}
/** Hexadecimal without a suffix: too large for long, so unsigned. */
const BIG: Place = { text: '0xfedcba9876543210', type: { name: 'u64', bits: 64, signed: false } };

export function fieldsOf(held: readonly Held[]): Place[] {
  return held.flatMap(({ text: name, struct, pointer }) =>
    struct.fields.map((f) => ({ text: name + (pointer === true ? '->' : '.') + f.text, type: f.type })),
  );
}

export function globalPlaces({ world, links }: Scope): Place[] {
  return [...world.scalars, ...fieldsOf(world.held), ...fieldsOf(links)];
}

function readablePlaces(scope: Scope): Place[] {
  const own = [...scope.locals, ...scope.fixed, ...fieldsOf(scope.held)];
  return scope.readsGlobals ? [...own, ...globalPlaces(scope)] : own;
}

/** An index from 0 to `limit` - 1, a power of two. */
export function index(scope: Scope, limit: number, depth = DEEPEST): string {
  const { tape } = scope.world;
  if (depth >= DEEPEST || tape.below(2) === 0) return String(tape.below(limit));
  return arithmetic('&', expression(scope, depth + 2), small(limit - 1)).text;
}

export function element(scope: Scope, depth = DEEPEST): Place | null {
  const array = scope.readsGlobals ? scope.world.tape.from(scope.world.arrays) : null;
  return array === null ? null : { text: `${array.text}[${index(scope, LENGTH, depth)}]`, type: array.type };
}

/** What a pointer points to, in one of the ways to say so. */
export function pointee(scope: Scope, depth = DEEPEST): Written | null {
  const { tape } = scope.world;
  const pointer = scope.readsGlobals ? tape.from(scope.pointers) : null;
  if (pointer === null) return null;
  const { text: p, type } = pointer;
  if (tape.below(2) === 0) return primary({ text: `${p}[${index(scope, EIGHT, depth)}]`, type });
  return { text: tape.pick(`*${p}`, `*(${p} + ${tape.below(EIGHT)})`), type, binds: UNARY };
}

function read(scope: Scope, depth: number): Written {
  const { world } = scope;
  const { tape } = world;
  switch (tape.below(6)) {
    case 1: {
      const place = element(scope, depth);
      if (place !== null) return primary(place);
      break;
    }
    case 2: {
      const place = pointee(scope, depth);
      if (place !== null) return place;
      break;
    }
    case 3:
      return tape.from(world.constants) ?? literal(tape);
    case 4:
      return literal(tape);
    default:
  }
  const place = tape.from(readablePlaces(scope));
  return place === null ? literal(tape) : primary(place);
}

export function expression(scope: Scope, depth = 0): Written {
  const { tape } = scope.world;
  if (depth >= DEEPEST || tape.ended) return read(scope, depth);
  const next = (): Written => expression(scope, depth + 1);
  switch (tape.below(16)) {
    case 1: {
      const op = tape.pick('-', '~', '!', '+');
      const e = next();
      return { text: op + text(e, UNARY + 1), type: op === '!' ? INT : promotedType(e.type), binds: UNARY };
    }
    case 2: {
      const type = tape.pick(INT, ...INTEGER_TYPES);
      return { text: `(${type.name})${text(next(), UNARY)}`, type, binds: UNARY };
    }
    case 3:
    case 4:
      return arithmetic(tape.pick('+', '-', '*', '&', '|', '^'), next(), next());
    case 5: {
      const left = next();
      const type = promotedType(left.type);
      const count = tape.below(2) === 0 ? small(tape.below(type.bits)) : masked(next(), type.bits - 1);
      return binary(tape.pick('<<', '>>'), left, count, type);
    }
    case 6:
      return arithmetic(tape.pick('/', '%'), next(), divisor(scope, depth));
    case 7:
      return binary(tape.pick('==', '!=', '<', '>', '<=', '>='), next(), next(), INT);
    case 8:
      return binary(tape.pick('&&', '||'), next(), next(), INT);
    case 9: {
      const [a, b, c] = [next(), next(), next()];
      const type = commonType(b.type, c.type);
      return {
        text: `${text(a, CONDITIONAL + 1)} ? ${b.text} : ${text(c, CONDITIONAL)}`,
        type,
        binds: CONDITIONAL,
      };
    }
    case 10:
      return pureCall(scope, depth) ?? read(scope, depth);
    case 11:
      return comparedPointers(scope, depth) ?? read(scope, depth);
    default:
      return read(scope, depth);
  }
}

/** Never 0, and never -1, by which the least int cannot be divided. */
function divisor(scope: Scope, depth: number): Written {
  const e = expression(scope, depth + 1);
  switch (scope.world.tape.below(4)) {
    case 0:
      return primary({
        text: `(${arithmetic('+', masked(e, 63), small(1)).text})`,
        type: commonType(e.type, INT),
      });
    case 1: {
      const type = commonType(e.type, INT);
      return primary({ text: `-(${masked(e, 31).text} + 2)`, type });
    }
    case 2:
      return primary({
        text: `((u32)${text(e, UNARY)} | 1)`,
        type: { name: 'u32', bits: 32, signed: false },
      });
    default:
      return primary({
        text: `((u64)${text(e, UNARY)} | 1)`,
        type: { name: 'u64', bits: 64, signed: false },
      });
  }
}

function comparedPointers(scope: Scope, depth: number): Written | null {
  const { tape } = scope.world;
  const array = tape.from(scope.world.arrays);
  if (array === null || !scope.readsGlobals) return null;
  const own = scope.pointers.filter((p) => p.type === array.type && p.text.startsWith(`p_${array.text}`));
  const a = tape.from(own)?.text ?? `&${array.text}[${index(scope, LENGTH, depth)}]`;
  const b = tape.either(() => array.text, () => `(${array.text} + ${tape.below(EIGHT)})`, () => `&${array.text}[${index(scope, LENGTH, depth)}]`); // prettier-ignore
  if (tape.below(3) === 0)
    return primary({ text: `(${a} - ${b})`, type: { name: 's64', bits: 64, signed: true } });
  return primary({ text: `(${a} ${tape.pick('==', '!=', '<', '>', '<=', '>=')} ${b})`, type: INT });
}

function pureCall(scope: Scope, depth: number): Written | null {
  const { world } = scope;
  const f = world.tape.from(world.functions.filter((one) => !one.writes));
  if (f === null || !scope.readsGlobals || world.calls <= 0) return null;
  const call = callOf(scope, f, depth + 2);
  if (isInteger(f.result)) return primary({ text: call, type: f.result });
  const field = world.tape.from(f.result.fields);
  return field === null ? null : primary({ text: `${call}.${field.text}`, type: field.type });
}

export function callOf(scope: Scope, f: Callable, depth: number): string {
  scope.world.calls--;
  const args = f.parameters.map((p) =>
    isInteger(p) ? expression(scope, depth).text : structValue(scope, p, depth),
  );
  return `${f.name}(${args.join(', ')})`;
}

/** A struct by value: a local, a global, or what a function returns. */
export function structValue(scope: Scope, struct: Struct, depth: number): string {
  const { world } = scope;
  const same = (h: Held): boolean => h.struct === struct;
  const shared = scope.readsGlobals ? [...world.held, ...scope.links] : [];
  const names = [...scope.held, ...shared]
    .filter(same)
    .map((h) => (h.pointer === true ? `*${h.text}` : h.text));
  const maker = world.tape.from(world.functions.filter((f) => !f.writes && f.result === struct));
  if (maker !== null && scope.readsGlobals && depth < DEEPEST && world.calls > 0 && world.tape.chance(3))
    return callOf(scope, maker, depth + 1);
  return world.tape.from(names) ?? '';
}
