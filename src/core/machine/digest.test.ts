import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from './digest.ts';
import { Machine } from './machine.ts';
import { copyState, type State } from './state.ts';

const words = fc.uint32Array({ minLength: 1, maxLength: 12 });
const page = fc.uint8Array({ minLength: 1, maxLength: 40 });
const states: fc.Arbitrary<State> = fc.record({
  words,
  pages: fc.array(page, { minLength: 1, maxLength: 4 }),
});

/** Nothing shared. */
function deepCopy(state: State): { words: Uint32Array; pages: Uint8Array[] } {
  return { words: state.words.slice(), pages: state.pages.map((p) => p.slice()) };
}

function flipWord(state: State, word: number, bit: number): State {
  const flipped = deepCopy(state);
  flipped.words[word] = (flipped.words[word] ?? 0) ^ (1 << bit);
  return flipped;
}
function flipByte(state: State, index: number, byte: number, bit: number): State {
  const flipped = deepCopy(state);
  const bytes = flipped.pages[index] ?? new Uint8Array(0);
  bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit);
  return flipped;
}

test('a digest is 16 hex digits', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(digestOf(state)).toMatch(/^[0-9a-f]{16}$/);
    }),
  );
});

test('only content counts, shared or copied', () => {
  fc.assert(
    fc.property(states, (state) => {
      const digest = digestOf(state);
      expect(digestOf(state)).toBe(digest);
      expect(digestOf(copyState(state))).toBe(digest);
      expect(digestOf(deepCopy(state))).toBe(digest);
    }),
  );
});

test('any single bit of any word counts', () => {
  fc.assert(
    fc.property(states, fc.nat(), fc.nat(31), (state, any, bit) => {
      const flipped = flipWord(state, any % state.words.length, bit);
      expect(digestOf(flipped)).not.toBe(digestOf(state));
    }),
  );
});

test('any single bit of any page counts', () => {
  fc.assert(
    fc.property(states, fc.nat(), fc.nat(), fc.nat(7), (state, anyPage, anyByte, bit) => {
      const index = anyPage % state.pages.length;
      const flipped = flipByte(state, index, anyByte % (state.pages[index]?.length ?? 1), bit);
      expect(digestOf(flipped)).not.toBe(digestOf(state));
    }),
  );
});

test('all the states one bit away from a state have digests of their own', () => {
  const state: State = { words: new Uint32Array(32), pages: [new Uint8Array(128), new Uint8Array(128)] };
  const digests = new Set([digestOf(state)]);
  for (let word = 0; word < 32; word++)
    for (let bit = 0; bit < 32; bit++) digests.add(digestOf(flipWord(state, word, bit)));
  for (let index = 0; index < 2; index++)
    for (let byte = 0; byte < 128; byte++)
      for (let bit = 0; bit < 8; bit++) digests.add(digestOf(flipByte(state, index, byte, bit)));
  expect(digests.size).toBe(1 + 32 * 32 + 2 * 128 * 8);
});

test('where content lies counts', () => {
  const [a, b] = [Uint8Array.of(1, 0, 0, 0), Uint8Array.of(2, 0, 0, 0)];
  const of = (...pages: Uint8Array[]): string => digestOf({ words: Uint32Array.of(1, 2), pages });
  expect(of(a, b)).not.toBe(of(b, a));
  expect(of(a)).not.toBe(of(a, new Uint8Array(4)));
  expect(of(Uint8Array.of(1))).not.toBe(of(Uint8Array.of(1, 0)));
  expect(digestOf({ words: Uint32Array.of(2, 1), pages: [] })).not.toBe(
    digestOf({ words: Uint32Array.of(1, 2), pages: [] }),
  );
});

test('a step that writes and another that writes it back lead to the same digest', () => {
  const start: State = { words: new Uint32Array(4), pages: [new Uint8Array(128)] };
  const digest = digestOf(start);
  const there = new Machine(copyState(start), null);
  there.ownPage(0)[5] = 3;
  expect(digestOf(there.state)).not.toBe(digest);
  const back = new Machine(copyState(there.state), null);
  back.ownPage(0)[5] = 0;
  expect(digestOf(back.state)).toBe(digest);
});
