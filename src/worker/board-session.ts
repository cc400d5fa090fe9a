/** A board that a visitor runs: hears what the page asks, runs in slices, says where it stands. It knows no worker. */
import { cpusOf, firstWordOf, startOf } from '../core/arm/board/board.ts';
import { Looker } from '../core/arm/board/look.ts';
import { Run } from '../core/arm/board/run.ts';
import type { Search } from '../core/arm/board/search.ts';
import type { NotingRegister } from '../core/arm/cpu/noted.ts';
import { Stops } from '../core/arm/cpu/stops.ts';
import { guestRegister, type Which } from '../core/arm/guest/registers.ts';
import { boardMark, lastExceptions, lastStep, type BoardLook, type BoardStep } from '../picture/board.ts';
import { notedOn, type BoardNoted } from '../picture/board-noted.ts';
import type {
  BoardConsole,
  BoardProgress,
  BoardStart,
  BoardStatus,
  FromBoard,
  Go,
  NotedPlace,
  ToBoard,
} from './board-messages.ts';

/** Between two reports of a run. */
const REPORT_EVERY_MS = 100;
/** A run shorter than this says nothing of its speed. */
const LEAST_MS_OF_SPEED = 20;
/** Of what the serial port sends so much is shown, and so much kept, for going back. */
const SHOWN_BYTES = 16_384;
const KEPT_BYTES = 1 << 20;
const SHOWN_EXCEPTIONS = 50;

/** A call is over where one of these addresses is reached with the stack as it was before it, at the same EL. */
interface Returns {
  readonly cpu: number;
  readonly addresses: readonly bigint[];
  readonly sp: bigint;
  readonly pstate: bigint;
}

/** Where a run is to end, beside breakpoints. */
type Goal =
  | { readonly kind: 'on' }
  | { readonly kind: 'to'; readonly address: bigint }
  | {
      readonly kind: 'read';
      readonly cpu: number;
      readonly register: NotingRegister;
      /** Reads that there had been before. */
      readonly after: number;
    }
  | Returns;

/** A moment that is looked for, and how the board stood; null: it ran. */
interface Seeking {
  readonly search: Search;
  readonly cpu: number;
  readonly why: 'noted' | 'read';
  readonly from: BoardStatus | null;
}

interface Going {
  readonly goal: Goal;
  readonly stops: Stops | null;
  readonly began: number;
  readonly from: number;
  reported: number;
}

const START: BoardStatus = { kind: 'stopped', why: 'start' };

export class BoardSession {
  private readonly say: (message: FromBoard) => void;
  private readonly now: () => number;
  private run: Run | null = null;
  private status: BoardStatus = START;
  private going: Going | null = null;
  private seeking: Seeking | null = null;
  private breakpoints: readonly bigint[] = [];
  private look: BoardLook = { cpu: 0, memory: 'sp', code: null };
  private speed: number | null = null;
  /** The words that were shown where it stood last, and those that are shown. */
  private before = new Uint32Array(0);
  private shown = new Uint32Array(0);
  private last: BoardStep | null = null;
  private noted: readonly BoardNoted[] = [];

  /** `now`: milliseconds, for the speed alone. */
  constructor(say: (message: FromBoard) => void, now: () => number) {
    this.say = say;
    this.now = now;
  }

  /** Whether `advance` has something to do. */
  get isRunning(): boolean {
    return this.going !== null || this.seeking !== null;
  }

  /** Does what the page asks. Whatever it is, the answer is a view or a refusal; only going on takes longer. */
  hear(message: ToBoard): void {
    const { run } = this;
    switch (message.kind) {
      case 'breakpoints':
        this.breakpoints = message.addresses;
        // Those of a run that goes on count from now on.
        if (this.going !== null) this.going = { ...this.going, stops: this.stopsOf(this.going.goal) };
        return;
      case 'look':
        if (run === null) return;
        this.look = this.onBoard(message.look, cpusOf(run.state));
        if (!this.isRunning) this.show(run);
        return;
      case 'stop':
        if (run !== null && this.isRunning) this.stop(run);
        return;
      case 'go':
        if (run !== null && !this.isRunning) this.go(run, message.go);
        return;
      case 'back':
        if (run !== null && !this.isRunning && run.taken > 0) this.back(run);
        return;
      case 'seek':
        if (run !== null && !this.isRunning) this.seek(run, message.place);
        return;
    }
  }

  /** Puts an image on a board, which stands at its start. */
  load({ image, options, look }: BoardStart): void {
    const start = startOf(image, options);
    if ('refused' in start) {
      this.say({ kind: 'refused', why: start.refused });
      return;
    }
    this.run = new Run(start, undefined, KEPT_BYTES);
    // SP is 0 at first, and says nothing.
    this.look = this.onBoard(look ?? { cpu: 0, memory: BigInt(image.entry), code: null }, options.cpus);
    this.speed = null;
    this.shown = start.words.slice();
    this.stand(this.run, START);
  }

  /** A look at a processor that there is. */
  private onBoard(look: BoardLook, cpus: number): BoardLook {
    return { ...look, cpu: Math.min(look.cpu, cpus - 1) };
  }

  /** Runs up to `count` instructions more. */
  advance(count: number): void {
    const { run, going, seeking } = this;
    if (run !== null && seeking !== null) this.advanceTo(run, seeking, count);
    if (run === null || going === null) return;
    let left = count;
    while (left > 0) {
      const turn = run.next;
      if (turn === null) break;
      const asked = Math.min(left, turn.count);
      const ran = run.take(turn.cpu, asked, going.stops);
      left -= ran;
      if (this.hasRead(run, going)) return;
      if (ran === asked || !run.running.includes(turn.cpu)) continue;
      const why = this.reasonToStand(run, going.goal, turn.cpu);
      if (why !== null) {
        this.look = { ...this.look, cpu: turn.cpu };
        this.stand(run, { kind: 'stopped', why });
        return;
      }
      left -= run.take(turn.cpu, 1);
      if (this.hasRead(run, going)) return;
    }
    if (run.halted !== null) this.stand(run, { kind: 'halted', halt: run.halted });
    else if (this.now() - going.reported > REPORT_EVERY_MS) {
      going.reported = this.now();
      this.say({ kind: 'progress', progress: this.progress(run) });
    }
  }

  /** Whether what was to be read has been; then it is looked for where. */
  private hasRead(run: Run, { goal }: Going): boolean {
    if (!('register' in goal)) return false;
    const read = run.noted.reads.items.find(
      ({ cpu, register, number }) => cpu === goal.cpu && register === goal.register && number > goal.after,
    );
    if (read !== undefined) this.seek(run, { kind: 'reads', number: read.number });
    return read !== undefined;
  }

  /** Begins to look for an instruction; the board stands where it does until it is found. */
  private seek(run: Run, { kind, number }: NotedPlace): void {
    const found = run.noted[kind].items.find((one) => one.number === number);
    if (found === undefined) {
      this.show(run);
      return;
    }
    this.seeking = {
      search: run.search(kind, number),
      cpu: found.cpu,
      why: kind === 'reads' ? 'read' : 'noted',
      from: this.going === null ? this.status : null,
    };
    this.going = null;
    this.speed = null;
    this.status = { kind: 'running', again: true };
    this.say({ kind: 'progress', progress: this.progress(run) });
  }

  private advanceTo(run: Run, { search, cpu, why }: Seeking, count: number): void {
    if (search.advance(count)) return;
    const { found } = search;
    if (found === null) {
      this.stop(run);
      return;
    }
    const { instructions } = run;
    run.backTo(found.at + 1, found);
    this.look = { ...this.look, cpu };
    this.stand(
      run,
      why === 'noted'
        ? { kind: 'stopped', why, back: instructions - run.instructions }
        : { kind: 'stopped', why },
    );
  }

  /** Ends what goes on. Looking for a moment leaves a board that stood as it was. */
  private stop(run: Run): void {
    const from = this.seeking?.from ?? null;
    if (from === null) {
      const { halted } = run;
      this.stand(run, halted === null ? { kind: 'stopped', why: 'asked' } : { kind: 'halted', halt: halted });
      return;
    }
    this.seeking = null;
    this.status = from;
    this.show(run);
  }

  /** Why a processor that stands before one of the stops is to stay there; null: what it waits for is not this time. */
  private reasonToStand(run: Run, goal: Goal, cpu: number): 'breakpoint' | 'there' | null {
    const pc = this.register(run, cpu, 'pc');
    if (this.breakpoints.includes(pc)) return 'breakpoint';
    if (!('sp' in goal)) return 'there';
    const isBack =
      cpu === goal.cpu &&
      this.register(run, cpu, 'sp') === goal.sp &&
      sameLevel(this.register(run, cpu, 'pstate'), goal.pstate);
    return isBack ? 'there' : null;
  }

  private go(run: Run, go: Go): void {
    // Stepping, it is the processor looked at whose turn it is; else the one whose turn it would have been.
    const cpu = go.kind === 'step' || go.kind === 'over' ? this.look.cpu : run.next?.cpu;
    if (cpu === undefined || !run.running.includes(cpu)) {
      this.show(run);
      return;
    }
    const returns = this.returnsOf(run, cpu);
    const exceptions = run.exceptionCount;
    this.speed = null;
    const began = this.now();
    const from = run.instructions;
    const after = run.noted.reads.count;
    // A breakpoint where it stands has been met already.
    run.take(cpu, 1);
    const calls = go.kind === 'over' && (returns.isCall || run.exceptionCount > exceptions);
    if (run.halted !== null) {
      this.stand(run, { kind: 'halted', halt: run.halted });
      return;
    }
    if (go.kind === 'step' || (go.kind === 'over' && !calls)) {
      this.stand(run, { kind: 'stopped', why: 'stepped' });
      return;
    }
    const goal: Goal =
      go.kind === 'read' ? { ...go, after } : go.kind === 'to' ? go : calls ? returns : { kind: 'on' };
    this.status = { kind: 'running', again: false };
    this.going = { goal, stops: this.stopsOf(goal), began, from, reported: began };
    if (this.hasRead(run, this.going)) return;
    this.say({ kind: 'progress', progress: this.progress(run) });
  }

  private stopsOf(goal: Goal): Stops | null {
    const own = 'sp' in goal ? goal.addresses : 'address' in goal ? [goal.address] : [];
    const all = [...this.breakpoints, ...own];
    return all.length === 0 ? null : new Stops(all);
  }

  /** Where the next instruction of a processor returns to, if it is a call or takes an exception: behind it, or to be run again. */
  private returnsOf(run: Run, cpu: number): Returns & { readonly isCall: boolean } {
    const pc = this.register(run, cpu, 'pc');
    const word = new Looker(run.state, cpu).code(pc, 1)[0]?.word ?? 0;
    const isCall = isBranchWithLink(word);
    return {
      cpu,
      isCall,
      addresses: isCall ? [pc + 4n] : [pc, pc + 4n],
      sp: this.register(run, cpu, 'sp'),
      pstate: this.register(run, cpu, 'pstate'),
    };
  }

  private back(run: Run): void {
    const last = run.choices.at(-1);
    run.backTo(run.taken - 1);
    this.speed = null;
    this.look = { ...this.look, cpu: last?.cpu ?? this.look.cpu };
    this.stand(run, { kind: 'stopped', why: run.taken === 0 ? 'start' : 'back' });
  }

  /** Stands still, and shows what has changed since it did so before. */
  private stand(run: Run, status: BoardStatus): void {
    if (this.going !== null) this.speed = this.speedSince(run, this.going);
    this.going = null;
    this.seeking = null;
    this.status = status;
    this.before = this.shown;
    this.shown = run.state.words.slice();
    const before = run.taken === 0 ? null : run.stateAt(run.taken - 1);
    this.last = before === null ? null : lastStep(run, before);
    this.noted = notedOn(run, before, this.last);
    this.show(run);
  }

  private show(run: Run): void {
    this.say({
      kind: 'view',
      view: {
        ...this.progress(run),
        look: this.look,
        last: this.last,
        noted: this.noted,
        mark: boardMark(run.state, this.before, this.look),
        lastExceptions: lastExceptions(run.lastExceptions, SHOWN_EXCEPTIONS),
      },
    });
  }

  private progress(run: Run): BoardProgress {
    return {
      status: this.status,
      instructions: run.instructions,
      canGoBack: run.taken > 0,
      exceptions: run.exceptionCount,
      speed: this.going === null ? this.speed : this.speedSince(run, this.going),
      console: consoleOf(run),
    };
  }

  private speedSince(run: Run, { began, from }: Going): number | null {
    const passed = this.now() - began;
    return passed < LEAST_MS_OF_SPEED ? null : ((run.instructions - from) * 1000) / passed;
  }

  private register(run: Run, cpu: number, which: Which): bigint {
    return guestRegister(run.state.words, firstWordOf(cpu), which);
  }
}

/** BL and BLR. */
function isBranchWithLink(word: number): boolean {
  return word >>> 26 === 0b100101 || (word & 0xfffffc1f) >>> 0 === 0xd63f0000;
}

/** Whether two values of PSTATE have the same EL and stack pointer. */
function sameLevel(a: bigint, b: bigint): boolean {
  return (a & 0xfn) === (b & 0xfn);
}

function consoleOf({ output }: Run): BoardConsole {
  const shown = output.items.slice(-SHOWN_BYTES);
  return {
    text: new TextDecoder().decode(Uint8Array.from(shown)),
    before: output.count - shown.length,
  };
}
