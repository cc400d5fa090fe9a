/**
 * A finished search as a graph to draw: a small one whole; in a larger one each chain of states is one node; and of what is still too
 * large the part around given runs. Flat arrays, so that a worker can hand it over.
 */
import type { Search, Taken } from './search.ts';
import { MOST_ABREAST, MOST_NODES } from '../limits.ts';

/** Whether a state is the last of a run: all have ended, or nothing can go on; or the search stopped before it looked further. */
export type NodeKind = 'goes on' | 'end' | 'stuck' | 'not looked at';

/** Steps, each by the thread that takes it and the outcome where it chooses. */
export interface Steps {
  readonly thread: Int32Array;
  readonly outcome: Int32Array;
}

/** Nodes are in the order in which the search met their first states: node 0 is the start. */
export interface StateGraph {
  readonly shown: 'whole' | 'chains' | 'part';
  /** Of the search. */
  readonly states: number;
  readonly transitions: number;
  readonly bounded: boolean;
  /** States that the nodes stand for. */
  readonly drawn: number;
  /** Of a part: it has all that so many edges lead to from the runs it is about. */
  readonly within: number;

  /** By node, fewest steps from the start to its first state. */
  readonly depth: Int32Array;
  readonly kind: readonly NodeKind[];
  /** By node, a bit for each check that has failed by then; and for each that first fails with a step into it. */
  readonly broken: Int32Array;
  readonly breaks: Int32Array;
  /** By node, steps out of it to states that are not drawn. */
  readonly hidden: Int32Array;
  /** By node, where its steps begin in `inner`, and where the last node's end: none for a single state. */
  readonly innerFrom: Int32Array;
  readonly inner: Steps;

  readonly edges: Steps & { readonly from: Int32Array; readonly to: Int32Array };
}

/** The graph of a search that is over. `run` is one that must be in it: where not all can be drawn, what lies around it is. */
export function graphOf(search: Search, run: readonly Taken[], most = MOST_NODES): StateGraph {
  const whole = search.states <= most;
  const isInner = whole ? () => false : innerStates(search);
  const runs = [run, ...shortestRuns(search)];
  const all = nodesAround(search, runs, isInner, { nodes: most, abreast: Infinity });
  const { nodes, complete, within } = all.complete
    ? all
    : nodesAround(search, runs, isInner, { nodes: most, abreast: MOST_ABREAST });
  nodes.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const nodeOf = new Map(nodes.flatMap((states, node) => states.map((state) => [state, node] as const)));
  const ends = new Set(search.ends);

  const edges = { from: [] as number[], to: [] as number[], ...noSteps() };
  const inner = noSteps();
  const innerFrom = [0];
  const hidden = new Int32Array(nodes.length);
  const breaks = new Int32Array(nodes.length);
  const broken = Int32Array.from(nodes, (states) => brokenIn(search, ends, lastOf(states)));
  nodes.forEach((states, node) => {
    for (const state of states.slice(0, -1))
      for (const step of stepsFrom(search, state)) addStep(inner, step);
    innerFrom.push(inner.thread.length);
    for (const step of stepsFrom(search, lastOf(states))) {
      const to = nodeOf.get(step.to);
      if (to === undefined) {
        hidden[node] = (hidden[node] ?? 0) + 1;
        continue;
      }
      edges.from.push(node);
      edges.to.push(to);
      addStep(edges, step);
      breaks[to] = (breaks[to] ?? 0) | ((broken[to] ?? 0) & ~(broken[node] ?? 0));
    }
  });
  const { transitions, bounded } = search.progress;
  return {
    shown: whole ? 'whole' : complete ? 'chains' : 'part',
    states: search.states,
    transitions,
    bounded,
    drawn: nodeOf.size,
    within,
    depth: Int32Array.from(nodes, ([first]) => search.pathTo(first ?? 0).length),
    kind: nodes.map((states) => kindOf(search, ends, lastOf(states))),
    broken,
    breaks,
    hidden,
    innerFrom: Int32Array.from(innerFrom),
    inner: asArrays(inner),
    edges: { from: Int32Array.from(edges.from), to: Int32Array.from(edges.to), ...asArrays(edges) },
  };
}

/** A shortest run to each check that fails. */
function shortestRuns(search: Search): (readonly Taken[])[] {
  return Array.from({ length: search.thing.checks }, (_, check) => search.shortest(check) ?? []);
}

interface Step extends Taken {
  readonly to: number;
}

/** Every step from a state, as far as the search has looked. */
function stepsFrom(search: Search, state: number): Step[] {
  const steps: Step[] = [];
  if (state < search.lookedAt)
    search.successors(state, (to, thread, outcome) => {
      steps.push({ to, thread, outcome });
    });
  return steps;
}

/** The states of a run, as far as it is in the search. */
function statesAlong(search: Search, run: readonly Taken[]): number[] {
  const states = [0];
  for (const { thread, outcome } of run) {
    const step = stepsFrom(search, lastOf(states)).find((s) => s.thread === thread && s.outcome === outcome);
    if (step === undefined) break;
    states.push(step.to);
  }
  return states;
}

/** Tells the states inside of chains: one way in, one way out, and nothing newly breaks there. */
function innerStates(search: Search): (state: number) => boolean {
  const into = new Uint8Array(search.states);
  const out = new Uint8Array(search.states);
  const add = (list: Uint8Array, state: number, count: number): void => {
    list[state] = Math.min(2, (list[state] ?? 0) + count);
  };
  for (let state = 0; state < search.lookedAt; state++) {
    const before = latchedIn(search, state);
    search.successors(state, (to) => {
      add(out, state, 1);
      // A step that breaks something counts as two, so that the state it leads to stands alone.
      add(into, to, (latchedIn(search, to) & ~before) === 0 ? 1 : 2);
    });
  }
  return (state) => state > 0 && into[state] === 1 && out[state] === 1;
}

interface Nodes {
  readonly nodes: (readonly number[])[];
  readonly complete: boolean;
  readonly within: number;
}

/**
 * Nodes, each a list of states: those of the runs, then all that one edge leads to from them, and so on; a round that would make them
 * too many, in all or at one depth, is left out.
 */
function nodesAround(
  search: Search,
  runs: readonly (readonly Taken[])[],
  isInner: (state: number) => boolean,
  most: { readonly nodes: number; readonly abreast: number },
): Nodes {
  const met = new Set<number>();
  const nodes: (readonly number[])[] = [];
  const meet = (state: number, into: (readonly number[])[]): void => {
    if (met.has(state)) return;
    const states = isInner(state) ? chainFrom(search, state, isInner) : [state];
    for (const each of states) met.add(each);
    into.push(states);
  };
  for (const run of runs) for (const state of statesAlong(search, run)) meet(state, nodes);
  let last: readonly (readonly number[])[] = nodes.slice();
  for (let within = 0; ; within++) {
    const next: (readonly number[])[] = [];
    for (const states of last) {
      for (const { to } of stepsFrom(search, lastOf(states))) meet(to, next);
      if (nodes.length + next.length > most.nodes) return { nodes, complete: false, within };
    }
    if (next.length === 0) return { nodes, complete: true, within };
    if (most.abreast < Infinity && widest(search, [...nodes, ...next]) > most.abreast)
      return { nodes, complete: false, within };
    nodes.push(...next);
    last = next;
  }
}

/** How many nodes there are at the depth at which there are most. */
function widest(search: Search, nodes: readonly (readonly number[])[]): number {
  const abreast: number[] = [];
  for (const [first = 0] of nodes) {
    const depth = search.pathTo(first).length;
    abreast[depth] = (abreast[depth] ?? 0) + 1;
  }
  return abreast.reduce((most, count) => Math.max(most, count), 0);
}

/** The states of a chain; `first` is met first, since there is no other way into it. */
function chainFrom(search: Search, first: number, isInner: (state: number) => boolean): number[] {
  const states = [first];
  for (;;) {
    const next = stepsFrom(search, lastOf(states))[0]?.to;
    if (next === undefined || !isInner(next)) return states;
    states.push(next);
  }
}

function latchedIn(search: Search, state: number): number {
  return search.thing.broken(search.part(state, search.thing.threads));
}

function brokenIn(search: Search, ends: ReadonlySet<number>, state: number): number {
  const latched = latchedIn(search, state);
  return ends.has(state) ? latched | search.brokenAtEnd(state) : latched;
}

function kindOf(search: Search, ends: ReadonlySet<number>, state: number): NodeKind {
  if (state >= search.lookedAt) return 'not looked at';
  if (!ends.has(state)) return 'goes on';
  const { thing } = search;
  const shared = search.part(state, thing.threads);
  const over = thing.locals.every((_, thread) => thing.finished(thread, search.part(state, thread), shared));
  return over ? 'end' : 'stuck';
}

function lastOf(states: readonly number[]): number {
  return states.at(-1) ?? 0;
}

interface StepLists {
  readonly thread: number[];
  readonly outcome: number[];
}

function noSteps(): StepLists {
  return { thread: [], outcome: [] };
}

function addStep(steps: StepLists, { thread, outcome }: Taken): void {
  steps.thread.push(thread);
  steps.outcome.push(outcome);
}

function asArrays({ thread, outcome }: StepLists): Steps {
  return { thread: Int32Array.from(thread), outcome: Int32Array.from(outcome) };
}
