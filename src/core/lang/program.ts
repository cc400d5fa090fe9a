/**
 * What a compiled program is: the sources it came from, where its globals lie, and the code of each thread.
 * Everything the page shows about code (lines, frames, locals, operations) is read from here.
 */
import type { Order, PrimitiveSignature } from './primitives.ts';
import type { Type } from './types.ts';

export interface SourceFile {
  /** Path in the modelled tree, as shown: `arch/arm64/kernel/mte.c`. */
  readonly path: string;
  readonly text: string;
  /** The release whose folder the text comes from, or 'scenario', 'properties', 'edited'. */
  readonly origin: string;
}

/** A stretch of source: `file` indexes Program.sources, `from` and `to` are offsets into its text. */
export interface Span {
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

/** What a program is compiled from. */
export interface CompileInput {
  readonly sources: readonly SourceFile[];
  /** Replace #defines of the same name. */
  readonly constants: Readonly<Record<string, number>>;
  readonly primitives: readonly PrimitiveSignature[];
  readonly threads: readonly {
    readonly name: string;
    readonly entry: string;
    readonly args: readonly number[];
  }[];
  /** Functions without parameters that run to their end in one go: the prologue, the predicates. */
  readonly routines: readonly string[];
  /** Loads of words that no thread writes are steps too, though nobody can tell when they happen. */
  readonly everyLoad?: boolean;
}

export interface Diagnostic {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly span: Span;
  /** A sentence. */
  readonly message: string;
}

export interface Global {
  readonly name: string;
  readonly type: Type;
  /** First word, or for tags_t and data_t the first page. */
  readonly address: number;
  readonly ghost: boolean;
  readonly span: Span;
}

/** What a function's leading comment says it stands for: `Stands for: name, path, v5.10 | <message-id>`. */
export interface StandsFor {
  readonly name: string;
  readonly path: string;
  readonly version: string;
}

export interface FunctionInfo {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly doc: string;
  readonly standsFor: StandsFor | null;
  readonly ghost: boolean;
}

/** One inlined call in a thread. Frame 0 is the thread's entry function. */
export interface InlineFrame {
  readonly function: string;
  /** The frame that called, or -1. */
  readonly parent: number;
  /** Where it was called. */
  readonly callSpan: Span | null;
  readonly locals: readonly LocalInfo[];
  readonly returnType: Type;
  /** Slot of the result, or -1 for void. */
  readonly resultSlot: number;
}

export interface LocalInfo {
  readonly name: string;
  readonly type: Type;
  /** Index from the thread's first slot; 64-bit values take two. -1: a parameter bound to a constant. */
  readonly slot: number;
  /** The constant it is bound to, where slot is -1. */
  readonly constant: bigint | null;
  readonly span: Span;
}

export type AccessKind = 'load' | 'store' | 'atomic' | 'barrier' | 'tags' | 'user' | 'choose' | 'none';

/** What is known of one instruction before it runs. */
export interface InstructionInfo {
  /** The sub-expression being executed. */
  readonly span: Span;
  /** Its statement. */
  readonly statement: Span;
  readonly frame: number;
  readonly access: AccessKind;
  /** Whether a thread rests before it. */
  readonly visible: boolean;
  /** Whether it is the one access of a wait_until: the thread cannot take this step while the condition fails. */
  readonly waits: boolean;
  readonly ghost: boolean;
  readonly order: Order;
  /** Class of the words it touches (see classes); minus their shape (see shapeOf) where only that is known; 0 if none. */
  readonly touches: number;
  /** Short name of the operation for a lane's cell, such as `test_and_set PG_mte_tagged`. */
  readonly label: string;
}

export interface CellClass {
  /** `page.flags`, `pte_t.pte`, `trusted_flag_early`. */
  readonly name: string;
  readonly type: Type;
  readonly ghost: boolean;
}

export interface ThreadCode {
  readonly name: string;
  readonly entry: string;
  /** Encoded instructions, INSTRUCTION_WORDS each; see code.ts. */
  readonly code: Int32Array;
  readonly info: readonly InstructionInfo[];
  readonly frames: readonly InlineFrame[];
  /** By instruction: 1 where a thread rests before it, 2 where it may also have to wait there, else 0. */
  readonly rests: Uint8Array;
  /** Word address of the thread's program counter; its fault word and then its slots follow. */
  readonly base: number;
  readonly slots: number;
  /** By instruction where a thread rests: which slots somebody may read again, a bit each; and which of the others to zero, the rest being so. */
  readonly live: readonly (Uint32Array | undefined)[];
  readonly clears: readonly (Uint16Array | undefined)[];
}

export interface Program {
  readonly sources: readonly SourceFile[];
  readonly constants: ReadonlyMap<string, bigint>;
  readonly globals: ReadonlyMap<string, Global>;
  readonly functions: ReadonlyMap<string, FunctionInfo>;
  readonly threads: readonly ThreadCode[];
  /** Prologue and predicates: code that runs to its end in one go. Same form as a thread's. */
  readonly routines: ReadonlyMap<string, ThreadCode>;
  /** By word address, for the first word of each scalar: the class it belongs to. */
  readonly cells: Uint16Array;
  /** Classes of scalars: every word of one struct field, or of one global. Class 0 is no object. */
  readonly classes: readonly CellClass[];
  readonly wordCount: number;
  /** Byte size of each page object at the start, by page address. */
  readonly pageSizes: readonly number[];
  /** Initial words of globals. */
  readonly initialWords: Uint32Array;
}
