/** Calls, checked: of functions, of the built-in primitives, of the hardware's. */
import type { Expression } from './ast.ts';
import {
  checkCondition,
  checkInteger,
  complain,
  complainUnless,
  convert,
  inMemory,
  meant,
  pointee,
  wrong,
  type Context,
} from './context.ts';
import { BARRIERS, BIT_OPERATIONS, BUILT_IN, type Order } from './primitives.ts';
import type { Span } from './program.ts';
import type { Tree } from './tree.ts';
import { INT, typeText, UNSIGNED, UNSIGNED_LONG, VOID } from './types.ts';
import { namedType } from './type-text.ts';

type Call = Expression & { kind: 'call' };

export function checkCall(cx: Context, e: Call): Tree {
  if (BUILT_IN.has(e.name)) return checkBuiltIn(cx, e);
  const { declarations } = cx;
  const signature = declarations.primitives.get(e.name);
  if (signature !== undefined) {
    if (!hasArguments(cx, e, signature.parameters.length)) return wrong(e.span);
    if (signature.ghost && !cx.ghost) return complain(cx, e.nameSpan, `\`${e.name}\` is for ghost code only`);
    if (!signature.ghost && cx.ghost && signature.access !== 'none')
      return complain(cx, e.nameSpan, `\`${e.name}\` is a step, and ghost code takes none`);
    const args = e.args.map((arg, i) =>
      convert(
        cx,
        cx.value(cx, arg),
        namedType(declarations, signature.parameters[i] ?? 'int'),
        `argument ${i + 1} of \`${e.name}\``,
      ),
    );
    return { k: 'primitive', signature, args, type: namedType(declarations, signature.result), span: e.span };
  }
  const callee = declarations.functions.get(e.name);
  if (callee === undefined) {
    const known = [...declarations.functions.keys(), ...BUILT_IN, ...declarations.primitives.keys()];
    return complain(cx, e.nameSpan, `there is no function \`${e.name}\`${meant(cx, e.name, known)}`);
  }
  if (!hasArguments(cx, e, callee.parameters.length)) return wrong(e.span);
  if (callee.node.ghost && !cx.ghost)
    return complain(cx, e.nameSpan, `\`${e.name}\` is a ghost; write \`ghost ${e.name}(…);\``);
  const args = e.args.map((arg, i) => {
    const parameter = callee.parameters[i];
    const value = cx.value(cx, arg);
    return parameter === undefined
      ? value
      : convert(cx, value, parameter.type, `\`${parameter.name}\` of \`${e.name}\``);
  });
  cx.function.calls.add(e.name);
  if (cx.ghost && !callee.node.ghost) cx.function.ghostCalls.push({ callee: e.name, span: e.nameSpan });
  return { k: 'call', callee: e.name, args, type: callee.result, span: e.span };
}

function hasArguments(cx: Context, e: Call, count: number): boolean {
  if (e.args.length === count) return true;
  complain(
    cx,
    e.span,
    `\`${e.name}\` takes ${count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `${count} arguments`}, not ${e.args.length}`,
  );
  return false;
}

const ARGUMENTS: Readonly<Record<string, number>> = {
  READ_ONCE: 1, WRITE_ONCE: 2, smp_load_acquire: 1, smp_store_release: 2, cmpxchg: 3, xchg: 2, fetch_add: 2, wait_until: 1, choose: 1, current_thread: 0, BUG_ON: 1,
}; // prettier-ignore

function checkBuiltIn(cx: Context, e: Call): Tree {
  const { span, name } = e;
  const isBit = name in BIT_OPERATIONS;
  const isBarrier = (BARRIERS as readonly string[]).includes(name);
  if (!hasArguments(cx, e, isBit ? 2 : isBarrier ? 0 : (ARGUMENTS[name] ?? 0))) return wrong(span);
  const [first, second, third] = e.args;
  if (name === 'current_thread') return { k: 'thread', type: UNSIGNED, span };
  if (isBarrier)
    return cx.ghost
      ? complain(cx, span, 'ghost code needs no barrier')
      : { k: 'barrier', name, type: VOID, span };
  if (first === undefined) return wrong(span);
  if (name === 'BUG_ON' && cx.ghost)
    return complain(cx, span, '`BUG_ON` stops a thread, and ghost code changes nothing that runs');
  if (name === 'BUG_ON') return { k: 'bug', condition: checkCondition(cx, first), type: VOID, span };
  if (cx.ghost && name !== 'READ_ONCE' && name !== 'test_bit')
    return complain(cx, span, `\`${name}\` is a step, and ghost code takes none`);
  if (isBit && second !== undefined) return checkBit(cx, e, first, second);
  switch (name) {
    case 'wait_until':
      return { k: 'wait', condition: checkCondition(cx, first), type: VOID, span };
    case 'choose':
      return { k: 'choose', count: checkInteger(cx, first), type: INT, span };
    case 'READ_ONCE':
      return load(checkShared(cx, first, name), 'relaxed', span);
    case 'smp_load_acquire':
      return load(checkPointee(cx, first, name), 'acquire', span);
    case 'WRITE_ONCE':
    case 'smp_store_release': {
      const place = name === 'WRITE_ONCE' ? checkShared(cx, first, name) : checkPointee(cx, first, name);
      if (place === null || second === undefined) return wrong(span);
      const value = convert(cx, cx.value(cx, second), place.type, `the value of \`${name}\``);
      return {
        k: 'store',
        place,
        value,
        order: name === 'WRITE_ONCE' ? 'relaxed' : 'release',
        type: VOID,
        span,
      };
    }
    case 'cmpxchg':
    case 'xchg':
    case 'fetch_add': {
      const place = checkPointee(cx, first, name);
      if (place === null) return wrong(span);
      if (place.type.kind !== 'int' && !(place.type.kind === 'pointer' && name !== 'fetch_add'))
        return complain(
          cx,
          first.span,
          `\`${name}\` works on a number; this points to \`${typeText(place.type)}\``,
        );
      const values = [second, third]
        .filter((v) => v !== undefined)
        .map((v) => convert(cx, cx.value(cx, v), place.type, `a value of \`${name}\``));
      return { k: 'exchange', op: name, place, values, type: place.type, span };
    }
    default:
      return wrong(span);
  }
}

function load(place: Tree | null, order: Order, span: Span): Tree {
  if (place === null) return wrong(span);
  return { k: 'load', place, order, type: place.type, span };
}

/** A place in shared memory, as READ_ONCE and WRITE_ONCE take it. */
function checkShared(cx: Context, e: Expression, name: string): Tree | null {
  const place = cx.place(cx, e);
  if (inMemory(place) && isScalar(cx, e, place, name)) return place;
  if (inMemory(place)) return null;
  complainUnless(
    place,
    cx,
    e.span,
    `\`${name}\` takes a place in memory${place.k === 'local' ? `; \`${place.local.name}\` is a local, which no other thread can see` : ''}`,
  );
  return null;
}

/** The place a pointer points to. */
function checkPointee(cx: Context, e: Expression, name: string): Tree | null {
  const pointer = cx.value(cx, e);
  if (pointer.type.kind !== 'pointer') {
    complainUnless(pointer, cx, e.span, `\`${name}\` needs a pointer; this is \`${typeText(pointer.type)}\``);
    return null;
  }
  const place = pointee({ ...pointer, type: pointer.type });
  return isScalar(cx, e, place, name) ? place : null;
}

/** One access touches one number or pointer, which may be all that a struct holds (pte_t). */
function isScalar(cx: Context, e: Expression, { type }: Tree, name: string): boolean {
  const only = type.kind === 'struct' && type.fields.length === 1 ? type.fields[0]?.type : type;
  if (only?.kind === 'int' || only?.kind === 'pointer') return true;
  complain(cx, e.span, `\`${name}\` is one access to a number or a pointer; this is \`${typeText(type)}\``);
  return false;
}

function checkBit(cx: Context, e: Call, nr: Expression, pointer: Expression): Tree {
  const { op, order } = BIT_OPERATIONS[e.name as keyof typeof BIT_OPERATIONS];
  const bit = cx.value(cx, nr);
  if (bit.type.kind !== 'int') {
    const what =
      nr.kind === 'name'
        ? `\`${nr.name}\` is a \`${typeText(bit.type)}\``
        : `this is a \`${typeText(bit.type)}\``;
    return complain(cx, nr.span, `${what}; \`${e.name}\` needs a bit number`);
  }
  const place = checkPointee(cx, pointer, e.name);
  if (place === null) return wrong(e.span);
  if (place.type.kind !== 'int' || place.type.bits !== 64)
    return complain(
      cx,
      pointer.span,
      `\`${e.name}\` needs an \`unsigned long *\`; this points to \`${typeText(place.type)}\``,
    );
  if (bit.k === 'const' && (bit.value < 0n || bit.value > 63n))
    return complain(cx, nr.span, `an \`unsigned long\` has bits 0 to 63, not ${String(bit.value)}`);
  const returns = op === 'test' || op === 'test_and_set' || op === 'test_and_clear';
  return {
    k: 'bit',
    op,
    place,
    bit: convert(cx, bit, UNSIGNED_LONG, 'the bit number'),
    order,
    name: e.name,
    type: returns ? INT : VOID,
    span: e.span,
  };
}
