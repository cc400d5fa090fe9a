import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphOf } from '../core/explore/graph.ts';
import { Search } from '../core/explore/search.ts';
import { machineOf } from '../core/scenarios/machine.test-data.ts';
import { partsOf } from '../core/step/parts.ts';
import {
  edgesPath,
  extentOf,
  layoutOf,
  markSize,
  planFor,
  pointOf,
  type GraphLayout,
  type Layered,
} from './state-graph.ts';

function isolation(release: string): Layered {
  const search = new Search(partsOf(machineOf('isolation', release)), { states: Infinity, bytes: Infinity });
  while (!search.advance(4000));
  return graphOf(search, []);
}

function layered(depth: number[], edges: (readonly [from: number, to: number])[]): Layered {
  return { depth, edges: { from: edges.map(([from]) => from), to: edges.map(([, to]) => to) } };
}

/** The smallest distance between two nodes of one layer. */
function closest({ depth }: Layered, { across }: GraphLayout): number {
  let least = Infinity;
  for (let a = 0; a < depth.length; a++)
    for (let b = 0; b < a; b++)
      if (depth[a] === depth[b]) least = Math.min(least, Math.abs((across[a] ?? 0) - (across[b] ?? 0)));
  return least;
}

/** Pairs of edges between neighbouring layers that cross, counted one by one. */
function crossings({ depth, edges }: Layered, { across }: GraphLayout): number {
  let found = 0;
  for (let a = 0; a < edges.from.length; a++)
    for (let b = 0; b < a; b++) {
      const [fromA = 0, toA = 0, fromB = 0, toB = 0] = [
        edges.from[a],
        edges.to[a],
        edges.from[b],
        edges.to[b],
      ];
      if (depth[fromA] !== depth[fromB] || depth[toA] !== depth[toB]) continue;
      const [before, after] = [
        (across[fromA] ?? 0) - (across[fromB] ?? 0),
        (across[toA] ?? 0) - (across[toB] ?? 0),
      ];
      if (before * after < 0) found++;
    }
  return found;
}

describe('the states of a graph', () => {
  const graph = isolation('v11');
  const layout = layoutOf(graph);

  test('lie in layers by their depth', () => {
    expect([...layout.along]).toEqual(Array.from(graph.depth));
    expect(layout.length).toBe(Math.max(...Array.from(graph.depth)));
  });

  test('lie apart: no two of a layer are closer than one unit', () => {
    expect(closest(graph, layout)).toBeGreaterThan(0.999);
  });

  test('lie within the breadth, from 0 on', () => {
    expect(Math.min(...layout.across)).toBe(0);
    expect(Math.max(...layout.across)).toBe(layout.breadth);
  });

  test('lie where they lay before, when laid out again', () => {
    expect(layoutOf(isolation('v11'))).toEqual(layout);
  });
});

test('random graphs: every two nodes lie apart', () => {
  const depths = fc.array(fc.nat(5), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(depths, fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 60 }), (deep, pairs) => {
      const edges = pairs.map(([a, b]) => [a % deep.length, b % deep.length] as const);
      const graph = layered(deep, edges);
      expect(closest(graph, layoutOf(graph))).toBeGreaterThan(0.999);
    }),
    { seed: 20211120 },
  );
});

test('edges that need not cross do not', () => {
  // Three threads of states, met in a tangled order.
  const graph = layered(
    [0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
    [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 6],
      [2, 4],
      [3, 5],
      [6, 8],
      [4, 9],
      [5, 7],
    ],
  );
  expect(crossings(graph, layoutOf(graph))).toBe(0);
});

test('a single chain is a straight line', () => {
  const graph = layered(
    [0, 1, 2, 3],
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  );
  expect([...layoutOf(graph).across]).toEqual([0, 0, 0, 0]);
});

test('layers that are empty within a chain take little room', () => {
  const layout = layoutOf(layered([0, 1, 9, 10], [[0, 1], [1, 2], [2, 3]])); // prettier-ignore
  expect([...layout.along]).toEqual([0, 1, 3, 4]);
  expect(layout.length).toBe(4);
});

describe('on the page', () => {
  const layout = layoutOf(isolation('v12'));

  test('a graph runs to the right where there is more room to the side, else down', () => {
    const wide = planFor(layout, 900, 500);
    const tall = planFor(layout, 350, 600);
    expect([wide.direction, tall.direction]).toEqual(['right', 'down']);
    const [x, y] = pointOf(layout, 5, wide);
    expect(pointOf(layout, 5, { ...wide, direction: 'down' })).toEqual([y, x]);
  });

  test('marks shrink with the room between states, but not beyond what can be told apart', () => {
    const roomy = { direction: 'right', layer: 44, gap: 30 } as const;
    const close = { direction: 'right', layer: 44, gap: 6 } as const;
    expect(markSize(roomy, 1)).toBe(1);
    expect(markSize(close, 1)).toBe(0.5);
    expect(markSize(close, 0.3)).toBe(1.5);
  });

  test('it fills the room along, where its layers fit', () => {
    expect(extentOf(layout, planFor(layout, 900, 500))[0]).toBeCloseTo(900);
  });
});

test('an edge is drawn from one node to the other', () => {
  expect(edgesPath([[[0, 0], [20, 10]]], 'right')).toBe('M0,0C10,0,10,10,20,10'); // prettier-ignore
  expect(edgesPath([[[0, 0], [20, 10]]], 'down')).toBe('M0,0C0,5,20,5,20,10'); // prettier-ignore
});
