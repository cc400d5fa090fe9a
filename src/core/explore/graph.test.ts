import { describe, expect, test } from 'vitest';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { partsOf } from '../step/parts.ts';
import type { Steppable } from '../step/steppable.ts';
import { systemOf } from '../step/text-system.test-data.ts';
import { graphOf, type StateGraph } from './graph.ts';
import { Search, type Limits, type Taken } from './search.ts';

const NO_LIMITS: Limits = { states: Infinity, bytes: Infinity };

function searched(thing: Steppable, limits = NO_LIMITS): Search {
  const search = new Search(thing, limits);
  while (!search.advance(20));
  return search;
}

function isolation(release: string, limits = NO_LIMITS): Search {
  return searched(partsOf(machineOf('isolation', release)), limits);
}

/** Chooses between three steps and six, the third of which breaks the check. */
const twoWays = `u32 x;
ghost u64 x_is_three(void) { return x == 3; }
void runs(void)
{
	if (choose(2)) {
		WRITE_ONCE(x, 1);
		WRITE_ONCE(x, 2);
		WRITE_ONCE(x, 3);
		WRITE_ONCE(x, 4);
		WRITE_ONCE(x, 5);
	} else {
		WRITE_ONCE(x, 7);
		WRITE_ONCE(x, 8);
	}
	WRITE_ONCE(x, 9);
}`;

/** Steps of the shortest way to each node through the graph, its chains' steps included; -1 where there is none. */
function stepsTo(graph: StateGraph): number[] {
  const { edges, innerFrom, kind } = graph;
  const inside = (node: number): number => (innerFrom[node + 1] ?? 0) - (innerFrom[node] ?? 0);
  const steps = kind.map((_, node) => (node === 0 ? inside(0) : Infinity));
  for (let changed = true; changed;) {
    changed = false;
    edges.from.forEach((from, edge) => {
      const to = edges.to[edge] ?? 0;
      const found = (steps[from] ?? 0) + 1 + inside(to);
      if (found >= (steps[to] ?? 0)) return;
      steps[to] = found;
      changed = true;
    });
  }
  return steps;
}

describe('a graph that can be drawn whole', () => {
  const search = isolation('v11');
  const graph = graphOf(search, []);

  test('has a node a state and an edge a step', () => {
    expect(graph.shown).toBe('whole');
    expect(graph.kind).toHaveLength(search.states);
    expect(graph.drawn).toBe(search.states);
    expect(graph.edges.from).toHaveLength(search.progress.transitions);
    expect(graph.hidden.every((steps) => steps === 0)).toBe(true);
  });

  test('has each state at the depth at which it was met', () => {
    expect(stepsTo(graph)).toEqual([...graph.depth]);
  });

  test('marks as breaking the states in which a check first fails, nearest as near as the shortest run', () => {
    const lost = 1 << 1;
    const depths = graph.kind.flatMap((_, node) =>
      ((graph.breaks[node] ?? 0) & lost) === 0 ? [] : [graph.depth[node] ?? 0],
    );
    expect(Math.min(...depths)).toBe(search.shortest(1)?.length);
  });

  test('marks the ends, and nothing else', () => {
    const ends = graph.kind.flatMap((kind, node) => (kind === 'end' ? [node] : []));
    expect(ends).toEqual([...search.ends].sort((a, b) => a - b));
    expect(graph.kind).not.toContain('stuck');
  });
});

describe('chains', () => {
  test('are one node each, and what breaks stays a node of its own', () => {
    const checks = [{ predicate: 'x_is_three', when: 'always' as const }];
    const graph = graphOf(searched(partsOf(systemOf(twoWays, ['runs'], { checks }))), [], 8);
    expect(graph.shown).toBe('chains');
    expect(graph.drawn).toBe(12);
    const said = graph.kind.map((kind, node) => {
      const states = (graph.innerFrom[node + 1] ?? 0) - (graph.innerFrom[node] ?? 0) + 1;
      return [graph.depth[node], states, graph.breaks[node], kind];
    });
    expect(said).toEqual([
      [0, 1, 0, 'goes on'],
      [1, 3, 0, 'goes on'],
      [1, 3, 0, 'goes on'],
      [4, 1, 0, 'end'],
      [4, 1, 1, 'goes on'],
      [5, 2, 0, 'goes on'],
      [7, 1, 0, 'end'],
    ]);
  });

  test('keep the lengths of runs', () => {
    const search = isolation('v11');
    const graph = graphOf(search, [], search.states - 1);
    expect(graph.shown).toBe('chains');
    expect(graph.drawn).toBe(search.states);
    expect(graph.kind.length).toBeLessThan(search.states);
    expect(graph.kind.length + graph.inner.thread.length).toBe(search.states);
    expect(graph.edges.from.length + graph.inner.thread.length).toBe(search.progress.transitions);
    const steps = stepsTo(graph);
    graph.kind.forEach((_, node) => {
      const inside = (graph.innerFrom[node + 1] ?? 0) - (graph.innerFrom[node] ?? 0);
      expect((steps[node] ?? 0) - inside).toBe(graph.depth[node]);
    });
  });
});

describe('a part', () => {
  const search = isolation('v5.10');

  test('is the run, a shortest run to each failure, and what so many steps lead to; the rest is counted', () => {
    const run = search.pathTo(search.ends.at(-1) ?? 0);
    const graph = graphOf(search, run);
    expect(graph.shown).toBe('part');
    expect(graph.states).toBe(search.states);
    expect(graph.kind.length).toBeLessThanOrEqual(2_000);
    for (const depth of graph.depth) expect(graph.depth.filter((d) => d === depth).length).toBeLessThan(81);
    expect(graph.within).toBeGreaterThan(0);
    expect(graph.hidden.reduce((sum, steps) => sum + steps, 0)).toBeGreaterThan(0);
    expect(stepsTo(graph).every((steps) => steps < Infinity)).toBe(true);
    for (const check of [0, 1, 2])
      expect(
        graph.breaks.some((bits) => (bits & (1 << check)) !== 0),
        `check ${check}`,
      ).toBe(true);
  });

  test('has the run even where there is room for nothing else', () => {
    const run: Taken[] = [0, 0, 1, 0].map((thread) => ({ thread, outcome: 0 }));
    const graph = graphOf(search, run, 1);
    expect(graph.within).toBe(0);
    expect(graph.drawn).toBeGreaterThanOrEqual(run.length + 1);
  });
});

test('a bounded search has states that it did not look at, and goes no further', () => {
  const search = isolation('v11', { states: 100, bytes: Infinity });
  const { states } = search;
  const graph = graphOf(search, []);
  expect(graph.bounded).toBe(true);
  expect(search.states).toBe(states);
  expect(graph.kind.filter((kind) => kind === 'not looked at')).toHaveLength(states - search.lookedAt);
});
