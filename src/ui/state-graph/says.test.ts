import { describe, expect, test } from 'vitest';
import { graphOf } from '../../core/explore/graph.ts';
import { Search, type Limits } from '../../core/explore/search.ts';
import { machineOf } from '../../core/scenarios/machine.test-data.ts';
import { partsOf } from '../../core/step/parts.ts';
import { layoutOf } from '../../picture/state-graph.ts';
import type { DrawnGraph } from '../../run/explorer.ts';
import { nameOfTask, whatIsDrawn, whatIsOutside } from './says.ts';

function drawn(
  release: string,
  limits: Limits = { states: Infinity, bytes: Infinity },
  most = 2_000,
): DrawnGraph {
  const search = new Search(partsOf(machineOf('isolation', release)), limits);
  while (!search.advance(20));
  const graph = graphOf(search, [], most);
  const { preemptions } = limits;
  const bounds = preemptions === undefined ? {} : { bounds: { preemptions } };
  return { task: { scenario: 'isolation', release, ...bounds }, run: [], graph, layout: layoutOf(graph) };
}

describe('what is drawn', () => {
  test('all of it', () => {
    const all = drawn('v12');
    const { states, transitions } = all.graph;
    expect(whatIsDrawn(all)).toBe(`All ${states} states and ${transitions} steps, by depth.`);
  });

  test('all of it, with chains', () => {
    const all = drawn('v11', undefined, 767);
    expect(whatIsDrawn(all)).toMatch(
      /^All 768 states and 1,412 steps, by depth, in 7\d\d nodes\. A chain of states without a choice counts as one\.$/,
    );
  });

  test('a part, and how much is not', () => {
    const part = drawn('v11', undefined, 100);
    const left = 768 - part.graph.drawn;
    expect(whatIsDrawn(part)).toContain(`A part: ${part.graph.drawn} of 768 states, by depth.`);
    expect(whatIsDrawn(part)).toContain(`; ${left} states are not drawn.`);
  });

  test('that preemptions are bounded, and that the search stopped', () => {
    const few = drawn('v12', { states: Infinity, bytes: Infinity, preemptions: 1 });
    expect(whatIsDrawn(few)).toContain('Only interleavings with at most 1 preemption.');
    const stopped = drawn('v12', { states: 100, bytes: Infinity });
    expect(whatIsDrawn(stopped)).toContain('The search stopped at its limit');
  });
});

test('a run that goes on outside of the graph is said to, with the reason', () => {
  const all = drawn('v12');
  expect(whatIsOutside(all, 3, 3)).toBeNull();
  expect(whatIsOutside(all, 2, 3)).toBe(
    'From step 3 on your run is not in this graph: the explorer steps threads and makes no system calls.',
  );
  const few = drawn('v12', { states: Infinity, bytes: Infinity, preemptions: 0 });
  expect(whatIsOutside(few, 2, 3)).toContain('it has more preemptions than were explored');
});

test('an edited release is called so', () => {
  expect(nameOfTask({ scenario: 'isolation', release: 'v11' })).toBe('v11');
  expect(nameOfTask({ scenario: 'isolation', release: 'v11', edited: [['a.c', '']] })).toBe('v11, edited');
});
