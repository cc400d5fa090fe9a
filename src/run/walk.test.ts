import { describe, expect, test } from 'vitest';
import { graphOf, type StateGraph } from '../core/explore/graph.ts';
import { Search, type Taken } from '../core/explore/search.ts';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import { machineOf } from '../core/scenarios/machine.test-data.ts';
import type { Choice } from '../core/step/record.ts';
import { partsOf } from '../core/step/parts.ts';
import { differenceOver } from './difference.ts';
import { runTo, stepsOver, walkThrough, waysOf } from './walk.ts';

const system = machineOf(isolation, 'v11');

function searched(): Search {
  const search = new Search(partsOf(system), { states: Infinity, bytes: Infinity });
  while (!search.advance(4000));
  return search;
}

const search = searched();
const whole = waysOf(graphOf(search, []));
const chained = waysOf(graphOf(search, [], search.states - 1));

const choices = (run: readonly Taken[]): Choice[] => run.map((taken) => ({ kind: 'step', ...taken }));
const lostTo = search.shortest(1) ?? [];

describe('a run through the graph', () => {
  test('stands in another node after each of its steps, one more than it has', () => {
    const nodes = walkThrough(whole, choices(lostTo));
    expect(nodes).toHaveLength(lostTo.length + 1);
    expect(new Set(nodes).size).toBe(nodes.length);
    expect(whole.graph.breaks[nodes.at(-1) ?? 0]).toBe(1 << 1);
  });

  test('stays in the node of a chain for as many steps as the chain has', () => {
    expect(chained.graph.shown).toBe('chains');
    for (const end of search.ends) {
      const run = search.pathTo(end);
      expect(walkThrough(chained, choices(run))).toHaveLength(run.length + 1);
    }
  });

  test('ends where the run does what no step of the graph is', () => {
    expect(walkThrough(whole, choices([{ thread: 0, outcome: 0 }, { thread: 7, outcome: 0 }]))).toHaveLength(2); // prettier-ignore
    const call: Choice = { kind: 'call', mailbox: 0, nr: 0n, args: [], writes: [] };
    expect(walkThrough(whole, [call])).toEqual([0]);
  });
});

describe('the run to a node', () => {
  const leads = (ways: typeof whole, graph: StateGraph) => {
    graph.kind.forEach((_, node) => {
      const run = runTo(ways, node);
      const inside = (graph.innerFrom[node + 1] ?? 0) - (graph.innerFrom[node] ?? 0);
      expect(walkThrough(ways, choices(run)).at(-1)).toBe(node);
      expect(run.length - inside).toBe(graph.depth[node]);
    });
  };

  test('leads there, in as few steps as the node is deep', () => {
    leads(whole, whole.graph);
  });

  test('and to the end of a chain', () => {
    leads(chained, chained.graph);
  });
});

describe('the difference that a step makes', () => {
  const node = walkThrough(whole, choices(lostTo)).at(-1) ?? 0;
  const edge = whole.via[node] ?? -1;
  const before = runTo(whole, whole.graph.edges.from[edge] ?? 0);

  test('is between the states on both sides of it, with the step and who took it', () => {
    const difference = differenceOver(isolation, system, before, stepsOver(whole, edge));
    expect(difference?.records).toHaveLength(1);
    expect(difference?.records[0]?.broke).toEqual([1]);
    expect(difference?.moved?.to.index).toBe(whole.graph.edges.thread[edge]);
  });

  test('is none where the run cannot be taken', () => {
    expect(differenceOver(isolation, system, [{ thread: 9, outcome: 0 }], [])).toBeNull();
  });
});
