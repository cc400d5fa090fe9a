/** What a search may leave out, each for itself, without changing a verdict. */
import type { Reducible } from '../step/steppable.ts';
import { Reducer } from './reduce.ts';
import { Symmetry } from './symmetry.ts';

export interface Reductions {
  /** The order of steps that touch only what no other thread ever touches, or nothing at all. */
  readonly private: boolean;
  /** The order of steps that conflict with nothing another thread may still do; more than `private`. */
  readonly order: boolean;
  /** States that differ only in which of some identical threads is which. */
  readonly symmetry: boolean;
}

export const NO_REDUCTION: Reductions = { private: false, order: false, symmetry: false };
export const ALL_REDUCTIONS: Reductions = { private: true, order: true, symmetry: true };

export function leavesOut({ private: own, order, symmetry }: Reductions): boolean {
  return own || order || symmetry;
}

/** Reductions at work on a thing. */
export interface Reducing {
  readonly reducer: Reducer | null;
  readonly symmetry: Symmetry | null;
}

/** For one search; the next needs its own. Null if nothing is to be left out, or nothing could be. */
export function reducing(thing: Reducible, { private: own, order, symmetry }: Reductions): Reducing | null {
  const alike = symmetry && thing.alike.length > 0;
  if (!own && !order && !alike) return null;
  return {
    reducer: own || order ? new Reducer(thing, order, alike) : null,
    symmetry: alike ? new Symmetry(thing) : null,
  };
}
