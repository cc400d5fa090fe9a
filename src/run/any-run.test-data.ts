/** Tests only: runs of real scenarios under any schedule. */
import { readChoices } from '../core/step/choices.ts';
import { statusOf } from '../core/step/status.ts';
import type { System } from '../core/step/system.ts';
import { Trace } from '../core/trace/trace.ts';

/** The run of choices written down, such as `0*5 1*7`. */
export function runOf(system: System, choices: string): Trace {
  let trace = Trace.start(system);
  for (const choice of readChoices(choices) ?? []) {
    const next = trace.extend(trace.length, choice);
    if ('refused' in next) throw new Error(next.refused);
    trace = next;
  }
  return trace;
}

/** Turns that differ. */
export const TURNS = 6 * 9 * 4;

/**
 * The run in which threads take these turns, as far as they go. The number of a turn, below TURNS, tells which of those that can go on
 * does so, for how many steps, and what it chooses.
 */
export function inTurns(system: System, turns: readonly number[]): Trace {
  let trace = Trace.start(system);
  for (const turn of turns) {
    const ready = readyIn(trace);
    const thread = ready[(turn % 6) % Math.max(1, ready.length)];
    const steps = 1 + (Math.floor(turn / 6) % 9);
    for (let i = 0; i < steps && thread !== undefined; i++) {
      const outcome = outcomeIn(trace, thread, Math.floor(turn / 54));
      const next = trace.extend(trace.length, { kind: 'step', thread, outcome });
      if ('refused' in next) break;
      trace = next;
    }
  }
  return trace;
}

function readyIn(trace: Trace): number[] {
  const state = trace.stateAt(trace.length);
  return [...trace.system.program.threads.keys()].filter(
    (thread) => statusOf(trace.system, state, thread).kind === 'ready',
  );
}

function outcomeIn(trace: Trace, thread: number, wanted: number): number {
  const status = statusOf(trace.system, trace.stateAt(trace.length), thread);
  return status.kind === 'ready' ? wanted % status.outcomes : 0;
}
