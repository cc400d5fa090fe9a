/** Where an arrow key leads in the state graph: along its layers over a step, across them to the next state of the layer. */
import type { Ways } from '../../run/walk.ts';
import { at, type Scene } from './scene.ts';

/** The node that the key leads to from `node`; the same one where there is none. Where several steps lead on, the run's comes first. */
export function neighbourOf(
  { graph, out, via }: Ways,
  scene: Scene,
  walk: readonly number[],
  node: number,
  key: string,
): number {
  const right = scene.plan.direction === 'right';
  const { from, to } = graph.edges;
  switch (key) {
    case right ? 'ArrowRight' : 'ArrowDown': {
      const onRun = walk[walk.lastIndexOf(node) + 1];
      if (walk.includes(node) && onRun !== undefined) return onRun;
      return to[out[node]?.[0] ?? -1] ?? node;
    }
    case right ? 'ArrowLeft' : 'ArrowUp': {
      const onRun = walk[walk.indexOf(node) - 1];
      return onRun ?? from[via[node] ?? -1] ?? node;
    }
    case right ? 'ArrowDown' : 'ArrowRight':
      return beside(graph.depth, scene, node, 1);
    default:
      return beside(graph.depth, scene, node, -1);
  }
}

/** The next state of the same layer, in one direction. */
function beside(depth: Int32Array, { points, plan }: Scene, node: number, sign: 1 | -1): number {
  const across = (n: number): number => at(points, n)[plan.direction === 'right' ? 1 : 0] * sign;
  let found = node;
  depth.forEach((layer, other) => {
    if (layer !== depth[node] || across(other) <= across(node)) return;
    if (found === node || across(other) < across(found)) found = other;
  });
  return found;
}
