/** What the page and the explorer's worker say to each other. */
import type { Taken } from '../core/explore/search.ts';

/** One search: a scenario on a release. */
export interface Task {
  readonly scenario: string;
  readonly release: string;
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

/** What one property came to. */
export interface Broken {
  /** Property id. */
  readonly property: string;
  /** A shortest run that breaks it, in steps. */
  readonly shortest: readonly Taken[];
  readonly switches: number;
  /** How many complete interleavings break it, in decimal; null if that was not counted. */
  readonly interleavings: string | null;
}

/** The answer of a search. Its counts are exact unless it is bounded. */
export interface Verdict extends Report {
  readonly broken: readonly Broken[];
  /** All complete interleavings, in decimal; null if there is no such number (a cycle), or it was not counted. */
  readonly interleavings: string | null;
}

export type FromWorker =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  /** All tasks are done, or cancelled. */
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly message: string };
