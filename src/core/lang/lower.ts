/**
 * Lowers checked functions to the code of one thread. Every call is inlined, so a place in the code knows its callers; a
 * parameter or local that never changes stands for its value, so most addresses become constants.
 */
import type { Label } from './emit.ts';
import { NO_SLOT } from './code.ts';
import type { Emitter } from './emit.ts';
import { keyOf } from './inlined.ts';
import type { LocalInfo } from './program.ts';
import type { CheckedFunction, CheckedStatement, Local, Tree } from './tree.ts';
import { leavesOf, wordsOf, wrap } from './types.ts';
import type { Type } from './types.ts';
import { lower } from './lower-expression.ts';
import { copy, lowerScalar, move, slotsFor, truth, type Scope, type Target, type Value } from './scope.ts';

/** The code of a thread that starts in `entry` with constant arguments. */
export function lowerThread(
  target: Target,
  thread: number,
  entry: CheckedFunction,
  args: readonly bigint[],
): Emitter {
  const emitter = target.inlined.start();
  emitter.span = entry.node.nameSpan;
  emitter.statement = entry.node.nameSpan;
  emitter.ghost = entry.node.ghost;
  const values = entry.parameters.map(({ type }, i) =>
    leavesOf(type).map((leaf) => argument(leaf.type, args[i] ?? 0n)),
  );
  const results = inline(emitter, target, thread, entry, values, null);
  const [result] = results;
  const [frame] = emitter.frames;
  if (result !== undefined && frame !== undefined) {
    frame.resultSlot = emitter.allocate(wordsOf(entry.result));
    move(emitter, frame.resultSlot, result, wordsOf(entry.result));
  }
  emitter.ghost = false;
  emitter.emit('END');
  if (emitter.tooLong)
    target.diagnostics.error(
      entry.node.nameSpan,
      `\`${entry.node.name}\` becomes too long or too deep once its calls are inlined`,
    );
  return emitter;
}

function argument(type: Type, value: bigint): Value {
  return { kind: 'const', value: type.kind === 'int' ? wrap(value, type) : 0n };
}

/** Lowers a call in place, or copies what an equal one became, and gives the scalars of its result. */
function inline(
  emitter: Emitter,
  target: Target,
  thread: number,
  fn: CheckedFunction,
  args: readonly (readonly Value[])[],
  call: Tree | null,
): readonly Value[] {
  const { body } = fn;
  if (body === null || emitter.tooLong) return leavesOf(fn.result).map(() => ({ kind: 'const', value: 0n }));
  const { key, slots } = keyOf(emitter, thread, fn.node.name, args);
  const below = slots.every((slot) => slot < emitter.top);
  const equal = below ? target.inlined.find(emitter, fn.node.name, key) : undefined;
  if (equal !== undefined) return target.inlined.copy(emitter, equal, slots, call?.span ?? null);
  const end = emitter.begin();
  const caller = {
    frame: emitter.frame,
    statement: emitter.statement,
    span: emitter.span,
    ghost: emitter.ghost,
  };
  const only = onlyReturn(body);
  const results = only === null ? slotsFor(emitter, fn.result) : [];
  const after = emitter.top;
  const frame = emitter.enter(fn.node.name, call?.span ?? null, fn.result);
  const scope: Scope = {
    emitter, target, thread, function: fn, values: new Map(), labels: new Map(), returnLabel: emitter.label(), results, breakTo: null, continueTo: null, cases: null, lower, call: ({ emitter: inner }, name, values, tree) => {
      const callee = target.functions.get(name);
      return callee === undefined ? [] : inline(inner, target, thread, callee, values, tree);
    },
  }; // prettier-ignore
  const [first] = results;
  const info = emitter.frames[frame];
  if (info !== undefined && first?.kind === 'slot') info.resultSlot = first.slot;
  fn.parameters.forEach((parameter, i) => {
    bind(scope, parameter, args[i] ?? [], parameter.assigned);
  });
  let values: readonly Value[] = results;
  if (only !== null) {
    emitter.statement = only.span;
    emitter.ghost = only.ghost || caller.ghost;
    values = lower(scope, only.value);
  } else {
    lowerStatement(scope, body);
    // A function that ends without a `return` gives 0, not what the slots held before.
    if (emitter.reachable) copy(scope, fn.result, results, []);
    emitter.place(scope.returnLabel);
    emitter.top = after;
  }
  emitter.frame = caller.frame;
  emitter.statement = caller.statement;
  emitter.span = caller.span;
  emitter.ghost = caller.ghost;
  const extent = end();
  const resultSlot = first?.kind === 'slot' ? first.slot : NO_SLOT;
  if (below)
    target.inlined.add({ key, emitter, extent, args: slots, span: caller.span, statement: caller.statement, results: values, resultSlot }); // prettier-ignore
  return values;
}

/** The value of a body that does nothing but return it. */
function onlyReturn(
  body: CheckedStatement,
): { value: Tree; span: CheckedStatement['span']; ghost: boolean } | null {
  if (body.k === 'return' && body.value !== null)
    return { value: body.value, span: body.span, ghost: body.ghost };
  if (body.k !== 'block') return null;
  const [first, ...rest] = body.body.filter((s) => s.k !== 'empty');
  return first !== undefined && rest.length === 0 ? onlyReturn(first) : null;
}

/** Makes a local stand for values; `own` gives it slots of its own, since it will change. */
function bind(scope: Scope, local: Local, values: readonly Value[], own: boolean): void {
  let held = values;
  if (own) {
    held = slotsFor(scope.emitter, local.type);
    copy(scope, local.type, held, values);
  }
  scope.values.set(local, held);
  const [first] = held;
  const info: LocalInfo = {
    name: local.name,
    type: local.type,
    slot: first?.kind === 'slot' ? first.slot : -1,
    constant: first?.kind === 'const' ? first.value : null,
    span: local.span,
  };
  scope.emitter.frames[scope.emitter.frame]?.locals.push(info);
}

function lowerStatement(scope: Scope, s: CheckedStatement): void {
  if (!scope.emitter.deeper()) return;
  lowerWithin(scope, s);
  scope.emitter.leave();
}

function lowerWithin(scope: Scope, s: CheckedStatement): void {
  const { emitter } = scope;
  const outer = emitter.ghost;
  const base = emitter.top;
  emitter.ghost = outer || s.ghost;
  if (s.k !== 'block') emitter.statement = s.span;
  emitter.span = s.span;
  lowerHere(scope, s);
  emitter.ghost = outer;
  if (s.k === 'expression' || s.k === 'return' || s.k === 'if') emitter.top = base;
}

function lowerHere(scope: Scope, s: CheckedStatement): void {
  const { emitter } = scope;
  switch (s.k) {
    case 'block':
      for (const inner of s.body) lowerStatement(scope, inner);
      break;
    case 'expression':
      lower(scope, s.expression);
      break;
    case 'declare':
      declare(scope, s.local, s.initial);
      break;
    case 'if':
      lowerIf(scope, s);
      break;
    case 'loop':
      lowerLoop(scope, s);
      break;
    case 'switch':
      lowerSwitch(scope, s);
      break;
    case 'case': {
      const label = scope.cases?.get(s.value);
      if (label !== undefined) emitter.place(label);
      lowerStatement(scope, s.body);
      break;
    }
    case 'label':
      emitter.place(labelNamed(scope, s.name));
      lowerStatement(scope, s.body);
      break;
    case 'goto':
      emitter.jump('JUMP', labelNamed(scope, s.name));
      break;
    case 'break':
      if (scope.breakTo !== null) emitter.jump('JUMP', scope.breakTo);
      break;
    case 'continue':
      if (scope.continueTo !== null) emitter.jump('JUMP', scope.continueTo);
      break;
    case 'empty':
      break;
    case 'return':
      if (s.value !== null) copy(scope, scope.function.result, scope.results, lower(scope, s.value));
      emitter.jump('JUMP', scope.returnLabel);
      break;
  }
}

function labelNamed(scope: Scope, name: string): Label {
  const label = scope.labels.get(name) ?? scope.emitter.label();
  scope.labels.set(name, label);
  return label;
}

function declare(scope: Scope, local: Local, initial: Tree | null): void {
  const { emitter } = scope;
  const base = emitter.top;
  const values = initial === null ? [] : lower(scope, initial);
  if (!local.assigned && values.every((v) => v.kind === 'const')) {
    bind(scope, local, values, false);
    emitter.top = base;
    return;
  }
  // A single scalar may move down over the temporaries it was computed from.
  if (values.length <= 1) emitter.top = base;
  const own = slotsFor(emitter, local.type);
  copy(scope, local.type, own, values);
  bind(scope, local, own, false);
}

function lowerIf(scope: Scope, s: CheckedStatement & { k: 'if' }): void {
  const { emitter } = scope;
  const condition = lowerScalar(scope, s.condition);
  if (condition.kind === 'const') {
    const taken = condition.value !== 0n ? s.then : s.otherwise;
    const other = condition.value !== 0n ? s.otherwise : s.then;
    if (other === null || !holdsLabel(other)) {
      if (taken !== null) lowerStatement(scope, taken);
      return;
    }
  }
  const otherwise = emitter.label();
  const end = emitter.label();
  emitter.span = s.condition.span;
  emitter.jump('JUMP_ZERO', otherwise, truth(scope, condition, s.condition.type));
  lowerStatement(scope, s.then);
  if (s.otherwise !== null) {
    emitter.jump('JUMP', end);
    emitter.place(otherwise);
    lowerStatement(scope, s.otherwise);
  } else emitter.place(otherwise);
  emitter.place(end);
}

/** Whether a jump could lead into a statement. */
function holdsLabel(s: CheckedStatement): boolean {
  switch (s.k) {
    case 'label':
    case 'case':
      return true;
    case 'block':
      return s.body.some(holdsLabel);
    case 'if':
      return holdsLabel(s.then) || (s.otherwise !== null && holdsLabel(s.otherwise));
    case 'loop':
    case 'switch':
      return holdsLabel(s.body);
    default:
      return false;
  }
}

function lowerLoop(scope: Scope, s: CheckedStatement & { k: 'loop' }): void {
  const { emitter } = scope;
  const outer = { breakTo: scope.breakTo, continueTo: scope.continueTo };
  if (s.init !== null) lowerStatement(scope, s.init);
  const start = emitter.label();
  const next = emitter.label();
  const end = emitter.label();
  scope.breakTo = end;
  scope.continueTo = next;
  const test = (): void => {
    if (s.condition === null) return;
    const base = emitter.top;
    emitter.statement = s.condition.span;
    emitter.span = s.condition.span;
    const condition = lowerScalar(scope, s.condition);
    if (condition.kind === 'slot') emitter.jump('JUMP_ZERO', end, truth(scope, condition, s.condition.type));
    else if (condition.value === 0n) emitter.jump('JUMP', end);
    emitter.top = base;
  };
  emitter.place(start);
  if (!s.bodyFirst) test();
  lowerStatement(scope, s.body);
  emitter.place(next);
  if (s.bodyFirst) test();
  if (s.next !== null) {
    const base = emitter.top;
    emitter.statement = s.next.span;
    emitter.span = s.next.span;
    lower(scope, s.next);
    emitter.top = base;
  }
  emitter.jump('JUMP', start);
  emitter.place(end);
  scope.breakTo = outer.breakTo;
  scope.continueTo = outer.continueTo;
}

function lowerSwitch(scope: Scope, s: CheckedStatement & { k: 'switch' }): void {
  const { emitter } = scope;
  const outer = { breakTo: scope.breakTo, cases: scope.cases };
  const end = emitter.label();
  const cases = new Map<bigint | null, Label>(s.cases.map((value) => [value, emitter.label()]));
  if (s.hasDefault) cases.set(null, emitter.label());
  const words = wordsOf(s.value.type);
  const value = emitter.allocate(words);
  move(emitter, value, lowerScalar(scope, s.value), words);
  const constant = emitter.allocate(words);
  const equal = emitter.allocate(1);
  for (const wanted of s.cases) {
    const label = cases.get(wanted);
    move(emitter, constant, { kind: 'const', value: wanted }, words);
    emitter.emit(words === 2 ? 'EQ64' : 'EQ', equal, value, constant);
    if (label !== undefined) emitter.jump('JUMP_NOT', label, equal);
  }
  emitter.jump('JUMP', cases.get(null) ?? end);
  scope.breakTo = end;
  scope.cases = cases;
  lowerStatement(scope, s.body);
  emitter.place(end);
  scope.breakTo = outer.breakTo;
  scope.cases = outer.cases;
}
