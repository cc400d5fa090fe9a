/**
 * Complete interleavings, counted on the graph of states and not by running them: the ways from the start to a state add up along its
 * predecessors. Exact, in BigInt. A graph with a cycle has no such number.
 */
import type { Search } from './search.ts';

export interface Counts {
  /** Interleavings from the start to an end. */
  readonly all: bigint;
  /** By check: how many of them break it. */
  readonly breaking: readonly bigint[];
}

/** Counts on a complete search; null if the graph has a cycle. */
export function countInterleavings(search: Search): Counts | null {
  const { states, thing } = search;
  const incoming = new Int32Array(states);
  for (let state = 0; state < states; state++) {
    search.successors(state, (next) => {
      incoming[next] = (incoming[next] ?? 0) + 1;
    });
  }
  const ways = new Array<bigint>(states).fill(0n);
  ways[0] = 1n;
  const ready = incoming[0] === 0 ? [0] : [];
  let done = 0;
  for (let state = ready.pop(); state !== undefined; state = ready.pop()) {
    done++;
    const here = ways[state] ?? 0n;
    search.successors(state, (next) => {
      ways[next] = (ways[next] ?? 0n) + here;
      const left = (incoming[next] ?? 0) - 1;
      incoming[next] = left;
      if (left === 0) ready.push(next);
    });
  }
  if (done < states) return null;
  let all = 0n;
  const breaking = Array.from({ length: thing.checks }, () => 0n);
  for (const end of search.ends) {
    const here = ways[end] ?? 0n;
    const bits = thing.broken(search.part(end, thing.threads)) | search.brokenAtEnd(end);
    all += here;
    breaking.forEach((sum, check) => {
      if ((bits & (1 << check)) !== 0) breaking[check] = sum + here;
    });
  }
  return { all, breaking };
}
