import { expect, test } from 'vitest';
import type { Access } from '../core/machine/access.ts';
import { conflicts, meetingOf, stretchesOf } from './stretch.ts';

const words = (kind: Access['kind'], address: number, width: 1 | 2 = 2): Access => ({
  kind,
  store: 'words',
  address,
  width,
});
const bit = (kind: Access['kind'], address: number, number: number): Access => ({
  kind,
  store: 'words',
  address,
  width: 2,
  bit: number,
});
const tags = (kind: Access['kind'], page: number, from: number, to: number): Access => ({
  kind,
  store: 'page',
  page,
  from,
  to,
  by: 'kernel',
});
const conflict = (a: Access, b: Access): boolean => conflicts(stretchesOf([a]), stretchesOf([b]));

test('two flags of one word have nothing to do with each other, but with the whole word they have', () => {
  expect(conflict(bit('write', 8, 3), bit('read', 8, 4))).toBe(false);
  expect(conflict(bit('write', 8, 3), bit('read', 8, 3))).toBe(true);
  expect(conflict(bit('write', 8, 3), bit('read', 8, 35))).toBe(false);
  expect(conflict(bit('write', 8, 35), words('read', 8))).toBe(true);
  expect(conflict(bit('write', 8, 35), words('read', 8, 1))).toBe(false);
});

test('two that only read do not conflict; tags conflict where they overlap', () => {
  expect(conflict(words('read', 8), words('read', 8))).toBe(false);
  expect(conflict(tags('write', 1, 0, 16), tags('read', 1, 15, 16))).toBe(true);
  expect(conflict(tags('write', 1, 0, 16), tags('read', 1, 16, 32))).toBe(false);
  expect(conflict(tags('write', 1, 0, 16), tags('read', 2, 0, 16))).toBe(false);
  expect(conflict(tags('write', 0, 0, 1), words('write', 0))).toBe(false);
});

test('of all that two steps have to do with each other, reading what was written counts first', () => {
  const first = [words('read', 4), words('write', 8), tags('write', 1, 0, 16)];
  expect(meetingOf(first, [words('write', 4), words('write', 8), tags('read', 1, 8, 9)])).toEqual({
    what: { kind: 'read', row: ~1, from: 8, to: 9 },
    earlier: 'write',
    later: 'read',
  });
  expect(meetingOf(first, [words('write', 4), words('write', 8, 1)])).toMatchObject({
    what: { row: 8 },
    earlier: 'write',
    later: 'write',
  });
  expect(meetingOf(first, [words('write', 4)])).toMatchObject({ earlier: 'read', later: 'write' });
  expect(meetingOf(first, [words('read', 4)])).toBeNull();
});
