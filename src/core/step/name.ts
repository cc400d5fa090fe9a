/** Names for addresses: word 341 is `mem_map[1].flags`. */
import type { Global, Program } from '../lang/program.ts';
import { wordsOf } from '../lang/types.ts';
import type { Type } from '../lang/types.ts';

/** The path of the object at a word address, or null if none lies there. */
export function nameOfWord(program: Program, address: number): string | null {
  const global = globalAt(program, address);
  return global === null ? null : global.name + pathIn(global.type, address - global.address);
}

/** The path of a page, such as `frame_tags[1]`. */
export function nameOfPage(program: Program, page: number): string | null {
  for (const { name, type, address } of program.globals.values()) {
    if (type.kind === 'pages' && page === address) return name;
    if (type.kind === 'array' && type.of.kind === 'pages' && page >= address && page < address + type.length)
      return `${name}[${page - address}]`;
  }
  return null;
}

function globalAt(program: Program, address: number): Global | null {
  for (const global of program.globals.values()) {
    const size = wordsOf(global.type);
    if (size > 0 && address >= global.address && address < global.address + size) return global;
  }
  return null;
}

function pathIn(type: Type, offset: number): string {
  if (type.kind === 'array') {
    const size = wordsOf(type.of);
    const index = Math.floor(offset / size);
    return `[${index}]${pathIn(type.of, offset - index * size)}`;
  }
  if (type.kind === 'struct') {
    const field = type.fields.findLast((f) => f.offset <= offset && wordsOf(f.type) > 0);
    return field === undefined ? '' : `.${field.name}${pathIn(field.type, offset - field.offset)}`;
  }
  return '';
}
