/**
 * The runs that break a check with the fewest switches from one thread to another: a breadth-first search over (state, thread that
 * moved last) in which going on with the same thread costs nothing. On a finished search.
 */
import type { Search, Taken } from './search.ts';

export interface FewestSwitches {
  readonly switches: number;
  readonly run: readonly Taken[];
}

const UNSEEN = -1;

/** By check: a run with the fewest switches after which it has failed, or null if there is none. */
export function fewestSwitches(search: Search): (FewestSwitches | null)[] {
  const { states, thing } = search;
  const { threads } = thing;
  // A node is a state and who moved last; the start has a node of its own, since nobody has moved.
  const start = states * threads;
  const parent = new Int32Array(start + 1).fill(UNSEEN);
  const outcomes = new Uint8Array(start + 1);
  const best: (FewestSwitches | null)[] = Array.from({ length: thing.checks }, () => null);
  const ends = new Set(search.ends);
  let missing = 0;
  for (let check = 0; check < thing.checks; check++)
    if (search.shortest(check) !== null) missing |= 1 << check;

  const runTo = (node: number): Taken[] => {
    const run: Taken[] = [];
    for (let n = node; n !== start; n = parent[n] ?? start)
      run.push({ thread: n % threads, outcome: outcomes[n] ?? 0 });
    return run.reverse();
  };
  const look = (state: number, node: number, switches: number): void => {
    const end = ends.has(state) ? search.brokenAtEnd(state) : 0;
    const bits = (thing.broken(search.part(state, threads)) | end) & missing;
    if (bits === 0) return;
    missing &= ~bits;
    best.forEach((_, check) => {
      if ((bits & (1 << check)) !== 0) best[check] = { switches, run: runTo(node) };
    });
  };

  parent[start] = start;
  look(0, start, 0);
  let level = [start];
  for (let switches = 0; level.length > 0 && missing !== 0; switches++) {
    const later: { node: number; from: number; outcome: number }[] = [];
    // Grows while it is gone through: whoever is reached without a switch belongs to the same level.
    for (const from of level) {
      const state = from === start ? 0 : Math.floor(from / threads);
      const last = from === start ? -1 : from % threads;
      search.successors(state, (next, thread, outcome) => {
        const to = next * threads + thread;
        if ((parent[to] ?? 0) !== UNSEEN) return;
        if (last >= 0 && thread !== last) {
          later.push({ node: to, from, outcome });
          return;
        }
        parent[to] = from;
        outcomes[to] = outcome;
        look(next, to, switches);
        level.push(to);
      });
    }
    level = [];
    for (const { node, from, outcome } of later) {
      if (parent[node] !== UNSEEN) continue;
      parent[node] = from;
      outcomes[node] = outcome;
      look(Math.floor(node / threads), node, switches + 1);
      level.push(node);
    }
  }
  return best;
}

/** How often a run goes over from one thread to another. */
export function switchesIn(run: readonly Taken[]): number {
  return run.filter((taken, i) => i > 0 && run[i - 1]?.thread !== taken.thread).length;
}
