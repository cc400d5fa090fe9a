/** A board's run as the choices that made it: which processor, how many instructions. Keyframes lead back to any moment of it. */
import { copyState, type State } from '../../machine/state.ts';
import type { ExceptionRecord } from '../cpu/cpu.ts';
import { Board, type Output } from './board.ts';

export interface Choice {
  readonly cpu: number;
  readonly count: number;
}
interface Keyframe {
  /** Instructions before it. */
  readonly at: number;
  readonly state: State;
}

/** Instructions between the first keyframes; when there are too many, every second goes and the distance doubles. */
const FIRST_DISTANCE = 1 << 20;
const MOST_KEYFRAMES = 32;
/** Exceptions that are kept; beyond, they are only counted. */
const MOST_EXCEPTIONS = 10_000;
/** Classes of exceptions of an instruction that was never there to run. */
const UNFETCHED = [0x20, 0x21];

export class Run {
  /** Run-length coded: neighbours are of different processors. */
  readonly choices: Choice[] = [];
  /** Bytes that the serial port has sent. */
  readonly sent: number[] = [];
  readonly exceptions: ExceptionRecord[] = [];
  exceptionCount = 0;
  /** All that was chosen, and how much of it was no instruction since it could not be fetched. */
  private taken = 0;
  private unfetched = 0;
  private distance: number;
  private keyframes: Keyframe[];
  private board: Board;
  private readonly output: Output = {
    transmit: (byte) => this.sent.push(byte),
    exception: (record) => {
      this.exceptionCount++;
      if (UNFETCHED.includes(record.esr >>> 26)) this.unfetched++;
      if (this.exceptions.length < MOST_EXCEPTIONS) this.exceptions.push(record);
    },
  };

  constructor(start: State, distance = FIRST_DISTANCE) {
    this.distance = distance;
    this.keyframes = [{ at: 0, state: start }];
    this.board = new Board(copyState(start), this.output);
  }

  get instructions(): number {
    return this.taken - this.unfetched;
  }
  get running(): readonly number[] {
    return this.board.running;
  }
  get halted(): Board['halted'] {
    return this.board.halted;
  }

  /** Runs a processor for up to `count` instructions; how many it were. */
  take(cpu: number, count: number): number {
    let done = 0;
    while (done < count) {
      const room = (this.keyframes.at(-1)?.at ?? 0) + this.distance - this.taken;
      const ran = this.board.run(cpu, Math.min(count - done, room));
      if (ran === 0) break;
      done += ran;
      this.taken += ran;
      if (ran === room) this.keep();
    }
    const last = this.choices.at(-1);
    if (last?.cpu === cpu) this.choices[this.choices.length - 1] = { cpu, count: last.count + done };
    else if (done > 0) this.choices.push({ cpu, count: done });
    return done;
  }

  private keep(): void {
    const state = copyState(this.board.state);
    this.keyframes.push({ at: this.taken, state });
    // What it writes from now on it copies first, so that the keyframe stays as it is.
    this.board = new Board(copyState(state), this.output);
    if (this.keyframes.length <= MOST_KEYFRAMES) return;
    this.keyframes = this.keyframes.filter((_, i) => i % 2 === 0);
    this.distance *= 2;
  }

  /** The state after the first `at` instructions of all that were chosen, run again from the keyframe before. */
  stateAt(at: number): State {
    const keyframe = this.keyframes.findLast((k) => k.at <= at) ?? this.keyframes[0];
    if (keyframe === undefined) throw new Error('a run has a start');
    const board = new Board(copyState(keyframe.state), {
      transmit: () => undefined,
      exception: () => undefined,
    });
    let before = 0;
    for (const { cpu, count } of this.choices) {
      const from = Math.max(before, keyframe.at);
      const to = Math.min(before + count, at);
      before += count;
      if (to > from) board.run(cpu, to - from);
    }
    return board.state;
  }
}
