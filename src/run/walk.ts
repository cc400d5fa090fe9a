/** Runs as ways through the state graph: where a run stands in it, and the run that leads to a node. */
import type { StateGraph } from '../core/explore/graph.ts';
import type { Taken } from '../core/explore/search.ts';
import type { Choice } from '../core/step/record.ts';

/** A graph with what walking it needs. */
export interface Ways {
  readonly graph: StateGraph;
  /** By node, the edges out of it and into it. */
  readonly out: readonly (readonly number[])[];
  readonly into: readonly (readonly number[])[];
  /** By node, the last edge of a shortest way to it; -1 for the start. */
  readonly via: Int32Array;
}

export function waysOf(graph: StateGraph): Ways {
  const { edges, kind } = graph;
  const out: number[][] = kind.map(() => []);
  const into: number[][] = kind.map(() => []);
  edges.from.forEach((from, edge) => {
    out[from]?.push(edge);
    into[edges.to[edge] ?? 0]?.push(edge);
  });
  return { graph, out, into, via: shortestWays(graph, out) };
}

/** By node, the last edge of a way with the fewest steps, those inside of chains included. */
function shortestWays(graph: StateGraph, out: readonly (readonly number[])[]): Int32Array {
  const steps = graph.kind.map((_, node) => (node === 0 ? stepsInside(graph, 0) : Infinity));
  const via = new Int32Array(steps.length).fill(-1);
  /** Nodes by the steps to them, as far as is known; one may stand there again with more. */
  const waiting: number[][] = [];
  const wait = (node: number): void => {
    (waiting[steps[node] ?? 0] ??= []).push(node);
  };
  wait(0);
  for (let at = 0; at < waiting.length; at++) {
    for (const node of waiting[at] ?? []) {
      if (steps[node] !== at) continue;
      for (const edge of out[node] ?? []) {
        const to = graph.edges.to[edge] ?? 0;
        const found = at + 1 + stepsInside(graph, to);
        if (found >= (steps[to] ?? 0)) continue;
        steps[to] = found;
        via[to] = edge;
        wait(to);
      }
    }
  }
  return via;
}

/** Steps of the chain that a node stands for; 0 for a single state. */
export function stepsInside({ innerFrom }: StateGraph, node: number): number {
  return (innerFrom[node + 1] ?? 0) - (innerFrom[node] ?? 0);
}

/** The node in which a run stands after each of its steps, 0 first; it ends where the run leaves what is drawn. */
export function walkThrough({ graph, out }: Ways, choices: readonly Choice[]): number[] {
  const { edges, inner, innerFrom } = graph;
  const nodes = [0];
  let inside = 0;
  for (const choice of choices) {
    const node = nodes.at(-1) ?? 0;
    if (choice.kind !== 'step') break;
    const { thread, outcome = 0 } = choice;
    if (inside < stepsInside(graph, node)) {
      const at = (innerFrom[node] ?? 0) + inside;
      if (inner.thread[at] !== thread || inner.outcome[at] !== outcome) break;
      nodes.push(node);
      inside++;
      continue;
    }
    const edge = out[node]?.find((e) => edges.thread[e] === thread && edges.outcome[e] === outcome);
    if (edge === undefined) break;
    nodes.push(edges.to[edge] ?? 0);
    inside = 0;
  }
  return nodes;
}

/** The choices of the step or steps by which a node is reached over an edge: to the end of its chain. */
export function stepsOver({ graph }: Ways, edge: number): Taken[] {
  const { edges } = graph;
  const node = edges.to[edge] ?? 0;
  return [{ thread: edges.thread[edge] ?? 0, outcome: edges.outcome[edge] ?? 0 }, ...insideOf(graph, node)];
}

/** A run with the fewest steps of those drawn to a node, to the end of its chain. */
export function runTo(ways: Ways, node: number): Taken[] {
  const edge = ways.via[node] ?? -1;
  if (edge < 0) return insideOf(ways.graph, node);
  return [...runTo(ways, ways.graph.edges.from[edge] ?? 0), ...stepsOver(ways, edge)];
}

function insideOf(graph: StateGraph, node: number): Taken[] {
  const { inner, innerFrom } = graph;
  const first = innerFrom[node] ?? 0;
  return Array.from({ length: stepsInside(graph, node) }, (_, i) => ({
    thread: inner.thread[first + i] ?? 0,
    outcome: inner.outcome[first + i] ?? 0,
  }));
}
