import { describe, expect, test } from 'vitest';
import { compile } from '../lang/compile.ts';
import { partsOf } from '../step/parts.ts';
import { countInterleavings } from './count.ts';
import { livelockIn } from './livelock.ts';
import { Search } from './search.ts';

/** All states of a few threads over the words `x` and `y`. */
function searched(...bodies: readonly string[]): Search {
  const compiled = compile({
    sources: [
      {
        path: 'threads.c',
        text: `u32 x; u32 y;\n${bodies.map((body, i) => `void thread${i}(void) { ${body} }`).join('\n')}`,
        origin: 'test',
      },
    ],
    constants: {},
    primitives: [],
    threads: bodies.map((_, i) => ({ name: `T${i}`, entry: `thread${i}`, args: [] })),
    routines: [],
  });
  if (!('program' in compiled)) throw new Error(compiled.diagnostics.map((d) => d.message).join('\n'));
  const search = new Search(
    partsOf({
      program: compiled.program,
      primitives: [],
      checks: [],
      prologue: '',
      resident: bodies.map(() => false),
      writeUser: () => false,
    }),
    { states: Infinity, bytes: Infinity },
  );
  while (!search.advance(1000));
  return search;
}

describe('a cycle in which no thread can end', () => {
  test('two threads that each wait, turning, for what the other sets afterwards', () => {
    const search = searched(
      'while (!READ_ONCE(y)); WRITE_ONCE(x, 1);',
      'while (!READ_ONCE(x)); WRITE_ONCE(y, 1);',
    );
    expect(countInterleavings(search)).toBeNull();
    expect(livelockIn(search)).toEqual({ states: search.states, first: 0 });
  });

  test('is entered by a step, where one thread spoils what the other waits for', () => {
    const search = searched('WRITE_ONCE(x, 1); while (READ_ONCE(x) != 1);', 'fetch_add(&x, 1);');
    const found = livelockIn(search);
    expect(found).not.toBeNull();
    expect(search.pathTo(found?.first ?? 0).map(({ thread }) => thread)).toEqual([0, 1]);
    expect(found?.states).toBeLessThan(search.states);
  });

  test('is none where the other thread can always come and let it go', () => {
    const search = searched('while (!READ_ONCE(y));', 'WRITE_ONCE(y, 1);');
    expect(countInterleavings(search)).toBeNull();
    expect(livelockIn(search)).toBeNull();
  });

  test('is none where nothing turns', () => {
    expect(livelockIn(searched('WRITE_ONCE(x, 1);', 'WRITE_ONCE(y, 1);'))).toBeNull();
  });
});
