import { describe, expect, test } from 'vitest';
import { lineAt, listing } from './listing.ts';

const text = `/* Clears the tags
   of a page. */
static void clear_tags(tags_t *t)
{
    ghost owner = 1;
    for (u32 i = 0; i < TAG_BLOCKS; i++)
        stgm_zero(t, i); // one block
}
`;
const stretch = (of: string) => ({ from: text.indexOf(of), to: text.indexOf(of) + of.length });
const shown = { from: text.indexOf('static'), to: text.length };

describe('a listing', () => {
  test('says again exactly what was written, with the numbers of the file', () => {
    const lines = listing(text, { from: 0, to: text.length });
    expect(lines.map(({ tokens }) => tokens.map((token) => token.text).join('')).join('\n')).toBe(text);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('begins at the line of the stretch', () => {
    expect(listing(text, stretch('clear_tags'))[0]?.number).toBe(3);
    expect(listing(text, stretch('clear_tags'))).toHaveLength(1);
  });

  test('marks the running line and cuts the pieces at the operation', () => {
    const lines = listing(text, shown, stretch('stgm_zero(t, i);'), stretch('stgm_zero(t, i)'));
    expect(lines.filter(({ running }) => running).map(({ number }) => number)).toEqual([7]);
    const marked = lines.flatMap(({ tokens }) => tokens).filter((token) => token.marked);
    expect(marked.map((token) => token.text).join('')).toBe('stgm_zero(t, i)');
  });

  test('a mark may begin in the middle of a word', () => {
    const lines = listing(text, shown, undefined, {
      from: text.indexOf('AG_BLOCKS'),
      to: text.indexOf('BLOCKS'),
    });
    const tokens = lines.flatMap((line) => line.tokens).filter((token) => token.kind === 'constant');
    expect(tokens.map((token) => token.text)).toEqual(['T', 'AG_', 'BLOCKS']);
    expect(tokens.map((token) => token.marked)).toEqual([false, true, false]);
  });

  test('knows comments over several lines, keywords, types, constants, calls and ghosts', () => {
    const lines = listing(text, { from: text.indexOf('of a page'), to: text.length });
    const kinds = new Map(lines.flatMap(({ tokens }) => tokens).map((token) => [token.text, token.kind]));
    expect(kinds.get('   of a page. */')).toBe('comment');
    expect(kinds.get('for')).toBe('keyword');
    expect(kinds.get('u32')).toBe('type');
    expect(kinds.get('TAG_BLOCKS')).toBe('constant');
    expect(kinds.get('stgm_zero')).toBe('call');
    expect(kinds.get('0')).toBe('number');
    expect(kinds.get('// one block')).toBe('comment');
    expect(lines.filter(({ ghost }) => ghost).map(({ number }) => number)).toEqual([5]);
  });
});

test('an offset has a line', () => {
  expect([0, text.indexOf('static'), text.indexOf('ghost')].map((offset) => lineAt(text, offset))).toEqual([
    1, 3, 5,
  ]);
});
