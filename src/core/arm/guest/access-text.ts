/** How a step of a guest's code is written: its instruction, and which access of it the step was, where it has several. */
import type { Parts } from '../cpu/parts.ts';

const PART = / \((\d+)\/(\d+)\)$/;

/** `stp x1, x2, [x0] (1/2)`, or the instruction alone where it was one step. */
export function accessText(instruction: string, { done, seen }: Pick<Parts, 'done' | 'seen'>): string {
  return seen > 1 ? `${instruction} (${done + 1}/${seen})` : instruction;
}

/** Takes such a text apart; `nth` counts from 1. */
export function readAccessText(text: string): {
  readonly instruction: string;
  readonly nth: number;
  readonly of: number;
} {
  const part = PART.exec(text);
  if (part === null) return { instruction: text, nth: 1, of: 1 };
  return { instruction: text.slice(0, part.index), nth: Number(part[1]), of: Number(part[2]) };
}
