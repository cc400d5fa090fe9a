/** Livelock: a state from which no end can be reached, though somebody can always move. On a finished search. */
import type { Search } from './search.ts';

export interface Livelock {
  /** How many states there are from which nobody ever comes to an end. */
  readonly states: number;
  /** The one nearest to the start. */
  readonly first: number;
}

/** Null if an end can be reached from every state. */
export function livelockIn(search: Search): Livelock | null {
  const { states } = search;
  // The edges backwards: by state, the states one step before it.
  const from = new Uint32Array(states + 1);
  for (let state = 0; state < states; state++) {
    search.successors(state, (next) => {
      from[next + 1] = (from[next + 1] ?? 0) + 1;
    });
  }
  for (let state = 0; state < states; state++) from[state + 1] = (from[state + 1] ?? 0) + (from[state] ?? 0);
  const fill = from.slice(0, states);
  const before = new Uint32Array(from[states] ?? 0);
  for (let state = 0; state < states; state++) {
    search.successors(state, (next) => {
      const at = fill[next] ?? 0;
      before[at] = state;
      fill[next] = at + 1;
    });
  }
  const canEnd = new Uint8Array(states);
  const stack = [...search.ends];
  for (const end of stack) canEnd[end] = 1;
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    for (let at = from[state] ?? 0; at < (from[state + 1] ?? 0); at++) {
      const earlier = before[at] ?? 0;
      if (canEnd[earlier] === 1) continue;
      canEnd[earlier] = 1;
      stack.push(earlier);
    }
  }
  const first = canEnd.indexOf(0);
  return first < 0 ? null : { states: canEnd.reduce((sum, can) => sum + 1 - can, 0), first };
}
