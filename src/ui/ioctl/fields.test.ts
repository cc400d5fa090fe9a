import { describe, expect, test } from 'vitest';
import type { Fields } from './fields.ts';
import { readFields } from './fields.ts';
import { COPY_TAGS } from './strace.ts';
import { encode } from './struct.ts';

const names = new Map([['PAGE_SIZE', 4096n]]);
const STRUCT = 0x7f200000;
const fields: Fields = {
  fd: '4',
  guestIpa: '0x41000',
  length: 'PAGE_SIZE',
  addr: '0x7f201000',
  flags: 'FROM_GUEST',
  reserved0: '0',
  reserved1: '0',
  argp: '0x7f200000',
  buffer: '0a 0b 0c',
};
const copyTags = {
  guestIpa: 0x41000n,
  length: 4096n,
  addr: 0x7f201000n,
  flags: 1n,
  reserved: [0n, 0n],
} as const;

describe('the fields of the panel', () => {
  test('are a call, and the structure that the VMM writes before it', () => {
    expect(readFields(fields, STRUCT, names)).toEqual({
      sendsBuffer: false,
      call: { fd: 4n, request: COPY_TAGS, argp: 0x7f200000n, copyTags },
      writes: [{ address: 0x7f200000n, bytes: encode(copyTags) }],
      messages: {},
    });
  });

  test('to the guest, the buffer goes along, repeated until it is full', () => {
    const { writes } = readFields({ ...fields, flags: 'TO_GUEST', length: '64' }, STRUCT, names);
    expect(writes[1]).toEqual({ address: 0x7f201000n, bytes: [10, 11, 12, 10] });
  });

  test('a huge length is a fine number, but no huge buffer', () => {
    const { call, writes } = readFields({ ...fields, flags: '0', length: '~0' }, STRUCT, names);
    expect(call?.copyTags?.length).toBe((1n << 64n) - 1n);
    expect(writes[1]?.bytes).toHaveLength(4096);
  });

  test('another pointer than that of the structure is one that strace cannot read', () => {
    expect(readFields({ ...fields, argp: '0' }, STRUCT, names).call?.copyTags).toBeNull();
  });

  test('what cannot be read says so beside the field, and nothing is sent', () => {
    const reading = readFields({ ...fields, length: 'a page', flags: 'TO', reserved1: '' }, STRUCT, names);
    expect(reading.call).toBeNull();
    expect(Object.keys(reading.messages)).toEqual(['length', 'flags', 'reserved1']);
  });

  test('a buffer that is not sent need not be read', () => {
    expect(readFields({ ...fields, buffer: 'zz' }, STRUCT, names).call).not.toBeNull();
    expect(readFields({ ...fields, flags: '0', buffer: 'zz' }, STRUCT, names).call).toBeNull();
  });
});
