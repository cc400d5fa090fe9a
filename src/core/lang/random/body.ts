/** The statements of a random function: loops that end, jumps that land, places that exist. */
import {
  callOf,
  element,
  expression,
  fieldsOf,
  globalPlaces,
  index,
  isInteger,
  LENGTH,
  literal,
  pointee,
  structValue,
  text,
  type Place,
  type Scope,
  type Struct,
} from './expression.ts';
import { INT, INTEGER_TYPES, type IntegerType, type Tape } from './tape.ts';

/** A function body being written. */
export interface Body {
  readonly scope: Scope;
  readonly result: IntegerType | Struct;
  readonly writes: boolean;
  readonly inLoop: boolean;
  readonly depth: number;
  readonly labels: string[];
}

const MOST_DEEP = 3;

/** Declarations, then statements, one of which a `goto` may lead back to, and a label at the end that leads nowhere. */
export function bodyLines(body: Body, count: number): string[] {
  const { tape } = body.scope.world;
  const lines = declarations(body, 1 + tape.below(3));
  const label = `out${tape.below(10)}`;
  const again = tape.chance(4);
  if (again) lines.push('int fuel = 3;', `again: fuel--;`);
  if (tape.chance(2)) body.labels.push(label);
  lines.push(...statements(body, count));
  if (again) lines.push(`if (fuel > 0 && ${text(expression(body.scope, 2), 5)}) goto again;`);
  if (body.labels.length > 0) lines.push(`${label}: ;`);
  return lines;
}

function declarations({ scope }: Body, count: number): string[] {
  const { world } = scope;
  const { tape } = world;
  const name = (): string => `v${world.names++}`;
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const kind = tape.below(6);
    const struct = tape.from(world.structs);
    const array = tape.from(world.arrays);
    if (kind === 4 && struct !== null) {
      const own = name();
      lines.push(
        `struct ${struct.name} ${own} = ${tape.either(
          () => structValue(scope, struct, 3),
          () => `{ ${expression(scope, 3).text} }`,
        )};`,
      );
      scope.held.push({ text: own, struct });
    } else if (kind === 3 && struct !== null) {
      const own = name();
      const number = world.structs.indexOf(struct);
      lines.push(
        `struct ${struct.name} *${own} = ${tape.either(
          () => `&h${number}`,
          () => `&h${number + 4}[${index(scope, 4, 2)}]`,
          () => `h${number + 4} + ${tape.below(4)}`,
        )};`,
      );
      scope.links.push({ text: own, struct, pointer: true });
    } else if (kind === 5 && array !== null) {
      const own = `p_${array.text}_${world.names++}`;
      lines.push(
        `${array.type.name} *${own} = ${tape.either(
          () => array.text,
          () => `&${array.text}[${index(scope, 8, 2)}]`,
        )};`,
      );
      scope.pointers.push({ text: own, type: array.type });
    } else {
      const place: Place = { text: name(), type: anyInteger(tape) };
      lines.push(
        `${tape.pick('', 'const ')}${place.type.name} ${place.text} = ${expression(scope, 1).text};`,
      );
      if (lines.at(-1)?.startsWith('const') === true) scope.fixed.push(place);
      else scope.locals.push(place);
    }
  }
  return lines;
}

/** A block of its own: what it declares hides what has the same name outside. */
function block(body: Body, inLoop = body.inLoop): string {
  const { scope } = body;
  const inner: Body = {
    ...body,
    inLoop,
    depth: body.depth + 1,
    scope: {
      ...scope,
      locals: [...scope.locals],
      fixed: [...scope.fixed],
      held: [...scope.held],
      pointers: [...scope.pointers],
      links: [...scope.links],
    },
  };
  const { tape } = scope.world;
  const lines: string[] = [];
  const hidden = scope.locals[0];
  if (hidden !== undefined && tape.chance(8)) {
    const type = anyInteger(tape);
    lines.push(`${type.name} ${hidden.text} = ${literal(tape).text};`);
    inner.scope.locals[0] = { text: hidden.text, type };
  }
  if (tape.chance(3)) lines.push(...declarations(inner, 1));
  lines.push(...statements(inner, 1 + tape.below(3)));
  return `{\n${lines.join('\n')}\n}`;
}

function statements(body: Body, count: number): string[] {
  return Array.from({ length: count }, () => statement(body));
}

/** Where a value may be put. */
function target({ scope, writes }: Body): Place | null {
  const { tape } = scope.world;
  const kind = writes ? tape.below(4) : 0;
  if (kind === 1) return element(scope, 2);
  if (kind === 2) {
    const place = pointee(scope, 2);
    if (place !== null) return place;
  }
  const own = [...scope.locals, ...fieldsOf(scope.held)];
  return tape.from(writes ? [...own, ...globalPlaces(scope)] : own);
}

const COMPUTING = ['+=', '-=', '*=', '&=', '|=', '^='] as const;

function statement(body: Body): string {
  const { scope, depth } = body;
  const { tape } = scope.world;
  const kind = tape.below(depth >= MOST_DEEP || tape.ended ? 10 : 18);
  switch (kind) {
    case 1:
    case 2: {
      const place = target(body);
      if (place === null) break;
      return `${place.text} ${tape.pick(...COMPUTING)} ${expression(scope, 1).text};`;
    }
    case 3: {
      const place = target(body);
      if (place === null) break;
      const bits = Math.max(32, place.type.bits);
      return `${place.text} ${tape.pick('<<=', '>>=')} ${tape.either(
        () => String(tape.below(bits)),
        () => `${text(expression(scope, 3), 8)} & ${bits - 1}`,
      )};`;
    }
    case 4: {
      const place = target(body);
      if (place === null) break;
      const name = place.text.startsWith('*') ? `(${place.text})` : place.text;
      return tape.pick(`${name}++;`, `--${name};`, `++${name};`, `${name}--;`);
    }
    case 5:
      return sideEffect(body);
    case 6:
      return effectfulCall(body);
    case 7:
      return structAssignment(body);
    case 8:
      return jump(body);
    case 9:
      return primitive(body);
    case 10:
      return `if (${expression(scope, 1).text}) ${block(body)}`;
    case 11:
      return `if (${expression(scope, 1).text}) ${block(body)} else ${tape.either(
        () => block(body),
        () => `if (${expression(scope, 2).text}) ${block(body)}`,
      )}`;
    case 12:
    case 13:
      return loop(body);
    case 14:
      return switchText(body);
    case 15:
      return walk(body);
    case 16:
      return sideEffect(body);
    case 17:
      return block(body);
    default:
  }
  const place = target(body);
  return place === null ? ';' : `${place.text} = ${expression(scope).text};`;
}

/** Side effects within an expression, where C fixes their order: nothing else in it names the local that changes. */
function sideEffect(body: Body): string {
  const { scope } = body;
  const { tape } = scope.world;
  const changed = tape.from(scope.locals);
  const place = target(body);
  if (changed === null || place === null || place.text.includes(changed.text)) return ';';
  const name = changed.text;
  const rest: Scope = {
    ...scope,
    locals: scope.locals.filter((l) => l.text !== name),
    readsGlobals: scope.readsGlobals,
  };
  const change = tape.either(
    () => `${name}++`,
    () => `--${name}`,
    () => `(${name} = ${expression(rest, 2).text})`,
    () => `(${name} += ${expression(rest, 2).text})`,
  );
  const other = text(expression(rest, 2), 12);
  switch (tape.below(6)) {
    case 0:
      return `${place.text} = ${other} - ${change};`;
    case 1:
      return `${place.text} += ${change} ^ ${other};`;
    case 2:
      return `${place.text} = ${change} && ${text(expression(scope, 2), 12)} || ${other};`;
    case 3:
      return `${place.text} = ${change} ? ${expression(scope, 2).text} : ${text(expression(scope, 2), 12)};`;
    case 4: {
      const array = body.writes ? tape.from(scope.world.arrays) : null;
      if (array === null) break;
      return `${array.text}[${change} & 15] ${tape.pick('=', '+=', '^=')} ${other};`;
    }
    default:
  }
  return `${place.text} = ${name} = ${expression(scope, 2).text};`;
}

/** A call that writes globals: beside it stand locals only. */
function effectfulCall(body: Body): string {
  const { scope, writes } = body;
  const { world } = scope;
  const f = world.tape.from(world.functions.filter((one) => one.writes && isInteger(one.result)));
  const place = world.tape.from(scope.locals);
  if (f === null || place === null || !writes || world.calls <= 0) return ';';
  const call = callOf(scope, f, 3);
  const localsOnly: Scope = { ...scope, pointers: [], links: [], readsGlobals: false };
  const other = text(expression(localsOnly, 3), 12);
  return world.tape.pick(
    `${call};`,
    `${place.text} = ${call};`,
    `${place.text} = ${other} - ${call};`,
    `if (${call} > ${other}) ${place.text}++;`,
  );
}

function structAssignment(body: Body): string {
  const { scope, writes } = body;
  const { world } = scope;
  const to = world.tape.from(writes ? [...scope.held, ...world.held, ...scope.links] : scope.held);
  if (to === null) return ';';
  const place = to.pointer === true ? `*${to.text}` : to.text;
  const from = structValue(scope, to.struct, 2);
  return from === ''
    ? ';'
    : `${place} = ${world.tape.either(
        () => from,
        () => `${text(expression(scope, 3), 3)} ? ${from} : ${place}`,
      )};`;
}

function jump(body: Body): string {
  const { scope, labels } = body;
  const { tape } = scope.world;
  const condition = expression(scope, 2).text;
  const [label] = labels;
  const ways = [`return ${resultText(body)};`];
  if (body.inLoop) ways.push('break;', 'continue;');
  if (label !== undefined) ways.push(`goto ${label};`);
  return `if (${condition}) ${tape.from(ways) ?? ';'}`;
}

function loop(body: Body): string {
  const { scope, depth } = body;
  const { tape } = scope.world;
  const counter: Place = { text: `c${depth}`, type: anyInteger(tape) };
  const times = 1 + tape.below(4);
  const inner: Body = { ...body, scope: { ...scope, fixed: [...scope.fixed, counter] } };
  const type = counter.type.bits === 1 ? 'u8' : counter.type.name;
  const [c, inside] = [counter.text, block(counter.type.bits === 1 ? body : inner, true)];
  switch (tape.below(5)) {
    case 0:
      return `for (${type} ${c} = 0; ${c} < ${times}; ${tape.pick(`${c}++`, `++${c}`, `${c} += 1`)}) ${inside}`;
    case 1:
      return `{\n${type} ${c} = ${times};\nwhile (${c}-- > 0) ${inside}\n}`;
    case 2:
      return `{\n${type} ${c} = 0;\ndo ${inside} while (++${c} < ${times});\n}`;
    case 3:
      return `{\n${type} ${c}, n${depth} = ${times};\nfor (${c} = 0; n${depth} > 0; ${c}++, n${depth}--) ${inside}\n}`;
    default:
      return `for (${type} ${c} = ${times}; ; ) {\nif (${c}-- == 0) break;\n${inside}\n}`;
  }
}

function switchText(body: Body): string {
  const { scope } = body;
  const { tape } = scope.world;
  const cases = [tape.pick('0', '-1', 'e1'), tape.pick('7', '255', '0x80000000', '70000'), '2'];
  const parts = cases.map(
    (value) =>
      `case ${value}:\n${statements({ ...body, depth: body.depth + 1 }, 1 + tape.below(2)).join('\n')}\n${tape.pick('break;', '')}`,
  );
  if (tape.chance(2))
    parts.splice(
      tape.below(4),
      0,
      `default:\n${statements({ ...body, depth: body.depth + 1 }, 1).join('\n')}\n${tape.pick('break;', '')}`,
    );
  const e = expression(scope, 1);
  return `switch (${tape.pick(`${text(e, 8)} & 7`, e.text)}) {\n${parts.join('\n')}\n}`;
}

/** A pointer that walks over an array. */
function walk(body: Body): string {
  const { scope } = body;
  const { tape } = scope.world;
  const array = tape.from(scope.world.arrays);
  if (array === null || !body.writes) return ';';
  const other = (): string => text(expression(scope, 3), 2);
  const [name, type] = [array.text, array.type.name];
  if (tape.below(2) === 0)
    return `for (${type} *w = ${name}; w < ${name} + ${LENGTH}; w${tape.pick('++', ' += 3')}) *w ${tape.pick('=', ...COMPUTING)} ${other()};`;
  const steps = [
    `*w++ = ${other()};`,
    `*++w += ${other()};`,
    `*w-- ^= ${other()};`,
    `(*w)++;`,
    `w[1]--;`,
    `w += 2;`,
    `*w++ -= 3;`,
  ];
  const chosen = Array.from({ length: 3 }, () => tape.from(steps) ?? ';');
  return `{\n${type} *w = &${name}[4 + (${index(scope, 4, 3)})];\n${chosen.join('\n')}\n}`;
}

/** The primitives that a program alone in the world can tell apart. */
function primitive(body: Body): string {
  const { scope, writes } = body;
  const { world } = scope;
  const { tape } = world;
  const to = tape.from(scope.locals);
  const shared = tape.from(world.scalars);
  if (to === null || shared === null || !writes) return ';';
  const g = shared.text;
  const other = (): string => expression({ ...scope, locals: scope.locals.filter((l) => l !== to) }, 3).text;
  const wide = tape.from(world.scalars.filter(({ type }) => type.bits === 64 && !type.signed));
  if (wide !== null && tape.below(2) === 0) {
    const bit = `${tape.below(64)}, &${wide.text}`;
    return tape.pick(
      `${to.text} = test_and_set_bit(${bit});`,
      `set_bit(${bit});`,
      `${to.text} = test_and_clear_bit(${bit});`,
      `clear_bit(${bit});`,
      `${to.text} = test_bit(${bit});`,
    );
  }
  return tape.either(
    () => `WRITE_ONCE(${g}, ${other()});`,
    () => `${to.text} = READ_ONCE(${g});`,
    () => `${to.text} = xchg(&${g}, ${other()});`,
    () => `${to.text} = cmpxchg(&${g}, ${other()}, ${other()});`,
    () => (shared.type.bits === 1 ? ';' : `${to.text} = fetch_add(&${g}, ${other()});`),
  );
}

export function anyInteger(tape: Tape): IntegerType {
  return tape.pick(INT, ...INTEGER_TYPES);
}

export function resultText({ result, scope }: Body): string {
  return isInteger(result) ? expression(scope, 2).text : structValue(scope, result, 2);
}
