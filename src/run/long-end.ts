/** How a long run comes to its end, and what is said of that. */
import type { Over } from '../core/trace/long-steps.ts';
import type { End } from './open.ts';
import { MOST_CHOICES } from '../core/limits.ts';

export type LongEnd =
  | { readonly kind: 'over'; readonly why: Over }
  /** The visitor did something else. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'died'; readonly why: string };

/** Said where a run has no more room. */
export const FULL = `this run has ${MOST_CHOICES.toLocaleString('en')} steps now, as many as a link or a file holds, and goes no further`;

/** Of a guest's run; null: there is nothing to say. */
export function noteOfEnd(end: LongEnd): string | null {
  if (end.kind === 'died') return `The run has stopped: ${died(end.why)}.`;
  return end.kind === 'over' && end.why === 'full' ? sentence(FULL) : null;
}

/** Of a run that was being opened. */
export function endOfOpening(end: LongEnd): End {
  if (end.kind === 'stopped') return { kind: 'stopped', by: 'Opening it was stopped.' };
  if (end.kind === 'died') return { kind: 'stopped', by: `It could not be opened whole: ${died(end.why)}.` };
  return typeof end.why === 'string' ? { kind: 'taken' } : { kind: 'refused', why: end.why.refused };
}

function died(why: string): string {
  return `its worker died${why === '' ? '' : ` (${why})`}`;
}

/** A clause as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
