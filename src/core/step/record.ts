/** What one step did, as data: the page's lanes, highlights and provenance are read from it. Derived, never part of the state. */
import type { Span } from '../lang/program.ts';
import type { Access } from '../machine/access.ts';

export type { Access };

/** What drove the run at one point: which thread took a step (with an outcome where it chooses), or a call into a mailbox. */
export type Choice =
  | { readonly kind: 'step'; readonly thread: number; readonly outcome?: number }
  | {
      readonly kind: 'call';
      readonly mailbox: number;
      readonly nr: bigint;
      readonly args: readonly bigint[];
      readonly writes: readonly UserWrite[];
    };

/** Bytes the caller puts into its own memory before a call, by user address. */
export interface UserWrite {
  readonly address: bigint;
  readonly bytes: readonly number[];
}

export interface StepRecord {
  readonly choice: Choice;
  /** Thread that moved; -1 for a call. */
  readonly thread: number;
  /** `stgm 3`, `test_and_set PG_mte_tagged`, `write PTE`, … */
  readonly label: string;
  /** Function in which the operation stands. */
  readonly function: string;
  /** The operation executed, or null for a call. */
  readonly span: Span | null;
  /** Instruction index of the operation in its thread's code. */
  readonly pc: number;
  readonly accesses: readonly Access[];
  /** Indices of properties that this step broke (they held before). */
  readonly broke: readonly number[];
}

/** How a thread stands at one moment. */
export type ThreadStatus =
  | { readonly kind: 'ready'; /** More than 1 where the next operation chooses. */ readonly outcomes: number }
  | {
      readonly kind: 'blocked';
      readonly reason: string;
      /** Thread that must act first, where the state tells. */ readonly waitsFor: number | null;
    }
  | { readonly kind: 'idle'; readonly reason: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'oops'; readonly reason: string };
