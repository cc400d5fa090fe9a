/** States of a run that are kept to lead back: recent ones lie close, older ones ever farther apart. */
import type { State } from '../../machine/state.ts';
import { NOTHING, type Counts } from './counts.ts';
import type { NotedKind } from './noted-log.ts';

/** A state that is kept, and how far the run had come by then. */
export interface Keyframe extends Counts {
  /** Instructions before it. */
  readonly at: number;
  readonly state: State;
}

interface Kept extends Keyframe {
  /** How many of its pages are not those of the keyframe before: what it costs. */
  readonly pages: number;
}

export class Keyframes {
  private kept: Kept[];
  private readonly most: number;
  private readonly mostPages: number;

  /** Keeps the start, and beside it so many, which cost so many pages together; but always the newest. */
  constructor(start: State, most: number, mostPages: number) {
    this.kept = [{ ...NOTHING, at: 0, state: start, pages: 0 }];
    this.most = most;
    this.mostPages = mostPages;
  }

  /** Where the newest stands. */
  get newest(): number {
    return this.kept.at(-1)?.at ?? 0;
  }
  /** Where each stands. */
  get places(): readonly number[] {
    return this.kept.map(({ at }) => at);
  }

  /** Keeps one that is newer than all. */
  keep(keyframe: Keyframe): void {
    this.kept.push({ ...keyframe, pages: differing(keyframe.state, this.kept.at(-1)?.state) });
    while (this.kept.length > 2 && (this.kept.length - 1 > this.most || this.cost > this.mostPages))
      this.drop(this.leastMissed());
  }

  private get cost(): number {
    return this.kept.reduce((sum, { pages }) => sum + pages, 0);
  }

  private drop(i: number): void {
    const next = this.kept[i + 1];
    if (next !== undefined)
      this.kept[i + 1] = { ...next, pages: differing(next.state, this.kept[i - 1]?.state) };
    this.kept.splice(i, 1);
  }

  /** The one without which the way back is lengthened least, measured by how far back it leads; neither the start nor the newest. */
  private leastMissed(): number {
    const gap = (i: number): number => {
      const [before, after] = [this.kept[i - 1]?.at ?? 0, this.kept[i + 1]?.at ?? 0];
      return (after - before) / (this.newest - before);
    };
    let least = 1;
    for (let i = 2; i < this.kept.length - 1; i++) if (gap(i) < gap(least)) least = i;
    return least;
  }

  /** The last one that is not behind `at`. */
  before(at: number): Keyframe {
    return this.last((keyframe) => keyframe.at <= at);
  }

  /** The last one at which there had not been so many. */
  beforeNoted(kind: NotedKind, number: number): Keyframe {
    return this.last((keyframe) => keyframe[kind] < number);
  }

  private last(is: (keyframe: Keyframe) => boolean): Keyframe {
    const found = this.kept.findLast(is) ?? this.kept[0];
    if (found === undefined) throw new Error('a run has a start');
    return found;
  }

  /** Forgets those behind `at`. */
  cutTo(at: number): void {
    this.kept = this.kept.filter((keyframe) => keyframe.at <= at);
  }
}

/** Pages of a state that another does not share. */
function differing(state: State, other: State | undefined): number {
  let count = 0;
  for (let i = 0; i < state.pages.length; i++) if (state.pages[i] !== other?.pages[i]) count++;
  return count;
}
