import type { Choice } from '../step/record.ts';
import type { Trace } from './trace.ts';

/** The trace with choices added, up to the first that cannot be taken, and why not. */
export function taking(
  from: Trace,
  choices: readonly Choice[],
): { readonly trace: Trace; readonly refused: string | null } {
  let trace = from;
  for (const choice of choices) {
    const next = trace.extend(trace.length, choice);
    if ('refused' in next) return { trace, refused: next.refused };
    trace = next;
  }
  return { trace, refused: null };
}
