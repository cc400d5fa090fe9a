/**
 * A search with reductions, taken to its end: again without symmetry, should threads turn out not to be alike; and where the order of
 * steps was reduced, so that a shortest run may have been left out, a second search without any reduction for a shorter one.
 */
import type { Reducible } from '../step/steppable.ts';
import { reducing, type Reductions } from './reductions.ts';
import { Search, type Limits, type Progress, type Taken } from './search.ts';

export class Exploration {
  private readonly thing: Reducible;
  private readonly limits: Limits;
  /** What is in force: what was asked for, unless it turned out not to go. */
  reductions: Reductions;
  private main: Search;
  /** The search without reductions, once there is something to look for. */
  private proof: Search | null = null;

  constructor(thing: Reducible, limits: Limits, reductions: Reductions) {
    this.thing = thing;
    this.limits = limits;
    this.reductions = reductions;
    this.main = this.start();
  }

  /** The search that decides the verdict. */
  get search(): Search {
    return this.main;
  }

  get progress(): Progress {
    const done = this.main.progress.done && (this.proof?.progress.done ?? !this.needsProof);
    return { ...this.main.progress, done, bytes: this.main.bytes + (this.proof?.bytes ?? 0) };
  }

  /** Whether states or interleavings were left out. */
  get reduced(): boolean {
    return this.main.reduced;
  }

  /** Looks at up to so many states more; whether all is done. */
  advance(states: number): boolean {
    if (!this.main.progress.done) {
      try {
        this.main.advance(states);
      } catch (error) {
        if (!this.thing.toldApart || !this.reductions.symmetry) throw error;
        this.reductions = { ...this.reductions, symmetry: false };
        this.main = this.start();
      }
    } else if (this.needsProof) {
      this.proof ??= new Search(this.thing, { ...this.limits, depth: this.longest });
      this.proof.advance(states);
    }
    return this.progress.done;
  }

  /** A shortest run that breaks a check, and whether it is known that there is no shorter one; null if none was found. */
  shortest(check: number): { readonly run: readonly Taken[]; readonly proven: boolean } | null {
    const found = this.main.shortest(check);
    if (found === null) return null;
    const run = this.proof?.shortest(check) ?? found;
    return { run, proven: !this.needsProof || run.length <= this.looked };
  }

  /** All runs of fewer steps than that were looked at without reduction. */
  private get looked(): number {
    if (this.proof === null) return 0;
    const { bounded, depth, states, bytes } = this.proof.progress;
    if (!bounded) return Infinity;
    // What looks at the end is seen where a run goes no further. Stopped within a depth, not all of that depth have been looked at.
    const whole = states <= this.limits.states && bytes <= this.limits.bytes;
    return depth + (whole ? 1 : 0);
  }

  private start(): Search {
    return new Search(this.thing, this.limits, reducing(this.thing, this.reductions));
  }

  private get needsProof(): boolean {
    const { order, private: own } = this.reductions;
    return this.main.reduced && (order || own) && this.longest > 0;
  }

  /** Steps of the longest of the shortest runs found. */
  private get longest(): number {
    return this.thing.checks === 0
      ? 0
      : Math.max(...Array.from({ length: this.thing.checks }, (_, i) => this.main.shortest(i)?.length ?? 0));
  }
}
