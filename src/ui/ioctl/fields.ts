/** What stands in the fields of the panel, as text, and what it means. */
import type { UserWrite } from '../../core/step/record.ts';
import type { Names, Parsed } from './parse.ts';
import { parseBytes, parseValue } from './parse.ts';
import type { SentCall } from './strace.ts';
import { COPY_TAGS } from './strace.ts';
import { encode } from './struct.ts';

export const fieldNames = [
  'fd',
  'guestIpa',
  'length',
  'addr',
  'flags',
  'reserved0',
  'reserved1',
  'argp',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Fields = Readonly<Record<FieldName | 'buffer', string>>;
export type Messages = Readonly<Partial<Record<FieldName | 'buffer', string>>>;

/** Tags that one call sends at most: what the modelled VMM has room for. */
export const MOST_TAGS = 4096n;

export const FLAG_NAMES: Names = new Map([
  ['KVM_ARM_TAGS_TO_GUEST', 0n],
  ['KVM_ARM_TAGS_FROM_GUEST', 1n],
  ['TO_GUEST', 0n],
  ['FROM_GUEST', 1n],
]);

export interface Reading {
  /** Null while a field cannot be read. */
  readonly call: SentCall | null;
  /** Whether the tags go to the guest, from the buffer. */
  readonly sendsBuffer: boolean;
  /** What the VMM puts into its memory before it calls. */
  readonly writes: readonly UserWrite[];
  readonly messages: Messages;
}

/** `structAddress` is where the VMM keeps the structure, whatever pointer it then passes. */
export function readFields(fields: Fields, structAddress: number, names: Names): Reading {
  const messages: Partial<Record<FieldName | 'buffer', string>> = {};
  const take = <T>(field: FieldName | 'buffer', parsed: Parsed<T>, otherwise: T): T => {
    if (parsed.ok) return parsed.value;
    messages[field] = parsed.message;
    return otherwise;
  };
  const value = (field: FieldName) =>
    take(field, parseValue(fields[field], field === 'flags' ? FLAG_NAMES : names), 0n);

  const argp = value('argp');
  const copyTags = {
    guestIpa: value('guestIpa'),
    length: value('length'),
    addr: value('addr'),
    flags: value('flags'),
    reserved: [value('reserved0'), value('reserved1')],
  } as const;
  const sendsBuffer = (copyTags.flags & 1n) === 0n;
  const pattern = sendsBuffer ? take('buffer', parseBytes(fields.buffer), []) : [];
  const read = argp === BigInt(structAddress);
  const call: SentCall = { fd: value('fd'), request: COPY_TAGS, argp, copyTags: read ? copyTags : null };
  const buffer = filled(pattern, copyTags.length / 16n);
  return {
    call: Object.keys(messages).length === 0 ? call : null,
    sendsBuffer,
    writes: [
      { address: BigInt(structAddress), bytes: encode(copyTags) },
      ...(buffer.length > 0 ? [{ address: copyTags.addr, bytes: buffer }] : []),
    ],
    messages,
  };
}

/** The bytes again and again until the buffer is full. */
function filled(pattern: readonly number[], tags: bigint): readonly number[] {
  if (pattern.length === 0) return [];
  const length = Number(tags < MOST_TAGS ? tags : MOST_TAGS);
  return Array.from({ length }, (_, i) => pattern[i % pattern.length] ?? 0);
}
