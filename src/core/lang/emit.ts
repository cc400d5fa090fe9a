/** Collects the instructions of one thread: labels, inline frames, slots, and what is known of each instruction. */
import { INSTRUCTION_WORDS, NO_SLOT, Op, type OpName } from './code.ts';
import type { Order } from './primitives.ts';
import type { AccessKind, InlineFrame, InstructionInfo, LocalInfo, Span } from './program.ts';
import type { Type } from './types.ts';

export interface Label {
  at: number;
}

/** A thread larger than this is refused: what inlining made is too much, or goes too deep. */
const MOST_INSTRUCTIONS = 60_000;
const MOST_SLOTS = 16_384;
const MOST_FRAMES = 20_000;
const DEEPEST = 800;
/** Room is made for so many at first. */
const FIRST_INSTRUCTIONS = 256;

type Frame = { -readonly [K in keyof InlineFrame]: InlineFrame[K] } & { locals: LocalInfo[] };
type Info = { -readonly [K in keyof InstructionInfo]: InstructionInfo[K] };

export class Emitter {
  readonly info: Info[] = [];
  readonly frames: Frame[] = [];
  private readonly jumps: { at: number; operand: number; label: Label }[] = [];
  /** First slot free for temporaries, and the most ever used. */
  top = 0;
  private most = 0;
  private space = new Int32Array(FIRST_INSTRUCTIONS * INSTRUCTION_WORDS);
  private depth = 0;
  private tooDeep = false;
  private lastLabel = 0;
  frame = -1;
  ghost = false;
  span: Span = { file: 0, from: 0, to: 0 };
  statement: Span = { file: 0, from: 0, to: 0 };

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
    if (this.depth >= DEEPEST) this.tooDeep = true;
    if (this.tooLong) return false;
    this.depth++;
    return true;
  }
  leave(): void {
    this.depth--;
  }

  emit(op: OpName, a = 0, b = 0, c = 0, d = 0, e = 0): number {
    const at = this.length;
    if (this.tooLong) return at - 1;
    if ((at + 1) * INSTRUCTION_WORDS > this.space.length) this.grow();
    const { space } = this;
    const from = at * INSTRUCTION_WORDS;
    space[from] = Op[op];
    space[from + 1] = a;
    space[from + 2] = b;
    space[from + 3] = c;
    space[from + 4] = d;
    space[from + 5] = e;
    this.info.push({
      span: this.span, statement: this.statement, frame: this.frame, access: 'none', visible: false, waits: false, ghost: this.ghost, order: 'plain', touches: 0, label: '',
    }); // prettier-ignore
    return at;
  }
  private grow(): void {
    const larger = new Int32Array(2 * this.space.length);
    larger.set(this.space);
    this.space = larger;
  }

  /** Emits an operation that other threads can see. */
  emitVisible(op: OpName, access: AccessKind, order: Order, label: string, ...operands: number[]): number {
    const [a, b, c, d, e] = operands;
    const at = this.emit(op, a, b, c, d, e);
    const info = this.info[at];
    if (info !== undefined) {
      info.access = access;
      info.order = order;
      info.label = label;
      info.visible = !this.ghost;
    }
    return at;
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
  /** Writes every jump's target, once all labels are placed. */
  resolve(): void {
    for (const { at, operand, label } of this.jumps) this.space[at * INSTRUCTION_WORDS + operand] = label.at;
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
