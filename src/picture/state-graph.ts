/**
 * Where the states of a graph lie: layers by depth along one direction, and in each layer an order in which few edges cross. Sugiyama's
 * method without its dummies, since no step leads more than one layer further, except out of a chain.
 */
import { linkHorizontal, linkVertical } from 'd3-shape';

/** What the layout must know of a graph. */
export interface Layered {
  /** By node. */
  readonly depth: ArrayLike<number>;
  readonly edges: { readonly from: ArrayLike<number>; readonly to: ArrayLike<number> };
}

export interface GraphLayout {
  /** By node: its layer's place, and its own across it, where two of a layer are at least 1 apart. The smallest of each is 0. */
  readonly along: Float32Array;
  readonly across: Float32Array;
  readonly length: number;
  readonly breadth: number;
}

/** Times that the order is improved, forwards and backwards in turn. */
const SWEEPS = 12;
const ALIGNMENTS = 6;
/** Layers that a step out of a chain goes over on the page, at most. */
const LONGEST = 2;

export function layoutOf(graph: Layered): GraphLayout {
  const count = graph.depth.length;
  const layers = layersOf(graph.depth);
  const near = neighboursOf(graph, count);
  const across = new Float64Array(count);
  for (const layer of layers) inARow(layer, across);
  let best = { layers: layers.map((layer) => layer.slice()), crossings: crossingsIn(graph, layers, across) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      reorder(layer, sweep % 2 === 0 ? near.before : near.after, across);
      inARow(layer, across);
    }
    const crossings = crossingsIn(graph, layers, across);
    if (crossings < best.crossings) best = { layers: layers.map((layer) => layer.slice()), crossings };
  }
  for (const layer of best.layers) inARow(layer, across);
  for (let round = 0; round < ALIGNMENTS; round++)
    for (const layer of round % 2 === 0 ? best.layers : best.layers.toReversed())
      align(layer, near.all, across);

  const places = placesOf(layers);
  const top = across.reduce((least, y) => Math.min(least, y), Infinity);
  const placed = Float32Array.from(across, (y) => y - top);
  return {
    along: Float32Array.from(graph.depth, (depth) => places[depth] ?? 0),
    across: placed,
    length: places.at(-1) ?? 0,
    breadth: placed.reduce((most, y) => Math.max(most, y), 0),
  };
}

/** The nodes of each depth. */
function layersOf(depth: ArrayLike<number>): number[][] {
  const layers: number[][] = [];
  for (let node = 0; node < depth.length; node++) {
    const at = depth[node] ?? 0;
    while (layers.length <= at) layers.push([]);
    layers[at]?.push(node);
  }
  return layers;
}

/** Where each layer lies: one after the other, with so much room for those that are empty, within a chain. */
function placesOf(layers: readonly (readonly number[])[]): number[] {
  let place = 0;
  let empty = 0;
  return layers.map((layer, depth) => {
    if (layer.length > 0 && depth > 0) place += Math.min(1 + empty, LONGEST);
    empty = layer.length > 0 ? 0 : empty + 1;
    return place;
  });
}

/** By node, those that edges join it to: in layers before it, after it, and either. */
function neighboursOf({ depth, edges }: Layered, count: number) {
  const lists = (): number[][] => Array.from({ length: count }, () => []);
  const near = { before: lists(), after: lists(), all: lists() };
  for (let edge = 0; edge < edges.from.length; edge++) {
    const [from = 0, to = 0] = [edges.from[edge], edges.to[edge]];
    if (depth[from] === depth[to]) continue;
    const [first, second] = (depth[from] ?? 0) < (depth[to] ?? 0) ? [from, to] : [to, from];
    near.after[first]?.push(second);
    near.before[second]?.push(first);
    near.all[first]?.push(second);
    near.all[second]?.push(first);
  }
  return near;
}

/** Puts a layer's nodes at distance 1, around 0. */
function inARow(layer: readonly number[], across: Float64Array): void {
  layer.forEach((node, i) => {
    across[node] = i - (layer.length - 1) / 2;
  });
}

/** Sorts a layer by the mean of each node's neighbours; one that has none stays where it is. */
function reorder(layer: number[], near: readonly (readonly number[])[], across: Float64Array): void {
  const wanted = new Map(layer.map((node) => [node, meanOf(near[node] ?? [], across, across[node] ?? 0)]));
  layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
}

function meanOf(nodes: readonly number[], across: Float64Array, otherwise: number): number {
  if (nodes.length === 0) return otherwise;
  return nodes.reduce((sum, node) => sum + (across[node] ?? 0), 0) / nodes.length;
}

/**
 * Moves a layer's nodes as near to the mean of their neighbours as their order and a distance of 1 allow: what pools adjacent violators
 * in isotonic regression.
 */
function align(layer: readonly number[], near: readonly (readonly number[])[], across: Float64Array): void {
  const pools: { mean: number; count: number }[] = [];
  layer.forEach((node, i) => {
    let pool = { mean: meanOf(near[node] ?? [], across, across[node] ?? 0) - i, count: 1 };
    for (let last = pools.at(-1); last !== undefined && last.mean >= pool.mean; last = pools.at(-1)) {
      pools.pop();
      const count = last.count + pool.count;
      pool = { mean: (last.mean * last.count + pool.mean * pool.count) / count, count };
    }
    pools.push(pool);
  });
  let i = 0;
  for (const { mean, count } of pools)
    for (let n = 0; n < count; n++, i++) {
      const node = layer[i];
      if (node !== undefined) across[node] = mean + i;
    }
}

/** How many pairs of edges between the same two layers cross. */
function crossingsIn(
  { depth, edges }: Layered,
  layers: readonly (readonly number[])[],
  across: Float64Array,
): number {
  const between: [from: number, to: number][][] = layers.map(() => []);
  for (let edge = 0; edge < edges.from.length; edge++) {
    const [from = 0, to = 0] = [edges.from[edge], edges.to[edge]];
    const at = depth[from] ?? 0;
    if (depth[to] === at + 1) between[at]?.push([across[from] ?? 0, across[to] ?? 0]);
  }
  return between.reduce((sum, pairs, at) => sum + inversions(pairs, layers[at + 1]?.length ?? 0), 0);
}

/** Pairs in the wrong order, counted with a tree of sums; both ends lie at distance 1, around 0. */
function inversions(pairs: [from: number, to: number][], width: number): number {
  pairs.sort(([a, x], [b, y]) => a - b || x - y);
  const sums = new Int32Array(width + 1);
  let seen = 0;
  let crossings = 0;
  for (const [, to] of pairs) {
    const rank = Math.round(to + (width - 1) / 2) + 1;
    let notAfter = 0;
    for (let i = rank; i > 0; i -= i & -i) notAfter += sums[i] ?? 0;
    crossings += seen - notAfter;
    for (let i = rank; i <= width; i += i & -i) sums[i] = (sums[i] ?? 0) + 1;
    seen++;
  }
  return crossings;
}

export type Point = readonly [x: number, y: number];

/** How a layout is put on the page: along it to the right or down, with so many pixels from layer to layer and between two nodes of one. */
export interface Plan {
  readonly direction: 'right' | 'down';
  readonly layer: number;
  readonly gap: number;
}

/** Pixels between layers, and between the nodes of one: as many as fill the room, within what can be told apart and what belongs together. */
const LAYERS = { least: 9, most: 44 };
const GAPS = { least: 4.5, most: 30 };

/** What a mark needs to have room for its shape. */
const ROOM = 12;

/** How large marks may be that do not touch, at most 1; and never so small that their shapes cannot be told apart when enlarged by `k`. */
export function markSize({ layer, gap }: Plan, k: number): number {
  return Math.max(Math.min(1, layer / ROOM, gap / ROOM), 0.45 / k);
}

/** The plan that fills the room best; what does not fit is for zooming. */
export function planFor({ length, breadth }: GraphLayout, width: number, height: number): Plan {
  const direction = width >= height ? 'right' : 'down';
  const [along, across] = direction === 'right' ? [width, height] : [height, width];
  return {
    direction,
    layer: within(along / Math.max(1, length), LAYERS),
    gap: within(across / Math.max(1, breadth), GAPS),
  };
}

function within(value: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(most, Math.max(least, value));
}

/** Where a node is drawn. */
export function pointOf(layout: GraphLayout, node: number, { direction, layer, gap }: Plan): Point {
  const along = (layout.along[node] ?? 0) * layer;
  const across = (layout.across[node] ?? 0) * gap;
  return direction === 'right' ? [along, across] : [across, along];
}

/** The width and height of all of it. */
export function extentOf({ length, breadth }: GraphLayout, { direction, layer, gap }: Plan): Point {
  const [along, across] = [length * layer, breadth * gap];
  return direction === 'right' ? [along, across] : [across, along];
}

/** The lines of edges as one SVG path. */
export function edgesPath(
  ends: readonly (readonly [from: Point, to: Point])[],
  direction: Plan['direction'],
): string {
  const link = direction === 'right' ? linkHorizontal() : linkVertical();
  return ends
    .map(([from, to]) => link({ source: [from[0], from[1]], target: [to[0], to[1]] }) ?? '')
    .join('');
}
