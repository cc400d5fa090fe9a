/** Collects the instructions of one thread: labels, inline frames, slots, and what is known of each instruction. */
import { INSTRUCTION_WORDS, NO_SLOT, Op, PLACE_OPERAND, SLOT_OPERANDS, type OpName } from './code.ts';
import type { InlinedCall } from './inlined.ts';
import type { Order } from './primitives.ts';
import type { AccessKind, InlineFrame, InstructionInfo, LocalInfo, Span } from './program.ts';
import type { Type } from './types.ts';
import { DEEPEST_CALLS, MOST_FRAMES, MOST_INSTRUCTIONS, MOST_SLOTS } from '../limits.ts';

export interface Label {
  at: number;
}

/** Room is made for so many at first. */
const FIRST_INSTRUCTIONS = 256;

/** A stretch of what was collected, and what collecting it took. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly frames: number;
  readonly framesTo: number;
  /** The first free slot at its start and at its end, and the first that nothing in it used. */
  readonly top: number;
  readonly topAfter: number;
  readonly most: number;
  /** By how much it went deeper. */
  readonly depth: number;
  /** Where the last label was placed; not in it, if before `from`. */
  readonly lastLabel: number;
}

type Frame = { -readonly [K in keyof InlineFrame]: InlineFrame[K] } & { locals: LocalInfo[] };
type Info = { -readonly [K in keyof InstructionInfo]: InstructionInfo[K] };

export class Emitter {
  readonly info: Info[] = [];
  readonly frames: Frame[] = [];
  /** By frame: the call that it is, once that is over. */
  readonly calls: (InlinedCall | undefined)[] = [];
  private readonly jumps: { at: number; operand: number; label: Label }[] = [];
  /** First slot free for temporaries, and the most ever used. */
  top = 0;
  private most = 0;
  private space: Int32Array<ArrayBuffer>;
  private depth = 0;
  private deepest = 0;
  private tooDeep = false;
  private lastLabel = 0;
  private lastPlain: Info | null = null;
  frame = -1;
  ghost = false;
  span: Span = { file: 0, from: 0, to: 0 };
  statement: Span = { file: 0, from: 0, to: 0 };

  /** With room for so many instructions, and some more, at first. */
  constructor(room = FIRST_INSTRUCTIONS) {
    this.space = new Int32Array((room + FIRST_INSTRUCTIONS) * INSTRUCTION_WORDS);
  }

  get length(): number {
    return this.info.length;
  }
  /** The instructions so far. */
  get code(): Int32Array {
    return this.space.subarray(0, this.length * INSTRUCTION_WORDS);
  }
  get slots(): number {
    return this.most;
  }
  get tooLong(): boolean {
    return (
      this.tooDeep ||
      this.length > MOST_INSTRUCTIONS ||
      this.most > MOST_SLOTS ||
      this.frames.length > MOST_FRAMES
    );
  }
  /** One level deeper into what is lowered, unless that would be too deep; `leave` comes back. */
  deeper(): boolean {
    if (this.depth >= DEEPEST_CALLS) this.tooDeep = true;
    if (this.tooLong) return false;
    this.depth++;
    this.deepest = Math.max(this.deepest, this.depth);
    return true;
  }
  leave(): void {
    this.depth--;
  }

  emit(op: OpName, a = 0, b = 0, c = 0, d = 0, e = 0): number {
    return this.append(Op[op], a, b, c, d, e, this.plain());
  }
  private append(op: number, a: number, b: number, c: number, d: number, e: number, info: Info): number {
    const at = this.length;
    if (this.tooLong) return at - 1;
    if ((at + 1) * INSTRUCTION_WORDS > this.space.length) this.grow();
    const { space } = this;
    const from = at * INSTRUCTION_WORDS;
    space[from] = op;
    space[from + 1] = a;
    space[from + 2] = b;
    space[from + 3] = c;
    space[from + 4] = d;
    space[from + 5] = e;
    this.info.push(info);
    return at;
  }
  /** What is known of an instruction that is no operation. Mostly it is the same for several in a row, and then one object. */
  private plain(): Info {
    const { span, statement, frame, ghost } = this;
    const last = this.lastPlain;
    if (last?.span === span && last.statement === statement && last.frame === frame && last.ghost === ghost)
      return last;
    this.lastPlain = this.infoHere('none', 'plain', '');
    return this.lastPlain;
  }
  private infoHere(access: AccessKind, order: Order, label: string): Info {
    const visible = access !== 'none' && !this.ghost;
    return { span: this.span, statement: this.statement, frame: this.frame, access, visible, waits: false, ghost: this.ghost, order, touches: 0, label }; // prettier-ignore
  }
  private grow(): void {
    const larger = new Int32Array(2 * this.space.length);
    larger.set(this.space);
    this.space = larger;
  }

  /** Emits an operation that other threads can see. */
  emitVisible(op: OpName, access: AccessKind, order: Order, label: string, ...operands: number[]): number {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = operands;
    return this.append(Op[op], a, b, c, d, e, this.infoHere(access, order, label));
  }

  /** Begins a stretch; the answer is to be given its end. */
  begin(): () => Extent {
    const { length: from, top, depth } = this;
    const [frames, jumps] = [this.frames.length, this.jumps.length];
    const [most, deepest] = [this.most, this.deepest];
    this.most = top;
    this.deepest = depth;
    return () => {
      this.resolve(jumps);
      const own = { most: this.most, depth: this.deepest - depth };
      this.most = Math.max(most, this.most);
      this.deepest = Math.max(deepest, this.deepest);
      return {
        from,
        to: this.length,
        frames,
        framesTo: this.frames.length,
        top,
        topAfter: this.top,
        lastLabel: this.lastLabel,
        ...own,
      };
    };
  }
  /** Whether a stretch may be copied to here and nothing becomes too long or too deep by it. */
  fits(e: Extent): boolean {
    return (
      this.depth + e.depth <= DEEPEST_CALLS &&
      this.length + e.to - e.from <= MOST_INSTRUCTIONS &&
      this.top + e.most - e.top <= MOST_SLOTS &&
      this.frames.length + e.framesTo - e.frames <= MOST_FRAMES
    );
  }
  /** Copies the instructions of a stretch to here, as if they were emitted. Its slots are where `slotNow` says; null: where they were. */
  copy(
    from: Emitter,
    e: Extent,
    slotNow: ((slot: number) => number) | null,
    infoNow: (i: Info) => Info,
  ): void {
    const further = this.length - e.from;
    while ((e.to + further) * INSTRUCTION_WORDS > this.space.length) this.grow();
    const { space, info } = this;
    const [start, end] = [e.from * INSTRUCTION_WORDS, e.to * INSTRUCTION_WORDS];
    space.set(from.space.subarray(start, end), this.length * INSTRUCTION_WORDS);
    let last: Info | null = null;
    let lastNow: Info | null = null;
    for (let at = e.from; at < e.to; at++) {
      const old = from.info[at];
      if (old === undefined) continue;
      lastNow = old === last && lastNow !== null ? lastNow : infoNow(old);
      last = old;
      info.push(lastNow);
      const word = (at + further) * INSTRUCTION_WORDS;
      const op = space[word] ?? 0;
      if (slotNow !== null)
        for (let slots = SLOT_OPERANDS[op] ?? 0, i = word + 1; slots !== 0; slots >>= 1, i++)
          if ((slots & 1) !== 0) space[i] = slotNow(space[i] ?? NO_SLOT);
      const place = PLACE_OPERAND[op] ?? 0;
      if (place > 0) space[word + place] = (space[word + place] ?? 0) + further;
      if (op === Op.WAIT) this.waitFor(space[word + place] ?? 0);
    }
    this.most = Math.max(this.most, this.top + e.most - e.top);
    this.deepest = Math.max(this.deepest, this.depth + e.depth);
    this.top += e.topAfter - e.top;
    if (e.lastLabel >= e.from) this.lastLabel = e.lastLabel + further;
  }
  /** Says that a WAIT is for the access at `access`. */
  waitFor(access: number): void {
    const info = this.info[access];
    if (info !== undefined) this.info[access] = { ...info, waits: true };
  }

  label(): Label {
    return { at: NO_SLOT };
  }
  place(label: Label): void {
    label.at = this.length;
    this.lastLabel = this.length;
  }
  /** Whether the instruction to come can be reached, from the one before or by a jump. */
  get reachable(): boolean {
    const before = this.space[(this.length - 1) * INSTRUCTION_WORDS];
    return this.lastLabel === this.length || (before !== Op.JUMP && before !== Op.OOPS);
  }
  jump(op: 'JUMP' | 'JUMP_ZERO' | 'JUMP_NOT', label: Label, slot?: number): void {
    const at = slot === undefined ? this.emit(op, 0) : this.emit(op, slot, 0);
    this.jumps.push({ at, operand: slot === undefined ? 1 : 2, label });
  }
  /** Writes the targets of all jumps from the one of that number on, whose labels are placed by now. */
  private resolve(first: number): void {
    for (const { at, operand, label } of this.jumps.splice(first))
      this.space[at * INSTRUCTION_WORDS + operand] = label.at;
  }

  /** New slots for a value of so many words. */
  allocate(words: number): number {
    const slot = this.top;
    this.top += words;
    this.most = Math.max(this.most, this.top);
    return slot;
  }

  enter(name: string, callSpan: Span | null, returnType: Type): number {
    this.frames.push({
      function: name,
      parent: this.frame,
      callSpan,
      locals: [],
      returnType,
      resultSlot: NO_SLOT,
    });
    this.frame = this.frames.length - 1;
    return this.frame;
  }
}
