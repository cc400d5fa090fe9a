/** A state graph as it is put on the page: points, marks and lines, made once for a graph and a size. */
import type { DrawnGraph } from '../../run/explorer.ts';
import { stateMark, type StateMark } from '../../picture/state-mark.ts';
import { edgesPath, extentOf, planFor, pointOf, type Plan, type Point } from '../../picture/state-graph.ts';

export interface Scene {
  readonly plan: Plan;
  readonly extent: Point;
  readonly points: readonly Point[];
  readonly marks: readonly StateMark[];
  /** The lines of each thread's steps. */
  readonly lines: readonly string[];
}

export function sceneOf({ graph, layout }: DrawnGraph, width: number, height: number): Scene {
  const plan = planFor(layout, width, height);
  const points = graph.kind.map((_, node) => pointOf(layout, node, plan));
  const { from, to, thread } = graph.edges;
  const threads = thread.reduce((most, each) => Math.max(most, each + 1), 0);
  const ends = Array.from({ length: threads }, (): [Point, Point][] => []);
  from.forEach((start, edge) => {
    ends[thread[edge] ?? 0]?.push([at(points, start), at(points, to[edge] ?? 0)]);
  });
  return {
    plan,
    extent: extentOf(layout, plan),
    points,
    marks: graph.kind.map((_, node) => stateMark(graph, node)),
    lines: ends.map((each) => edgesPath(each, plan.direction)),
  };
}

/** The line of a run through nodes, each once. */
export function runLine({ points, plan }: Scene, nodes: readonly number[]): string {
  return edgesPath(
    nodes.slice(1).map((node, i) => [at(points, nodes[i] ?? 0), at(points, node)]),
    plan.direction,
  );
}

const NOWHERE: Point = [0, 0];

export function at(points: readonly Point[], node: number): Point {
  return points[node] ?? NOWHERE;
}

/** The node nearest to a place, no further than `reach`; null if there is none. */
export function nodeAt({ points }: Scene, x: number, y: number, reach: number): number | null {
  let found: number | null = null;
  let least = reach;
  points.forEach(([px, py], node) => {
    const distance = Math.hypot(px - x, py - y);
    if (distance > least) return;
    least = distance;
    found = node;
  });
  return found;
}
