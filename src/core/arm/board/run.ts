/** A board's run as the choices that made it: which processor, how many instructions. Keyframes lead back to any moment of it. */
import { copyState, type State } from '../../machine/state.ts';
import type { ExceptionRecord } from '../cpu/cpu.ts';
import type { Stops } from '../cpu/stops.ts';
import { Board, type Output } from './board.ts';
import { isUnfetched } from './counts.ts';
import { Keyframes, type Keyframe } from './keyframes.ts';
import { NotedLog, type NotedKind } from './noted-log.ts';
import { Search } from './search.ts';
import { Tail } from './tail.ts';
import { nextTurn, type Choice } from './turns.ts';
import { MOST_KEYFRAME_PAGES } from '../../limits.ts';

/** Instructions between keyframes, and how many of these are kept: where a state has many pages, its list of them costs more than what changes. */
const DISTANCE = 1 << 20;
const distanceFor = ({ pages }: State): number => DISTANCE * Math.min(Math.ceil(pages.length / 2 ** 17), 8);
const keyframesFor = ({ pages }: State): number => Math.min(Math.max(2 ** 22 / pages.length, 8), 32);
/** Exceptions that are kept, the first and the last ones; all are counted. */
const FIRST_EXCEPTIONS = 10_000;
const LAST_EXCEPTIONS = 100;
const NO_OUTPUT: Output = { transmit: () => undefined, exception: () => undefined };

export class Run {
  /** Run-length coded: neighbours are of different processors. */
  readonly choices: Choice[] = [];
  /** Bytes that the serial port has sent. */
  readonly output: Tail<number>;
  /** The first exceptions, and the last ones. */
  readonly exceptions: ExceptionRecord[] = [];
  readonly lastExceptions = new Tail<ExceptionRecord>(LAST_EXCEPTIONS);
  readonly noted = new NotedLog();
  /** All that was chosen, and how much of it was no instruction since it could not be fetched. */
  private count = 0;
  private unfetched = 0;
  private readonly distance: number;
  private readonly keyframes: Keyframes;
  private board: Board;
  private readonly hears: Output = {
    transmit: (byte) => {
      this.output.push(byte);
    },
    exception: (record) => {
      this.lastExceptions.push(record);
      if (isUnfetched(record)) this.unfetched++;
      if (this.exceptions.length < FIRST_EXCEPTIONS) this.exceptions.push(record);
    },
    noted: (cpu, record) => {
      this.noted.hear(cpu, record);
    },
  };

  /** `keptBytes`: how many of those sent are kept at least, the last ones. */
  constructor(start: State, distance = distanceFor(start), keptBytes = Infinity) {
    this.distance = distance;
    this.output = new Tail(keptBytes);
    this.keyframes = new Keyframes(start, keyframesFor(start), MOST_KEYFRAME_PAGES);
    this.board = new Board(copyState(start), this.hears);
  }

  /** All that was chosen: what `backTo` and `stateAt` count. */
  get taken(): number {
    return this.count;
  }
  get instructions(): number {
    return this.count - this.unfetched;
  }
  get exceptionCount(): number {
    return this.lastExceptions.count;
  }
  /** Bytes that the serial port has sent, as many as are kept. */
  get sent(): readonly number[] {
    return this.output.items;
  }
  get running(): readonly number[] {
    return this.board.running;
  }
  get halted(): Board['halted'] {
    return this.board.halted;
  }
  /** The state now. It is the run's own: read it before the run goes on. */
  get state(): State {
    return this.board.state;
  }
  /** Whose turn it is, and for how long; null if nothing runs. */
  get next(): Choice | null {
    return nextTurn(this.choices, this.board.running, this.board.cpus.length);
  }

  /** Runs a processor for up to `count` instructions; how many it were. Fewer while it runs still: it stands before one of `stops`. */
  take(cpu: number, count: number, stops: Stops | null = null): number {
    let done = 0;
    while (done < count) {
      const room = this.keyframes.newest + this.distance - this.count;
      const asked = Math.min(count - done, room);
      const ran = this.board.run(cpu, asked, stops);
      done += ran;
      this.count += ran;
      if (ran === room) this.keep();
      if (ran < asked) break;
    }
    const last = this.choices.at(-1);
    if (last?.cpu === cpu) this.choices[this.choices.length - 1] = { cpu, count: last.count + done };
    else if (done > 0) this.choices.push({ cpu, count: done });
    return done;
  }

  private keep(): void {
    const state = copyState(this.board.state);
    this.keyframes.keep({
      at: this.count,
      state,
      sent: this.output.count,
      exceptions: this.exceptionCount,
      unfetched: this.unfetched,
      changes: this.noted.changes.count,
      reads: this.noted.reads.count,
    });
    // What it writes from now on it copies first, so that the keyframe stays as it is.
    this.board = new Board(copyState(state), this.hears);
  }

  /** The parts of the choices from one instruction to another. */
  private choicesBetween(from: number, to: number): readonly Choice[] {
    let before = 0;
    return this.choices.flatMap(({ cpu, count }) => {
      const [first, last] = [Math.max(before, from), Math.min(before + count, to)];
      before += count;
      return last > first ? [{ cpu, count: last - first }] : [];
    });
  }

  /** The state after the first `at` instructions of all that were chosen, run again from the keyframe before. */
  stateAt(at: number): State {
    const keyframe = this.keyframes.before(at);
    const board = new Board(copyState(keyframe.state), NO_OUTPUT);
    for (const { cpu, count } of this.choicesBetween(keyframe.at, at)) board.run(cpu, count);
    return board.state;
  }

  /** Looks for what set, read or wrote TFSR, by its number. */
  search(kind: NotedKind, number: number): Search {
    const keyframe = this.keyframes.beforeNoted(kind, number);
    return new Search(keyframe, this.choicesBetween(keyframe.at, this.count), kind, number);
  }

  /** Goes back to after the first `at` instructions, and forgets what came later. `near`: a state of this run before that. */
  backTo(at: number, near: Keyframe | null = null): void {
    const keyframe = near ?? this.keyframes.before(at);
    const [kept, again] = [this.choicesBetween(0, keyframe.at), this.choicesBetween(keyframe.at, at)];
    this.keyframes.cutTo(keyframe.at);
    if (keyframe.at > this.keyframes.newest) this.keyframes.keep(keyframe);
    this.choices.splice(0, Infinity, ...kept);
    this.output.cutTo(keyframe.sent);
    this.lastExceptions.cutTo(keyframe.exceptions);
    this.exceptions.length = Math.min(keyframe.exceptions, FIRST_EXCEPTIONS);
    this.unfetched = keyframe.unfetched;
    this.noted.cutTo(keyframe);
    this.count = keyframe.at;
    this.board = new Board(copyState(keyframe.state), this.hears);
    for (const { cpu, count } of again) this.take(cpu, count);
  }
}
