/** What the page asks of the explorer, and what it answers. */
import type { StateGraph } from '../core/explore/graph.ts';
import type { Reductions } from '../core/explore/reductions.ts';
import type { Taken } from '../core/explore/search.ts';
import type { GraphLayout } from '../picture/state-graph.ts';
import type { MachineName } from './machine.ts';

/** One search: a scenario on a release. */
export interface Task extends MachineName {
  readonly bounds?: Bounds;
  /** What may be left out because it cannot change a verdict; absent: nothing. Not together with a bound on preemptions. */
  readonly leaveOut?: Reductions;
}

/** Where a search stops short; what is absent is the page's own limit, or none. */
export interface Bounds {
  /** Only interleavings with so many preemptions at most. */
  readonly preemptions?: number;
  /** At most so many states, and so many bytes for them. */
  readonly states?: number;
  readonly bytes?: number;
}

export type ExploreInput = (
  | { readonly kind: 'explore'; readonly tasks: readonly Task[] }
  /** The states of a search that leaves nothing out as a graph, with a run that must be in it. */
  | { readonly kind: 'graph'; readonly task: Task; readonly run: readonly Taken[] }
) & {
  readonly states: number;
  readonly bytes: number;
};

/** How far a search has come. */
export interface Report {
  readonly task: Task;
  readonly done: boolean;
  readonly bounded: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly bytes: number;
  /** Since it began, without pauses. */
  readonly milliseconds: number;
}

/** A run that breaks a property for a cause of its own. */
export interface Failure {
  readonly run: readonly Taken[];
  readonly switches: number;
  /** The step that breaks it, which is the run's last. */
  readonly breaking: Operation;
  /** The last step of another thread that touched the same place; null if there was none. */
  readonly other: Operation | null;
}

/** A step as it is spoken of: `CPU 0, stgm, in mte_restore_page_tags`. */
export interface Operation {
  /** From 1. */
  readonly step: number;
  readonly thread: string;
  readonly label: string;
  readonly function: string;
}

/** What one property came to. */
export interface Broken {
  /** Property id. */
  readonly property: string;
  /** A shortest run that breaks it, in steps. */
  readonly shortest: readonly Taken[];
  /** Whether no run is shorter; not known where interleavings were left out, and too many to look at all that are. */
  readonly proven: boolean;
  readonly switches: number;
  /** How many complete interleavings break it, in decimal; null if that was not counted. */
  readonly interleavings: string | null;
  /** Failures by cause, the shortest first. Not all there are, but so many as are told apart. */
  readonly failures: readonly Failure[];
  /** A run with the fewest switches; null if that was not looked for. */
  readonly fewest: { readonly run: readonly Taken[]; readonly switches: number } | null;
}

/** The answer of a search. Its counts are exact unless it is bounded. */
export interface Verdict extends Report {
  readonly broken: readonly Broken[];
  /** All complete interleavings, in decimal; null if there is no such number (a cycle), or it was not counted. */
  readonly interleavings: string | null;
  /** Why there is a number or not. */
  readonly counted: 'yes' | 'cycle' | 'too many states' | 'some left out';
  /** Whether states or interleavings that come to the same as others were left out. */
  readonly reduced: boolean;
  /** A run into a cycle in which no thread can end, and how many states lie there; null if there is none, or it was not looked for. */
  readonly livelock: { readonly run: readonly Taken[]; readonly states: number } | null;
}

/** The states of a search, laid out. */
export interface DrawnGraph {
  readonly task: Task;
  /** The run it was asked for. */
  readonly run: readonly Taken[];
  readonly graph: StateGraph;
  readonly layout: GraphLayout;
}

export type ExploreProgress =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** There is no such machine: an edit or a scenario file need not suit every release. */
  | { readonly kind: 'refused'; readonly task: Task; readonly why: string };
