/** The locks of a release, found by their type wherever a global holds one: `tag_sync_lock`, `mms[0].page_table_lock`. */
import type { Program } from '../core/lang/program.ts';
import type { Type } from '../core/lang/types.ts';
import { asPlace, strideOf } from './read.ts';
import type { Place } from './read.ts';

export interface Lock {
  readonly name: string;
  readonly place: Place;
}

const LOCK_TYPES = /^(?:(?:raw_)?spinlock_t|rwlock_t|mutex|rw_semaphore)$/;

export function locksOf(program: Program): readonly Lock[] {
  const locks: Lock[] = [];
  for (const global of program.globals.values()) {
    if (!global.ghost) collect(global.type, global.address, global.name, locks);
  }
  return locks;
}

function collect(type: Type, address: number, name: string, into: Lock[]): void {
  if (type.kind === 'array') {
    const stride = strideOf(type.of);
    if (!holdsStructs(type)) return;
    for (let i = 0; i < type.length; i++) collect(type.of, address + i * stride, `${name}[${i}]`, into);
  }
  if (type.kind !== 'struct') return;
  if (LOCK_TYPES.test(type.name)) {
    const first = type.fields.find((field) => !field.ghost);
    const place = first === undefined ? null : asPlace(first.type, address + first.offset);
    if (place !== null) into.push({ name, place });
    return;
  }
  for (const field of type.fields) {
    if (!field.ghost) collect(field.type, address + field.offset, `${name}.${field.name}`, into);
  }
}

function holdsStructs(type: Type): boolean {
  return type.kind === 'array' ? holdsStructs(type.of) : type.kind === 'struct';
}
