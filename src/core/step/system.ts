/** A system that can be stepped: a program, what its primitives do, and what must hold. Put together in core/scenarios. */
import type { Program } from '../lang/program.ts';
import type { Primitive } from '../machine/primitive.ts';

export interface Check {
  /** Ghost function without parameters: 0 holds, else broken (and where). Null: no thread can run though one has not ended. */
  readonly predicate: string | null;
  /** After every step, or once every thread has ended. */
  readonly when: 'always' | 'end';
}

export interface System {
  readonly program: Program;
  /** In the order in which the program numbers them. */
  readonly primitives: readonly Primitive[];
  readonly checks: readonly Check[];
  /** Run to its end before the first step. */
  readonly prologue: string;
  /** By thread: whether it serves calls forever. Waiting for one, it is idle. */
  readonly resident: readonly boolean[];
  /** Puts a byte into a process's memory, as that process itself would have; false if it has no such memory. */
  readonly writeUser: (
    words: Uint32Array,
    setByte: (page: number, offset: number, byte: number) => void,
    mailbox: number,
    address: bigint,
    byte: number,
  ) => boolean;
}

/** Word in which a check that failed stays marked: its predicate's first answer that was not 0, low word. */
export function latchOf(system: System, check: number): number {
  return system.program.wordCount + check;
}
