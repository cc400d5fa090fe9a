import { describe, expect, test } from 'vitest';
import { graphOf, type StateGraph } from '../core/explore/graph.ts';
import { Search, type Limits } from '../core/explore/search.ts';
import { partsOf } from '../core/step/parts.ts';
import { systemOf } from '../core/step/text-system.test-data.ts';
import { stateMark, type StateMark } from './state-mark.ts';

const text = `u32 x; unsigned long flags;
ghost u64 x_is_two(void) { return x == 2; }
void counts(void)
{
\tfetch_add(&x, 1);
\tfetch_add(&x, 1);
\tfetch_add(&x, 1);
}
void waits(void) { wait_until(READ_ONCE(flags)); }`;

function drawn(entries: readonly string[], limits: Partial<Limits> = {}, most?: number): StateGraph {
  const checks = [
    { predicate: 'x_is_two', when: 'always' as const },
    { predicate: null, when: 'always' as const },
  ];
  const system = systemOf(text, entries, { checks });
  const search = new Search(partsOf(system), { states: Infinity, bytes: Infinity, ...limits });
  while (!search.advance(1));
  return graphOf(search, [], most);
}

function marks(graph: StateGraph): StateMark[] {
  return graph.kind.map((_, node) => stateMark(graph, node));
}

describe('a state is marked by its shape', () => {
  test('where a property breaks, and after that, to the end', () => {
    expect(marks(drawn(['counts'])).map(({ shape, end }) => `${shape}${end ? ', end' : ''}`)).toEqual([
      'state',
      'state',
      'breaking',
      'broken, end',
    ]);
  });

  test('where nothing can go on though something has not ended', () => {
    expect(marks(drawn(['waits'])).map(({ shape, end }) => ({ shape, end }))).toEqual([
      { shape: 'stuck', end: false },
    ]);
  });

  test('where the search stopped before it looked further', () => {
    const shapes = marks(drawn(['counts', 'counts'], { states: 2 })).map(({ shape }) => shape);
    expect(shapes).toEqual(['state', 'open', 'open']);
  });
});

test('a state of a part says how many steps lead to what is not drawn', () => {
  const graph = drawn(['counts', 'counts'], {}, 4);
  const hidden = marks(graph).reduce((sum, mark) => sum + mark.hidden, 0);
  expect(graph.shown).toBe('part');
  expect(hidden).toBeGreaterThan(0);
  expect(graph.edges.from.length + graph.inner.thread.length + hidden).toBeLessThanOrEqual(graph.transitions);
});
