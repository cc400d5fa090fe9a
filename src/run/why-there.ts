/** Why a step stands where it does in a run, as a sentence: how much earlier it could have come, and what it had to come after. */
import type { Program } from '../core/lang/program.ts';
import { nameOfWord } from '../core/step/name.ts';
import { earliest, type Earliest } from './earliest.ts';
import type { Meeting, Stretch } from './stretch.ts';
import { overlap, stretchesOf } from './stretch.ts';
import { nameOfStretch } from './stretch-name.ts';
import type { Trace } from '../core/trace/trace.ts';

/** Text with its code in backticks, or a step, from 1, that one can go to. */
export type Part = string | { readonly step: number };

/** `step` from 0; null if the run has no such step. Worked out once for each step of a run. */
export function whyThere(trace: Trace, step: number): readonly Part[] | null {
  const known = remembered.get(trace.records) ?? new Map<number, readonly Part[] | null>();
  remembered.set(trace.records, known);
  const parts = known.get(step) ?? sentenceOf(trace, step);
  known.set(step, parts);
  return parts;
}

const remembered = new WeakMap<Trace['records'], Map<number, readonly Part[] | null>>();

function sentenceOf(trace: Trace, step: number): readonly Part[] | null {
  const found = earliest(trace, step);
  if (found === null) return null;
  const by = step - found.place;
  const sooner = by === 0 ? null : `Could have come up to ${by === 1 ? 'one step' : `${by} steps`} earlier, `;
  return sentence(trace, found, sooner);
}

/** `sooner`: how it begins for a step that could have come earlier. */
function sentence(trace: Trace, { step, held, since }: Earliest, sooner: string | null): Part[] {
  const who = nameOf(trace, step);
  if (held.by === 'start')
    return [
      sooner === null ? 'Comes first.' : `${sooner}as the first: no step before it touches what it touches.`,
    ];
  const other = at(held.step);
  switch (held.by) {
    case 'thread':
      return [`${sooner ?? 'Comes '}right after ${who}’s own `, other, ...dependence(trace, step, since)];
    case 'wait':
      return [
        `${sooner === null ? 'Had' : `${sooner}but had`} to wait for `,
        other,
        `: before it, ${who} ${held.reason}.`,
      ];
    default:
      return [
        sooner === null ? 'Could not have come before ' : `${sooner}but not before `,
        other,
        barrier(trace, step, held),
      ];
  }
}

/** Of a step that its own thread's order holds: what the thread last had to come after. */
function dependence(trace: Trace, step: number, since: Earliest['since']): Part[] {
  if (since === null) return [`. So far ${nameOf(trace, step)} has needed no step of another.`];
  const because = `: ${clause(trace, since.from, since.to, since.meeting, since.to === step)}.`;
  return since.to === step
    ? [', and not before ', at(since.from), because]
    : ['. Before that, ', at(since.to), ' had to come after ', at(since.from), because];
}

function barrier(trace: Trace, step: number, held: Earliest['held'] & { by: 'call' | 'conflict' }): string {
  if (held.by === 'call')
    return trace.records[step]?.thread === CALL
      ? ': a system call stays where it was made.'
      : ', a system call.';
  const because = `: ${clause(trace, held.step, step, held.meeting, true)}`;
  return held.either ? `${because}, though the other way round both would come to the same.` : `${because}.`;
}

const CALL = -1;

/** `there CPU 0 set PG_mte_tagged of page frame 0x41, which this step reads`. */
function clause(trace: Trace, from: number, to: number, meeting: Meeting, here: boolean): string {
  const { what, earlier, later } = meeting;
  const did = deed(trace, from, what, earlier);
  const does = deed(trace, to, what, later);
  const rewrites = earlier === 'write' && does.now === 'writes';
  const name = nameOfStretch(trace.system.program, what);
  return `there ${nameOf(trace, from)} ${did.then} ${name}, which ${here ? 'this step' : 'it'} ${rewrites ? 'overwrites' : does.now}`;
}

interface Deed {
  readonly then: string;
  readonly now: string;
}

const READ: Deed = { then: 'read', now: 'reads' };
const WROTE: Deed = { then: 'wrote', now: 'writes' };
const SET: Deed = { then: 'set', now: 'sets' };
const CLEARED: Deed = { then: 'cleared', now: 'clears' };
const TOOK: Deed = { then: 'took', now: 'takes' };
const RELEASED: Deed = { then: 'released', now: 'releases' };

/** What a step does to a place, in the word that fits the place: locks are taken and released, flags set and cleared. */
function deed(trace: Trace, step: number, what: Stretch, kind: 'read' | 'write'): Deed {
  const { program } = trace.system;
  const accesses = stretchesOf(trace.records[step]?.accesses ?? []);
  const writes = accesses.some((one) => one.kind === 'write' && overlap(one, what));
  const after = trace.stateAt(step + 1).words[what.row] ?? 0;
  if (what.row >= 0 && writes && isLock(program, what.row)) return after === 0 ? RELEASED : TOOK;
  if (kind === 'read') return READ;
  if (what.row < 0 || what.to - what.from !== 1) return WROTE;
  const changed = (trace.stateAt(step).words[what.row] ?? 0) ^ after;
  if (((changed >>> what.from) & 1) === 0) return WROTE;
  return ((after >>> what.from) & 1) === 1 ? SET : CLEARED;
}

/** The word of a lock that one thread at a time holds: its name is that thread's. */
function isLock(program: Program, word: number): boolean {
  return /(?:\.|_)owner$/.test(nameOfWord(program, word) ?? '');
}

function at(step: number): Part {
  return { step: step + 1 };
}

function nameOf(trace: Trace, step: number): string {
  return trace.system.program.threads[trace.records[step]?.thread ?? CALL]?.name ?? 'the caller';
}
