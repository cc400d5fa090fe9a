/** Finds the instruction of a run that set, read or wrote TFSR, by its number: runs on from a keyframe until there have been so many. */
import { copyState } from '../../machine/state.ts';
import { Board } from './board.ts';
import { counting } from './counts.ts';
import type { Keyframe } from './keyframes.ts';
import type { NotedKind } from './noted-log.ts';
import type { Choice } from './turns.ts';

/** Instructions between two looks at first, where a state has few pages; each time it is found among them the looks come closer. */
const STRIDE = 1 << 16;
const CLOSER = 16;

/** Where in the choices a run is. */
interface Place {
  readonly index: number;
  readonly used: number;
}

export class Search {
  /** Before what is looked for, as close as is known. */
  private near: Keyframe;
  private place: Place = { index: 0, used: 0 };
  private stride: number;
  private readonly choices: readonly Choice[];
  private readonly kind: NotedKind;
  private readonly number: number;
  private end: 'found' | 'missing' | null = null;

  /** `choices`: those behind the keyframe. */
  constructor(from: Keyframe, choices: readonly Choice[], kind: NotedKind, number: number) {
    this.near = from;
    this.choices = choices;
    this.kind = kind;
    this.number = number;
    this.stride = Math.max(STRIDE, from.state.pages.length);
  }

  /** The state before that instruction; null: not found so far. */
  get found(): Keyframe | null {
    return this.end === 'found' ? this.near : null;
  }

  /** Runs about `count` instructions more; whether it goes on after that. */
  advance(count: number): boolean {
    for (let left = count; left > 0 && this.end === null;) left -= this.look();
    return this.end === null;
  }

  private look(): number {
    const { near, stride } = this;
    const { state: start, at, ...counts } = near;
    const board = new Board(copyState(start), counting(counts));
    const { ran, place } = this.run(board);
    if (counts[this.kind] >= this.number) {
      if (stride === 1) this.end = 'found';
      else this.stride = Math.max(1, Math.floor(stride / CLOSER));
    } else if (ran === 0) this.end = 'missing';
    else {
      this.near = { ...counts, at: at + ran, state: board.state };
      this.place = place;
    }
    return Math.max(1, ran);
  }

  /** Runs a stride, as was chosen. */
  private run(board: Board): { readonly ran: number; readonly place: Place } {
    let { index, used } = this.place;
    let left = this.stride;
    for (let choice = this.choices[index]; left > 0 && choice !== undefined; choice = this.choices[index]) {
      const count = Math.min(left, choice.count - used);
      board.run(choice.cpu, count);
      left -= count;
      used += count;
      if (used === choice.count) [index, used] = [index + 1, 0];
    }
    return { ran: this.stride - left, place: { index, used } };
  }
}
