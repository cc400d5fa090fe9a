/** What the page and the board's worker say to each other. */
import type { BoardOptions, Halt } from '../core/arm/board/board.ts';
import type { Image } from '../core/arm/board/image.ts';
import type { NotedKind } from '../core/arm/board/noted-log.ts';
import type { NotingRegister } from '../core/arm/cpu/noted.ts';
import type { BoardNoted } from '../picture/board-noted.ts';
import type { BoardLook, BoardMark, BoardStep, ExceptionLine } from '../picture/board.ts';

export type { BoardLook } from '../picture/board.ts';

/**
 * How far a run is to go: on and on; one instruction of the processor looked at; over what it calls; before an address; behind where a
 * processor reads from TFSR_EL1 or TFSRE0_EL1 that a check has failed.
 */
export type Go =
  | { readonly kind: 'on' | 'step' | 'over' }
  | { readonly kind: 'to'; readonly address: bigint }
  | { readonly kind: 'read'; readonly cpu: number; readonly register: NotingRegister };

/** An instruction that set or read a bit of TFSR, by its number among those. */
export interface NotedPlace {
  readonly kind: NotedKind;
  readonly number: number;
}

export interface BoardStart {
  readonly image: Image;
  readonly options: BoardOptions;
  /** What was looked at on the board before; null: there was none. */
  readonly look: BoardLook | null;
}

export type ToBoard =
  | { readonly kind: 'go'; readonly go: Go }
  | { readonly kind: 'stop' }
  | { readonly kind: 'back' }
  | { readonly kind: 'seek'; readonly place: NotedPlace }
  | { readonly kind: 'breakpoints'; readonly addresses: readonly bigint[] }
  | { readonly kind: 'look'; readonly look: BoardLook };

/** Why nothing runs just now, or that something does. */
export type BoardStatus =
  | {
      readonly kind: 'running';
      /** Whether it runs again from a moment that was kept, to find one. */
      readonly again: boolean;
    }
  | {
      readonly kind: 'stopped';
      readonly why: 'start' | 'asked' | 'breakpoint' | 'there' | 'stepped' | 'back' | 'read';
    }
  | {
      readonly kind: 'stopped';
      readonly why: 'noted';
      /** How many instructions it went back. */
      readonly back: number;
    }
  | { readonly kind: 'halted'; readonly halt: Halt };

/** How far a run has come. */
export interface BoardProgress {
  readonly status: BoardStatus;
  readonly instructions: number;
  /** Whether there is an instruction to go back before. */
  readonly canGoBack: boolean;
  readonly exceptions: number;
  /** Instructions a second of the run since it was last started; null where it was too short to tell. */
  readonly speed: number | null;
  readonly console: BoardConsole;
}

/** The end of what the serial port has sent. */
export interface BoardConsole {
  readonly text: string;
  /** Bytes that were sent before these. */
  readonly before: number;
}

/** The board where it stands still. */
export interface BoardView extends BoardProgress {
  readonly look: BoardLook;
  readonly mark: BoardMark;
  /** The last instruction; null before the first. */
  readonly last: BoardStep | null;
  /** Failed checks that stand in TFSR, or did before the last instruction. */
  readonly noted: readonly BoardNoted[];
  /** The last ones, in order. */
  readonly lastExceptions: readonly ExceptionLine[];
}

export type FromBoard =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'progress'; readonly progress: BoardProgress }
  | { readonly kind: 'view'; readonly view: BoardView };
