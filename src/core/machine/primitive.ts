/** How a primitive of the modelled hardware is called: arguments in, a result out, on the machine. */
import type { Machine } from './machine.ts';

/** Arguments are 64 bits wide each, as two words. Pointers to words are word addresses; to pages, page number + 1; NULL is 0. */
export interface Call {
  readonly machine: Machine;
  /** Low word of an argument, unsigned. */
  low(argument: number): number;
  /** The whole argument, unsigned. */
  wide(argument: number): bigint;
  /** Whether a 64-bit number lies at a word address. */
  holdsWide(address: number): boolean;
  /** Gives the result; signed 32-bit numbers may be negative. Without a call of it the result is 0. */
  give(value: number): void;
  /** The argument makes no sense (a pointer to nothing): the thread stops, as in an oops. */
  refuse(): void;
}

export type Primitive = (call: Call) => void;
