/** How a state is marked in the graph: by shape first, so that no colour is needed to tell. */
import type { StateGraph } from '../core/explore/graph.ts';

export type StateShape =
  /** A property newly breaks with a step into it. */
  | 'breaking'
  /** Something has broken before. */
  | 'broken'
  /** The search stopped before it looked further. */
  | 'open'
  /** Nothing can go on, though something has not ended. */
  | 'stuck'
  | 'state';

export interface StateMark {
  readonly shape: StateShape;
  /** All threads have ended. */
  readonly end: boolean;
  /** So many states in a chain; 1 for a single one. */
  readonly chain: number;
  /** Steps out of it to states that are not drawn. */
  readonly hidden: number;
}

export function stateMark(graph: StateGraph, node: number): StateMark {
  const { kind, hidden, innerFrom } = graph;
  return {
    shape: shapeOf(graph, node),
    end: kind[node] === 'end',
    chain: (innerFrom[node + 1] ?? 0) - (innerFrom[node] ?? 0) + 1,
    hidden: hidden[node] ?? 0,
  };
}

function shapeOf({ kind, breaks, broken }: StateGraph, node: number): StateShape {
  if (kind[node] === 'stuck') return 'stuck';
  if (breaks[node] !== 0) return 'breaking';
  if (kind[node] === 'not looked at') return 'open';
  return broken[node] === 0 ? 'state' : 'broken';
}

/** Outlines around 0,0, in pixels: SVG paths, which a canvas takes as well. */
export const OUTLINES: Readonly<Record<StateShape, string>> = {
  state: circle(3.2),
  broken: circle(3.2),
  breaking: 'M0,-6L6,0L0,6L-6,0Z',
  stuck: 'M-4.5,-4.5H4.5V4.5H-4.5Z',
  open: circle(3.2),
};

/** Around an end; around the moment the reader stands at; around the state that is pointed at. */
export const RINGS = { end: circle(6), present: circle(10), focus: circle(14) };

/** A chain is drawn so much longer than a single state, along the layers. */
export const CHAIN: Readonly<Record<'right' | 'down', string>> = {
  right: 'M-6,-3H6A3,3,0,0,1,6,3H-6A3,3,0,0,1,-6,-3Z',
  down: 'M-3,-6V6A3,3,0,0,0,3,6V-6A3,3,0,0,0,-3,-6Z',
};

/** Out of a state from which steps lead to states that are not drawn. */
export const STUB: Readonly<Record<'right' | 'down', string>> = { right: 'M5,0H12', down: 'M0,5V12' };

function circle(radius: number): string {
  return `M${-radius},0A${radius},${radius},0,1,1,${radius},0A${radius},${radius},0,1,1,${-radius},0Z`;
}
