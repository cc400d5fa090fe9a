/** What the page and the board's worker say to each other. */
import type { BoardOptions, Halt } from '../core/arm/board/board.ts';
import type { Image } from '../core/arm/board/image.ts';
import type { BoardLook, BoardMark, BoardStep, ExceptionLine } from '../picture/board.ts';

export type { BoardLook } from '../picture/board.ts';

/** How far a run is to go: on and on; one instruction of the processor looked at; over what it calls; before an address. */
export type Go =
  { readonly kind: 'on' | 'step' | 'over' } | { readonly kind: 'to'; readonly address: bigint };

export type ToBoard =
  | {
      readonly kind: 'load';
      readonly image: Image;
      readonly options: BoardOptions;
      /** What was looked at on the board before; null: there was none. */
      readonly look: BoardLook | null;
    }
  | { readonly kind: 'go'; readonly go: Go }
  | { readonly kind: 'stop' }
  | { readonly kind: 'back' }
  | { readonly kind: 'breakpoints'; readonly addresses: readonly bigint[] }
  | { readonly kind: 'look'; readonly look: BoardLook };

/** Why nothing runs just now, or that something does. */
export type BoardStatus =
  | { readonly kind: 'running' }
  | {
      readonly kind: 'stopped';
      readonly why: 'start' | 'asked' | 'breakpoint' | 'there' | 'stepped' | 'back';
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
  /** The last ones, in order. */
  readonly lastExceptions: readonly ExceptionLine[];
}

export type FromBoard =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'progress'; readonly progress: BoardProgress }
  | { readonly kind: 'view'; readonly view: BoardView };
