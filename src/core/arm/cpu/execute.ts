/** From a decoded instruction to what it does: one table over all kinds. */
import { decode, type Decoded } from '../a64/decode.ts';
import { BITS } from './bits.ts';
import { BRANCHES } from './branches.ts';
import type { Execute } from './cpu.ts';
import { undefinedInstruction } from './exceptions.ts';
import { EXCLUSIVES } from './exclusives.ts';
import { INTEGER, type Make } from './integer.ts';
import { LOADS } from './loads.ts';
import { SYSTEM } from './system.ts';
import { TAGS } from './tags.ts';

const MAKERS: Readonly<Record<string, Make>> = {
  ...INTEGER,
  ...BITS,
  ...BRANCHES,
  ...LOADS,
  ...EXCLUSIVES,
  ...TAGS,
  ...SYSTEM,
};

/** The operations that something is known to do. */
export function isKnown(op: string): boolean {
  return op in MAKERS;
}

/** What the instruction does. */
function makeExecute({ row, fields }: Decoded, word: number): Execute {
  return MAKERS[row.op]?.(fields, word) ?? undefinedInstruction;
}

/** What a word of memory does as an instruction. */
export function decoded(word: number): Execute {
  const found = decode(word);
  return found === null ? undefinedInstruction : makeExecute(found, word);
}
