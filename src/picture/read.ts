/** Where a named thing of model C lies in the state, and what it holds: `mms[0].pte[3].pte` without running any code. */
import type { Program } from '../core/lang/program.ts';
import { wordsOf } from '../core/lang/types.ts';
import type { StructType, Type } from '../core/lang/types.ts';
import type { State } from '../core/machine/state.ts';

export type Place =
  | { readonly store: 'words'; readonly address: number; readonly words: 1 | 2 }
  | { readonly store: 'page'; readonly page: number };

/** The place of a global, or of the element and field that `path` leads to; null where the release has no such thing. */
export function placeOf(program: Program, name: string, ...path: readonly (string | number)[]): Place | null {
  const global = program.globals.get(name);
  if (global === undefined) return null;
  let type: Type = global.type;
  let address = global.address;
  for (const part of path) {
    if (typeof part === 'number') {
      if (type.kind !== 'array' || part < 0 || part >= type.length) return null;
      address += part * strideOf(type.of);
      type = type.of;
    } else {
      const field = type.kind === 'struct' ? type.fields.find((one) => one.name === part) : undefined;
      if (field === undefined) return null;
      address += field.offset;
      type = field.type;
    }
  }
  return asPlace(type, address);
}

/** The scalar or page object of this type at an address; null for what is neither. */
export function asPlace(type: Type, address: number): Place | null {
  switch (type.kind) {
    case 'pages':
      return { store: 'page', page: address };
    case 'int':
      return { store: 'words', address, words: type.bits === 64 ? 2 : 1 };
    case 'pointer':
      return { store: 'words', address, words: 1 };
    case 'struct': {
      // `typedef struct { u64 val; } swp_entry_t` is its only field.
      const only = onlyField(type);
      return only === null ? null : asPlace(only.type, address + only.offset);
    }
    default:
      return null;
  }
}

function onlyField(type: StructType): StructType['fields'][number] | null {
  const solid = type.fields.filter((field) => !field.ghost);
  return solid.length === 1 ? (solid[0] ?? null) : null;
}

/** From one element to the next: words, or page objects. */
export function strideOf(type: Type): number {
  return type.kind === 'pages' ? 1 : wordsOf(type);
}

/** The integer at a place of words; 0 for a place that is not there. */
export function integerAt(state: State, place: Place | null): bigint {
  if (place?.store !== 'words') return 0n;
  const low = BigInt(state.words[place.address] ?? 0);
  return place.words === 1 ? low : low | (BigInt(state.words[place.address + 1] ?? 0) << 32n);
}

/** The bytes of a page object, or null. Shared with the state: not to be written to. */
export function bytesAt(state: State, place: Place | null): Uint8Array | null {
  return place?.store === 'page' ? (state.pages[place.page] ?? null) : null;
}

/** Whether an access to `address` (and `width` words) touches the place. */
export function covers(place: Place | null, address: number, width: number): boolean {
  return place?.store === 'words' && address < place.address + place.words && address + width > place.address;
}

/** A named constant (`#define`, `enum`) as a bigint, or `otherwise`. */
export function constantOf(program: Program, name: string, otherwise = 0n): bigint {
  return program.constants.get(name) ?? otherwise;
}
