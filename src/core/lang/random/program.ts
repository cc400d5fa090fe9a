/** Random sequential programs, for tests: every name is declared, every loop ends, and `checksum()` tells what became of it all. */
import { anyInteger, bodyLines, resultText, type Body } from './body.ts';
import {
  fieldsOf,
  isInteger,
  LENGTH,
  literal,
  type Callable,
  type Held,
  type Place,
  type Scope,
  type Struct,
  type World,
} from './expression.ts';
import { INT, Tape, type IntegerType } from './tape.ts';

/** The text of a program. Names at its top are a letter and a number, or `checksum`, `thread`, `result`. */
export function randomProgram(numbers: ArrayLike<number>): string {
  const tape = new Tape(numbers);
  const world: World = {
    tape,
    constants: [],
    scalars: [],
    arrays: [],
    structs: [],
    held: [],
    functions: [],
    calls: 0,
    names: 0,
  };
  const lines = [
    ...constants(world),
    ...structs(world),
    ...globals(world),
    ...Array.from({ length: 1 + tape.below(4) }, (_, i) => functionText(world, i)),
  ];
  lines.push(mainFunction(world), 'u64 result;', 'void thread(void) { result = checksum(); }');
  return lines.join('\n');
}

function constants(world: World): string[] {
  const { tape } = world;
  const lines: string[] = [];
  for (let i = 0; i < 1 + tape.below(3); i++) {
    const value = literal(tape);
    const negative = tape.chance(3);
    lines.push(`#define k${i} ${negative ? `(-${value.text})` : value.text}`);
    const type = value.type.bits < 32 ? INT : value.type;
    world.constants.push({ text: `k${i}`, type, binds: 15 });
  }
  const names = ['e0', 'e1', 'e2'];
  lines.push(
    `enum { e0${tape.pick('', ' = 3', ' = -2')}, e1, e2${tape.pick('', ' = e0 + 5', ' = 1 << 4')} };`,
  );
  world.constants.push(...names.map((name) => ({ text: name, type: INT, binds: 15 })));
  return lines;
}

function structs({ tape, structs: all }: World): string[] {
  return Array.from({ length: 1 + tape.below(2) }, (_, i) => {
    const own = Array.from({ length: 1 + tape.below(4) }, (__, f): Place => ({
      text: `m${f}`,
      type: anyInteger(tape),
    }));
    const parts = own.map((f) => `${f.type.name} ${f.text};`);
    const fields = [...own];
    if (tape.chance(2)) {
      const type = anyInteger(tape);
      parts.push(`${type.name} list[3];`);
      fields.push(...[0, 1, 2].map((at) => ({ text: `list[${at}]`, type })));
    }
    const inner = all[0];
    if (inner !== undefined && tape.chance(2)) {
      parts.push(`struct ${inner.name} part;`);
      fields.push(...inner.fields.map((f) => ({ text: `part.${f.text}`, type: f.type })));
    }
    all.push({ name: `S${i}`, fields });
    return `struct S${i} { ${parts.join(' ')} };`;
  });
}

function globals(world: World): string[] {
  const { tape } = world;
  const lines: string[] = [];
  for (let i = 0; i < 2 + tape.below(4); i++) {
    const place: Place = { text: `g${i}`, type: anyInteger(tape) };
    lines.push(
      `${tape.pick('', 'static ', 'volatile ')}${place.type.name} ${place.text}${tape.either(
        () => '',
        () => ` = ${literal(tape).text}`,
      )};`,
    );
    world.scalars.push(place);
  }
  for (let i = 0; i < 1 + tape.below(2); i++) {
    const type = anyInteger(tape);
    const first = Array.from({ length: tape.below(4) }, () => literal(tape).text).join(', ');
    lines.push(`${type.name} a${i}[${LENGTH}]${first === '' ? '' : ` = { ${first} }`};`);
    world.arrays.push({ text: `a${i}`, type });
  }
  world.structs.forEach((struct, i) => {
    lines.push(
      `struct ${struct.name} h${i}${tape.either(
        () => '',
        () => ` = { ${literal(tape).text} }`,
        () => ` = { .m0 = ${literal(tape).text} }`,
      )};`,
    );
    lines.push(`struct ${struct.name} h${i + 4}[4];`);
    world.held.push({ text: `h${i}`, struct }, { text: `h${i + 4}[${i + 1}]`, struct });
  });
  return lines;
}

function typeName(type: IntegerType | Struct): string {
  return isInteger(type) ? type.name : `struct ${type.name}`;
}

function functionText(world: World, number: number): string {
  const { tape } = world;
  world.calls = 2;
  const result =
    tape.from<IntegerType | Struct>([anyInteger(tape), anyInteger(tape), ...world.structs]) ?? INT;
  const types = Array.from(
    { length: tape.below(4) },
    () => tape.from<IntegerType | Struct>([anyInteger(tape), anyInteger(tape), ...world.structs]) ?? INT,
  );
  const f: Callable = { name: `f${number}`, result, parameters: types, writes: tape.chance(2) };
  const parameters = types.map((type, i) => ({ text: `x${i}`, type }));
  const scope: Scope = {
    world,
    locals: parameters.filter((p): p is Place => isInteger(p.type)),
    fixed: [],
    held: parameters.flatMap((p): Held[] => (isInteger(p.type) ? [] : [{ text: p.text, struct: p.type }])),
    pointers: [],
    links: [],
    readsGlobals: true,
  };
  const body: Body = { scope, result, writes: f.writes, inLoop: false, depth: 1, labels: [] };
  const lines = bodyLines(body, 2 + tape.below(4));
  const head = `${tape.pick('', 'static ', 'static inline ')}${typeName(result)} f${number}(${parameters.map((p) => `${typeName(p.type)} ${p.text}`).join(', ') || 'void'})`;
  const last = `return ${resultText(body)};`;
  world.functions.push(f);
  return `${head}\n{\n${lines.join('\n')}\n${last}\n}`;
}

function mainFunction(world: World): string {
  world.calls = 5;
  const scope: Scope = {
    world,
    locals: [],
    fixed: [],
    held: [],
    pointers: [],
    links: [],
    readsGlobals: true,
  };
  const result: IntegerType = { name: 'u64', bits: 64, signed: false };
  const body: Body = { scope, result, writes: true, inLoop: false, depth: 0, labels: [] };
  const lines = bodyLines(body, 5 + world.tape.below(6));
  const mix = (value: string): string => `sum = (sum ^ (u64)${value}) * 0x100000001b3;`;
  const ends = [
    'u64 sum = 7;',
    ...[...scope.locals, ...fieldsOf(scope.held), ...world.scalars, ...fieldsOf(world.held)].map((p) =>
      mix(p.text),
    ),
    ...world.arrays.map((a) => `for (u32 at = 0; at < ${LENGTH}; at++) ${mix(`${a.text}[at]`)}`),
  ];
  return `u64 checksum(void)\n{\n${lines.join('\n')}\n${ends.join('\n')}\nreturn sum;\n}`;
}
