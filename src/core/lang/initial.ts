/** Initial values of globals, from their constant initialisers. */
import type { Initializer, Unit } from './ast.ts';
import type { Declarations } from './declare.ts';
import { typeText, wordsOf, wrap } from './types.ts';
import type { Type } from './types.ts';

/** The words of all globals at the start; what is not initialised is zero. */
export function initialWords(unit: Unit, declarations: Declarations): Uint32Array {
  const words = new Uint32Array(declarations.wordCount);
  for (const { name, initial } of unit.globals) {
    const global = declarations.globals.get(name);
    if (initial !== null && global !== undefined)
      fill(declarations, words, global.address, global.type, initial);
  }
  return words;
}

function fill(d: Declarations, words: Uint32Array, at: number, type: Type, initial: Initializer): void {
  if (initial.kind === 'value') {
    if (type.kind === 'int')
      write(words, at, wrap(d.constants.evaluate(initial.value).value, type), wordsOf(type));
    else if (type.kind === 'pointer' && initial.value.kind === 'name' && initial.value.name === 'NULL')
      words[at] = 0;
    else d.diagnostics.error(initial.value.span, 'a global starts at zero, a number, or a list of these');
    return;
  }
  if (type.kind !== 'struct' && type.kind !== 'array') {
    d.diagnostics.error(initial.span, 'a list initialises a struct or an array');
    return;
  }
  let next = 0;
  for (const { field, value } of initial.items) {
    if (type.kind === 'array') {
      if (next >= type.length)
        d.diagnostics.error(initial.span, `this array has no more than ${type.length} elements`);
      else fill(d, words, at + next * wordsOf(type.of), type.of, value);
    } else {
      const index = field === null ? next : type.fields.findIndex((f) => f.name === field);
      const target = type.fields[index];
      if (target === undefined)
        d.diagnostics.error(
          initial.span,
          field === null
            ? `\`${typeText(type)}\` has no more than ${type.fields.length} fields`
            : `\`${typeText(type)}\` has no field \`${field}\``,
        );
      else fill(d, words, at + target.offset, target.type, value);
      next = index;
    }
    next++;
  }
}

function write(words: Uint32Array, at: number, value: bigint, count: number): void {
  words[at] = Number(BigInt.asUintN(32, value));
  if (count === 2) words[at + 1] = Number(BigInt.asUintN(32, value >> 32n));
}
