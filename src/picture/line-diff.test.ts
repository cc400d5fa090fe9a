import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffHunks, diffLines } from './line-diff.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('both texts can be read back from their difference', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const of = (kind: string) =>
        lines
          .filter((line) => line.kind === 'same' || line.kind === kind)
          .map((line) => line.text)
          .join('\n');
      expect(of('removed')).toBe(before);
      expect(of('added')).toBe(after);
    }),
  );
});

test('equal texts have no difference', () => {
  expect(diffHunks('a\nb', 'a\nb')).toEqual([]);
});

test('a line that moved is taken away and put in, with lines around', () => {
  const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n');
  const after = ['1', '3', '4', '5', '6', '7', '8', '2', '9'].join('\n');
  const hunks = diffHunks(before, after, 1);
  expect(hunks.map((hunk) => hunk.map(({ kind, text: line }) => `${kind} ${line}`))).toEqual([
    ['same 1', 'removed 2', 'same 3'],
    ['same 8', 'added 2', 'same 9'],
  ]);
});

test('a text that has little in common with the other is replaced, whole and soon', () => {
  const lines = (from: string) => Array.from({ length: 50_000 }, (_, i) => `${from} ${i}`).join('\n');
  const found = diffLines(lines('a'), lines('b'));
  expect(found).toHaveLength(100_000);
  expect(found.at(-1)).toEqual({ kind: 'added', number: 50_000, text: 'b 49999' });
});
