import { expect, test } from 'vitest';
import type { Access } from './access.ts';
import { Machine } from './machine.ts';
import type { State } from './state.ts';

function state(): State {
  return { words: Uint32Array.of(7, 8), pages: [new Uint8Array(4), new Uint8Array(4).fill(9)] };
}

test('words are written in place', () => {
  const given = state();
  const m = new Machine(given, null);
  m.words[1] = 5;
  expect(m.word(1)).toBe(5);
  expect(given.words[1]).toBe(5);
});

test('a page is copied before its first write, once; the others stay shared', () => {
  const given = state();
  const before = given.pages.slice();
  const m = new Machine(given, null);
  expect(m.page(0)).toBe(before[0]);
  m.ownPage(0)[0] = 1;
  m.ownPage(0)[1] = 2;
  expect([...m.page(0)]).toEqual([1, 2, 0, 0]);
  const copied = m.page(0);
  expect(m.ownPage(0)).toBe(copied);
  expect(m.state.pages[0]).toBe(m.page(0));
  expect(m.state.pages[1]).toBe(before[1]);
  expect(given.pages).toEqual([new Uint8Array(4), new Uint8Array(4).fill(9)]);
  expect(given.pages[0]).toBe(before[0]);
});

test('a machine that writes no page gives back the same list of pages', () => {
  const given = state();
  expect(new Machine(given, null).state.pages).toBe(given.pages);
});

test('beyond its words and pages there is nothing', () => {
  const m = new Machine(state(), null);
  expect(m.pageCount).toBe(2);
  expect(m.word(2)).toBe(0);
  expect(m.page(2)).toHaveLength(0);
  expect(m.page(-1)).toHaveLength(0);
});

test('accesses are noted in order where somebody asks', () => {
  const accesses: Access[] = [];
  const m = new Machine(state(), accesses);
  m.noteWords('read', 1, 2);
  m.noteBit('write', 1, 35);
  m.notePage('write', 1, 2, 4, 'owner');
  expect(accesses).toEqual([
    { kind: 'read', store: 'words', address: 1, width: 2 },
    { kind: 'write', store: 'words', address: 1, width: 2, bit: 35 },
    { kind: 'write', store: 'page', page: 1, from: 2, to: 4, by: 'owner' },
  ]);
  expect(m.accesses).toBe(accesses);
});

test('and not where nobody asks', () => {
  const m = new Machine(state(), null);
  m.noteWords('read', 1, 1);
  m.notePage('read', 1, 0, 1, 'kernel');
  expect(m.accesses).toBeNull();
});
