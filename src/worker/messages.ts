/** What the page and the explorer's worker say to each other. */
import type { Taken } from '../core/explore/search.ts';

/** One search: a scenario on a release. */
export interface Task {
  readonly scenario: string;
  readonly release: string;
  /** Path and text of files that are edited; they replace the release's. */
  readonly edited?: readonly (readonly [path: string, text: string])[];
  /** Only interleavings with so many preemptions at most; absent: all. */
  readonly preemptions?: number;
}

export type ToWorker =
  | {
      readonly kind: 'explore';
      readonly tasks: readonly Task[];
      readonly states: number;
      readonly bytes: number;
    }
  | { readonly kind: 'pause' | 'go on' | 'cancel' };

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
  readonly counted: 'yes' | 'cycle' | 'too many states';
  /** A run into a cycle in which no thread can end, and how many states lie there; null if there is none, or it was not looked for. */
  readonly livelock: { readonly run: readonly Taken[]; readonly states: number } | null;
}

export type FromWorker =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** All tasks are done, or cancelled. */
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly message: string };
