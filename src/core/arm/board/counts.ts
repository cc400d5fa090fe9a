/** What has left a board, counted. */
import type { ExceptionRecord } from '../cpu/cpu.ts';
import type { Output } from './board.ts';

export interface Counts {
  /** Bytes by the serial port. */
  readonly sent: number;
  readonly exceptions: number;
  /** Exceptions of an instruction that was never there to run. */
  readonly unfetched: number;
  /** Bits of TFSR that were set, and writes while one was; and reads while one was (noted-log.ts). */
  readonly changes: number;
  readonly reads: number;
}

export const NOTHING: Counts = { sent: 0, exceptions: 0, unfetched: 0, changes: 0, reads: 0 };

/** Their classes: instruction aborts. */
const UNFETCHED = [0x20, 0x21];

/** Whether an instruction could not be fetched. */
export function isUnfetched({ esr }: ExceptionRecord): boolean {
  return UNFETCHED.includes(esr >>> 26);
}

/** Counts on. */
export function counting(counts: { -readonly [name in keyof Counts]: number }): Output {
  return {
    transmit: () => {
      counts.sent++;
    },
    exception: (record) => {
      counts.exceptions++;
      if (isUnfetched(record)) counts.unfetched++;
    },
    noted: (_, { what }) => {
      counts[what === 'read' ? 'reads' : 'changes']++;
    },
  };
}
