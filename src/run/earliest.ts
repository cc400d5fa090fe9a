/**
 * How much earlier a step could have come, all others staying in their order, without any step reading or writing anything else: up to
 * the step of its own thread before it, or up to the last one that it conflicts with.
 */
import { digestOf } from '../core/machine/digest.ts';
import type { State } from '../core/machine/state.ts';
import type { Choice } from '../core/step/record.ts';
import { statusOf } from '../core/step/status.ts';
import { takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import { happensBefore, type Arrow } from './happens-before.ts';
import { conflicts, meetingOf, stretchesOf, type Meeting } from './stretch.ts';
import type { Trace } from '../core/trace/trace.ts';

/** All steps from 0. */
export interface Earliest {
  readonly step: number;
  /** As which step it could have come at the earliest: its own number if no earlier. */
  readonly place: number;
  readonly held: Held;
  /** Where its thread's own order holds it: the last arrow that leads to it or to an earlier step of its thread. */
  readonly since: (Arrow & { readonly meeting: Meeting }) | null;
}

/** What stands directly before the earliest place. */
export type Held =
  /** Nothing. */
  | { readonly by: 'start' }
  /** The step before it of its own thread. */
  | { readonly by: 'thread'; readonly step: number }
  /** A system call from outside: whatever comes after one stays so. */
  | { readonly by: 'call'; readonly step: number }
  /** A step without which it would still have to wait; why, as for a thread that is blocked. */
  | { readonly by: 'wait'; readonly step: number; readonly reason: string }
  /** A step that it conflicts with. `either`: in the other order the two would come to the same. */
  | { readonly by: 'conflict'; readonly step: number; readonly meeting: Meeting; readonly either: boolean };

export function earliest(trace: Trace, step: number): Earliest | null {
  const { records } = trace;
  const moved = records[step];
  if (moved === undefined) return null;
  const touched = stretchesOf(moved.accesses);
  let place = step;
  for (; place > 0; place--) {
    const before = records[place - 1];
    if (before === undefined || before.thread === moved.thread) break;
    if (before.thread < 0 || moved.thread < 0 || conflicts(touched, stretchesOf(before.accesses))) break;
  }
  const held = heldAt(trace, step, place);
  return { step, place, held, since: held.by === 'thread' ? lastArrow(trace, step) : null };
}

function heldAt(trace: Trace, step: number, place: number): Held {
  const [moved, before] = [trace.records[step], trace.records[place - 1]];
  if (moved === undefined || before === undefined) return { by: 'start' };
  const at = { step: place - 1 };
  if (before.thread === moved.thread) return { by: 'thread', ...at };
  const meeting = meetingOf(before.accesses, moved.accesses);
  if (before.thread < 0 || moved.thread < 0 || meeting === null) return { by: 'call', ...at };
  const state = trace.stateAt(place - 1);
  const status = statusOf(trace.system, state, moved.thread);
  if (status.kind === 'blocked' || status.kind === 'idle')
    return { by: 'wait', ...at, reason: status.reason };
  const [there, back] = [
    [before.choice, moved.choice],
    [moved.choice, before.choice],
  ].map((choices) => digestAfter(trace.system, state, choices));
  return { by: 'conflict', ...at, meeting, either: there !== null && there === back };
}

/** The digest after some more choices; null if one cannot be taken. */
function digestAfter(system: System, from: State, choices: readonly Choice[]): string | null {
  let state = from;
  for (const choice of choices) {
    const taken = takeStep(system, state, choice);
    if ('refused' in taken) return null;
    ({ state } = taken);
  }
  return digestOf(state);
}

function lastArrow({ records }: Trace, step: number): Earliest['since'] {
  const thread = records[step]?.thread;
  const arrow = happensBefore(records).findLast(({ to }) => to <= step && records[to]?.thread === thread);
  if (arrow === undefined) return null;
  const meeting = meetingOf(records[arrow.from]?.accesses ?? [], records[arrow.to]?.accesses ?? []);
  return meeting === null ? null : { ...arrow, meeting };
}
