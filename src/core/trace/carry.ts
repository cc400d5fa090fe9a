/**
 * Carries a run over to another release, whose steps differ. What is carried is where each thread was stopped: before which
 * operation of which function, for the nth time. At the first stop that cannot be reached since the thread is blocked, it says so.
 */
import type { Choice, StepRecord } from '../step/record.ts';
import { statusOf } from '../step/status.ts';
import type { System } from '../step/system.ts';
import { finishInTurn } from './go.ts';
import { Trace } from './trace.ts';
import { keyAt, operationKey } from './operation-key.ts';
import { MOST_STEPS } from '../limits.ts';

export interface Carried {
  readonly trace: Trace;
  readonly cursor: number;
  readonly note: string | null;
  /** Whether all stops were reached, some have no counterpart here, or a thread could not go on as it had. */
  readonly reached: 'all' | 'some' | 'blocked';
}

type Segment =
  | { readonly kind: 'call'; readonly choice: Choice; readonly last: number }
  /** `stop`: the operation before which the thread was left, and how often it had met it by then; null: it ended. */
  | {
      readonly kind: 'thread';
      readonly thread: number;
      readonly stop: { readonly key: string; readonly nth: number } | null;
      /** How many it took. */
      readonly steps: number;
      readonly last: number;
    };

/** `from` up to its end, on another system. The cursor goes where the same stop is. */
export function carryOver(from: Trace, cursor: number, system: System): Carried {
  let trace = Trace.start(system);
  if (from.length === 0) return { trace, cursor: 0, note: null, reached: 'all' };
  let at = 0;
  let skipped = 0;
  for (const segment of segments(from, cursor)) {
    const before = trace;
    const blocked = segment.kind === 'call' ? null : carrySegment(trace, segment);
    if (segment.kind === 'call') {
      const next = trace.extend(trace.length, segment.choice);
      if (!('refused' in next)) trace = next;
    } else if (blocked !== null) {
      trace = blocked.trace;
      if (blocked.why === 'blocked') {
        const status = statusOf(system, trace.stateAt(trace.length), segment.thread);
        const name = system.program.threads[segment.thread]?.name ?? '';
        const reason = status.kind === 'blocked' || status.kind === 'idle' ? status.reason : 'cannot go on';
        const goal = segment.stop === null ? 'its end' : `\`${segment.stop.key.replace(':', ': ')}\``;
        return {
          trace,
          cursor: trace.length,
          reached: 'blocked',
          note: `Blocked here: ${name} ${reason}. In the run carried over it went on to ${goal}.`,
        };
      }
      if (blocked.why === 'absent') {
        skipped++;
        trace = before;
      }
    }
    if (segment.last <= cursor) at = trace.length;
  }
  const carried = trace.length;
  trace = finishInTurn(trace);
  const notes = [
    skipped === 0
      ? ''
      : `${skipped === 1 ? 'One stop has' : `${skipped} stops have`} no counterpart here and ${skipped === 1 ? 'was' : 'were'} left out.`,
    trace.length > carried
      ? `The list carried over ended at step ${carried}; the rest was finished in turn.`
      : '',
  ].filter((n) => n !== '');
  return {
    trace,
    cursor: at,
    note: notes.length === 0 ? null : notes.join(' '),
    reached: skipped === 0 ? 'all' : 'some',
  };
}

function carrySegment(
  start: Trace,
  segment: Segment & { kind: 'thread' },
): { trace: Trace; why: 'reached' | 'blocked' | 'absent' } {
  const { thread, stop } = segment;
  const code = start.system.program.threads[thread];
  if (code === undefined) return { trace: start, why: 'absent' };
  let trace = start;
  let met = stop === null ? 0 : timesMet(trace.records, thread, stop.key, code);
  // An edited loop need not end.
  for (let taken = 0; taken < segment.steps + MOST_STEPS; taken++) {
    const state = trace.stateAt(trace.length);
    const key = operationKey(code, state);
    if (key === stop?.key && met + 1 === stop.nth) return { trace, why: 'reached' };
    const status = statusOf(trace.system, state, thread);
    if (status.kind === 'blocked') return { trace, why: 'blocked' };
    if (status.kind === 'idle' || status.kind === 'ended' || status.kind === 'oops')
      return { trace, why: stop === null ? 'reached' : 'absent' };
    const next = trace.extend(trace.length, { kind: 'step', thread });
    if ('refused' in next) return { trace, why: 'blocked' };
    trace = next;
    if (stop !== null && keyAt(code, trace.last?.pc ?? 0) === stop.key) met++;
  }
  return { trace, why: 'absent' };
}

/** How often a thread has done an operation. */
function timesMet(
  records: readonly StepRecord[],
  thread: number,
  key: string,
  code: Parameters<typeof keyAt>[0],
): number {
  return records.filter((r) => r.thread === thread && keyAt(code, r.pc) === key).length;
}

/** The run as stretches of one thread each, cut at the cursor too. */
function segments(trace: Trace, cursor: number): Segment[] {
  const result: Segment[] = [];
  trace.records.forEach((record, i) => {
    const last = i + 1;
    if (record.choice.kind === 'call') {
      result.push({ kind: 'call', choice: record.choice, last });
      return;
    }
    const next = trace.records[i + 1];
    if (next?.thread === record.thread && next.choice.kind === 'step' && last !== cursor) return;
    const code = trace.system.program.threads[record.thread];
    const key = code === undefined ? null : operationKey(code, trace.stateAt(last));
    const nth =
      key === null || code === undefined
        ? 0
        : timesMet(trace.records.slice(0, last), record.thread, key, code) + 1;
    const steps = last - (result.at(-1)?.last ?? 0);
    const stop = key === null ? null : { key, nth };
    result.push({ kind: 'thread', thread: record.thread, stop, steps, last });
  });
  return result;
}
