/** Collects the instructions of one thread: labels, inline frames, slots, and what is known of each instruction. */
import { INSTRUCTION_WORDS, NO_SLOT, Op, type OpName } from './code.ts';
import type { Order } from './primitives.ts';
import type { AccessKind, InlineFrame, InstructionInfo, LocalInfo, Span } from './program.ts';
import type { Type } from './types.ts';

export interface Label {
  at: number;
}

/** A thread longer than this is refused: what inlining made is too much. */
const MOST_INSTRUCTIONS = 60_000;

type Frame = { -readonly [K in keyof InlineFrame]: InlineFrame[K] } & { locals: LocalInfo[] };
type Info = { -readonly [K in keyof InstructionInfo]: InstructionInfo[K] };

export class Emitter {
  readonly code: number[] = [];
  readonly info: Info[] = [];
  readonly frames: Frame[] = [];
  private readonly jumps: { at: number; operand: number; label: Label }[] = [];
  /** First slot free for temporaries, and the most ever used. */
  top = 0;
  private most = 0;
  frame = -1;
  ghost = false;
  span: Span = { file: 0, from: 0, to: 0 };
  statement: Span = { file: 0, from: 0, to: 0 };

  get length(): number {
    return this.info.length;
  }
  get slots(): number {
    return this.most;
  }
  get tooLong(): boolean {
    return this.length > MOST_INSTRUCTIONS;
  }

  emit(op: OpName, ...operands: number[]): number {
    if (this.tooLong) return this.length - 1;
    const row = [Op[op], 0, 0, 0, 0, 0];
    operands.forEach((value, i) => (row[i + 1] = value));
    this.code.push(...row);
    this.info.push({
      span: this.span, statement: this.statement, frame: this.frame, access: 'none', visible: false, waits: false, ghost: this.ghost, order: 'plain', touches: 0, label: '',
    }); // prettier-ignore
    return this.length - 1;
  }

  /** Emits an operation that other threads can see. */
  emitVisible(op: OpName, access: AccessKind, order: Order, label: string, ...operands: number[]): number {
    const at = this.emit(op, ...operands);
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
  }
  jump(op: 'JUMP' | 'JUMP_ZERO' | 'JUMP_NOT', label: Label, slot?: number): void {
    const at = slot === undefined ? this.emit(op, 0) : this.emit(op, slot, 0);
    this.jumps.push({ at, operand: slot === undefined ? 1 : 2, label });
  }
  /** Writes every jump's target, once all labels are placed. */
  resolve(): void {
    for (const { at, operand, label } of this.jumps) this.code[at * INSTRUCTION_WORDS + operand] = label.at;
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
