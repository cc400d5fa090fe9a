/** Runs written down: threads, run-length coded. `0*5 1*7 0` is five steps of thread 0, seven of thread 1, one of thread 0. */
import { MOST_IN_A_ROW } from '../limits.ts';
import type { Choice } from './record.ts';

/** The choices of a text, or null if it is not one. */
export function readChoices(text: string): Choice[] | null {
  const choices: Choice[] = [];
  for (const part of text.split(/\s+/).filter((p) => p !== '')) {
    const match = /^(\d+)(?:=(\d+))?(?:\*(\d+))?$/.exec(part);
    if (match === null) return null;
    const thread = Number(match[1]);
    const outcome = match[2] === undefined ? {} : { outcome: Number(match[2]) };
    const count = Number(match[3] ?? '1');
    if (count > MOST_IN_A_ROW) return null;
    for (let i = 0; i < count; i++) choices.push({ kind: 'step', thread, ...outcome });
  }
  return choices;
}

/** Writes steps down; null if there is a call among them, which has no place in this form. */
export function writeChoices(choices: readonly Choice[]): string | null {
  const parts: { text: string; count: number }[] = [];
  for (const choice of choices) {
    if (choice.kind === 'call') return null;
    const text = choice.outcome === undefined ? String(choice.thread) : `${choice.thread}=${choice.outcome}`;
    const last = parts.at(-1);
    if (last?.text === text) last.count++;
    else parts.push({ text, count: 1 });
  }
  return parts.map(({ text, count }) => (count === 1 ? text : `${text}*${count}`)).join(' ');
}
