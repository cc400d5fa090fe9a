/** Going on by more than one step: a thread until something, or everybody in turn. */
import { lineAndColumn } from '../lang/diagnostics.ts';
import type { State } from '../machine/state.ts';
import type { StepRecord } from '../step/record.ts';
import { statusOf } from '../step/status.ts';
import type { System } from '../step/system.ts';
import { goalFrom, isInstruction, reaches } from './guest-steps.ts';
import type { Trace } from './trace.ts';
import type { Until } from './until.ts';
import { MOST_CHOICES, MOST_STEPS } from '../limits.ts';

/** Runs `thread` from the end of `trace` until `until`; at least one step, if it can. */
export function goUntil(trace: Trace, thread: number, until: Until): Trace {
  return goOn(trace, thread, until).trace;
}

/** The same, and whether it stopped for no other reason than that it had gone on for `most` steps. */
export function goOn(
  trace: Trace,
  thread: number,
  until: Until,
  most = MOST_STEPS,
): { readonly trace: Trace; readonly isCut: boolean } {
  const isThere = reaching(trace, thread, until);
  let now = trace;
  for (let taken = 0; taken < most && now.length < MOST_CHOICES; taken++) {
    const next = now.extend(now.length, { kind: 'step', thread });
    if ('refused' in next) return { trace: now, isCut: false };
    now = next;
    if (stopsAnyway(now.system, now.stateAt(now.length), thread, now.last) || isThere(now))
      return { trace: now, isCut: false };
  }
  return { trace: now, isCut: true };
}

/** Whether a thread that goes on stops wherever it was to go: a property broke, it cannot run, or somebody has to choose. */
export function stopsAnyway(
  system: System,
  state: State,
  thread: number,
  last: StepRecord | undefined,
): boolean {
  if ((last?.broke.length ?? 0) > 0) return true;
  const status = statusOf(system, state, thread);
  return status.kind !== 'ready' || status.outcomes > 1;
}

interface Place {
  /** Frames from the outermost in, as inline frame numbers. */
  readonly frames: readonly number[];
  /** Offset of the statement in the innermost frame. */
  readonly statement: number;
  readonly line: number;
  readonly file: number;
}

function placeOf(trace: Trace, thread: number): Place {
  const { program } = trace.system;
  const code = program.threads[thread];
  const pc = code === undefined ? 0 : (trace.stateAt(trace.length).words[code.base] ?? 0);
  const info = code?.info[pc];
  const frames: number[] = [];
  for (let f = info?.frame ?? -1; f >= 0; f = code?.frames[f]?.parent ?? -1) frames.unshift(f);
  const file = info?.span.file ?? 0;
  const { line } = lineAndColumn(program.sources[file]?.text ?? '', info?.span.from ?? 0);
  return { frames, statement: info?.statement.from ?? 0, line, file };
}

/** Whether a trace that grew step by step from `trace` has come to where it is to go; asked after every step. */
function reaching(trace: Trace, thread: number, until: Until): (now: Trace) => boolean {
  if (until.kind === 'instruction' || until.kind === 'over call') {
    const { program } = trace.system;
    let from = trace.stateAt(trace.length);
    const goal = goalFrom(program, from, until);
    let isFirst = true;
    return (now) => {
      const { last: record } = now;
      const state = now.stateAt(now.length);
      const isThere = record !== undefined && reaches(goal, program, { record, from, state }, isFirst);
      if (isInstruction(record)) isFirst = false;
      from = state;
      return isThere;
    };
  }
  if (until.kind === 'blocks' || until.kind === 'breaks') return () => false;
  const start = placeOf(trace, thread);
  const depth = start.frames.length;
  return (now) => {
    const place = placeOf(now, thread);
    switch (until.kind) {
      case 'over': {
        const inside = place.frames.length > depth && place.frames[depth - 1] === start.frames[depth - 1];
        return (
          !inside && (place.statement !== start.statement || place.frames.at(-1) !== start.frames.at(-1))
        );
      }
      case 'line':
        return place.file === until.file && place.line === until.line;
      case 'returns':
        return place.frames[depth - 1] !== start.frames[depth - 1];
    }
  };
}

/** Lets every thread run as far as it can, in order, until none can go on. */
export function finishInTurn(trace: Trace): Trace {
  let now = trace;
  for (let progress = true; progress && now.length < MOST_STEPS;) {
    progress = false;
    for (let thread = 0; thread < now.system.program.threads.length; thread++) {
      for (;;) {
        const next =
          now.length < MOST_STEPS ? now.extend(now.length, { kind: 'step', thread }) : { refused: '' };
        if ('refused' in next) break;
        now = next;
        progress = true;
      }
    }
  }
  return now;
}
