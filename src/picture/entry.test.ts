import { describe, expect, test } from 'vitest';
import { address, entrySummary, markedBits, stage1Entry, stage2Entry } from './entry.ts';
import type { Entry } from './entry.ts';

const VALID = 1n;
const PAGE = 2n;
const TAGGED = 1n << 2n;
const USER = 1n << 6n;
const INNER = 3n << 8n;
const AF = 1n << 10n;
const WRITE = 1n << 51n;
const DIRTY = 1n << 55n;
const PROT_NONE = 1n << 58n;
const pfn = (number: bigint): bigint => number << 12n;

function names(entry: Entry): readonly string[] {
  return entry.kind === 'page' ? entry.bits.map((one) => one.name) : [];
}

describe('a PTE', () => {
  test('of zero is empty', () => {
    expect(stage1Entry(0n)).toEqual({ kind: 'none', value: 0n });
  });

  test('names its bits from the lowest', () => {
    const entry = stage1Entry(VALID | PAGE | TAGGED | USER | INNER | AF | WRITE | DIRTY | pfn(0x41n));
    expect(entry).toMatchObject({ kind: 'page', pfn: 0x41 });
    expect(names(entry)).toEqual([
      'valid',
      'page',
      'MT_NORMAL_TAGGED',
      'user',
      'inner shareable',
      'AF',
      'write',
      'dirty',
    ]);
  });

  test('without its valid bit is a swap entry', () => {
    expect(stage1Entry((1n << 2n) | (7n << 8n))).toMatchObject({ kind: 'swap', type: 1, offset: 7n });
  });

  test('with PROT_NONE is present though not valid', () => {
    expect(names(stage1Entry(PROT_NONE | pfn(0x41n)))).toEqual(['MT_NORMAL', 'PROT_NONE']);
  });
});

test('a stage-2 entry is empty until valid', () => {
  expect(stage2Entry(pfn(0x41n)).kind).toBe('none');
  const entry = stage2Entry(VALID | PAGE | (0xfn << 2n) | (3n << 6n) | INNER | AF | pfn(0x41n));
  expect(entry).toMatchObject({ kind: 'page', pfn: 0x41 });
  expect(names(entry)).toEqual(['valid', 'page', 'Normal', 'read', 'write', 'inner shareable', 'AF']);
});

describe('what a step did to an entry', () => {
  const before = stage1Entry(VALID | PAGE | DIRTY | pfn(0x41n));

  test('is marked bit by bit', () => {
    const changed = markedBits(before, stage1Entry(VALID | PAGE | TAGGED | pfn(0x41n))).filter(
      (one) => one.change !== null,
    );
    expect(changed.map(({ name, change }) => `${name} ${String(change)}`)).toEqual([
      'MT_NORMAL_TAGGED set',
      'MT_NORMAL cleared',
      'dirty cleared',
    ]);
  });

  test('is not marked bit by bit when the page has just appeared', () => {
    expect(markedBits(stage1Entry(7n << 8n), before).every((one) => one.change === null)).toBe(true);
    expect(entrySummary(stage1Entry(7n << 8n))).toBe('swap 7');
  });
});

test('an address is grouped by four digits', () => {
  expect([address(0x41000n), address(0x7f201000n), address(0xfn)]).toEqual([
    '0x4_1000',
    '0x7f20_1000',
    '0xf',
  ]);
});
