/** The visitor's run at its cursor, as the page reads it. Everything here is derived from the trace. */
import { digestOf } from '../core/machine/digest.ts';
import { tagAt, type State } from '../core/machine/state.ts';
import { propertiesOf } from '../core/scenarios/assemble.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { decisionFor } from '../core/step/decide.ts';
import { whoWaits } from '../core/step/status.ts';
import { mailboxAt, takeStep } from '../core/step/step.ts';
import { latchOf, type System } from '../core/step/system.ts';
import { read64 } from '../core/step/wide.ts';
import type { CallView, PropertyView, RunSnapshot } from './run.ts';
import type { Trace } from '../core/trace/trace.ts';
import { threadView } from './where.ts';

export type Derived = Omit<
  RunSnapshot,
  'edits' | 'aside' | 'note' | 'kept' | 'breakpoints' | 'going' | 'opening' | 'playing' | 'speed'
>;

export function snapshotAt(scenario: Scenario, release: string, trace: Trace, cursor: number): Derived {
  const { system } = trace;
  const state = trace.stateAt(cursor);
  return {
    scenario,
    release,
    program: system.program,
    steps: trace.records,
    cursor,
    state,
    previous: trace.stateAt(Math.max(0, cursor - 1)),
    digest: digestOf(state),
    threads: scenario.threads.map((thread, i) => threadView(system, state, thread, i)),
    properties: propertyViews(scenario, trace, cursor),
    call: callView(scenario, trace, cursor),
  };
}

function propertyViews(scenario: Scenario, trace: Trace, cursor: number): PropertyView[] {
  const { system } = trace;
  return propertiesOf(scenario).map((property, i) => {
    const latched = trace.stateAt(cursor).words[latchOf(system, i)] ?? 0;
    if (latched === 0) return { property, brokenAt: null, detail: null, place: null };
    const index = trace.records.findIndex((r, at) => at < cursor && r.broke.includes(i));
    if (property.predicate === 'deadlock')
      return {
        property,
        brokenAt: index + 1,
        detail: whoWaits(system, trace.stateAt(index + 1)),
        place: null,
      };
    const place =
      latched === 1 ? null : { frame: (latched - 1) >>> 16, granule: ((latched - 1) >>> 4) & 0xff };
    const detail = place === null ? null : placeSentence(system, trace.stateAt(index + 1), place);
    return { property, brokenAt: index + 1, detail, place };
  });
}

/** What a granule shows and what its owner is owed, at the moment that broke a property. */
function placeSentence(system: System, state: State, place: { frame: number; granule: number }): string {
  const { globals, constants } = system.program;
  const tag = (name: string): string =>
    tagAt(
      state.pages[(globals.get(name)?.address ?? 0) + place.frame] ?? new Uint8Array(128),
      place.granule,
    ).toString(16);
  const pfn = Number(constants.get('PFN_BASE') ?? 0n) + place.frame;
  const where = `granule 0x${place.granule.toString(16).padStart(2, '0')} of page frame 0x${pfn.toString(16)}`;
  return `${where} has tag ${tag('frame_tags')}; its owner is owed ${tag('owed_tags')}`;
}

const decisions = new WeakMap<object, CallView['decidedBy']>();

function callView(scenario: Scenario, trace: Trace, cursor: number): CallView | null {
  if (scenario.vmm === null) return null;
  let at = cursor - 1;
  while (at >= 0 && trace.records[at]?.choice.kind !== 'call') at--;
  const record = trace.records[at];
  if (record?.choice.kind !== 'call') return null;
  const { program } = trace.system;
  const box = mailboxAt(program, record.choice.mailbox);
  if (box === null) return null;
  const state = trace.stateAt(cursor);
  const finished = state.words[box.pending] === 0;
  const ret = finished ? read64(state.words, box.ret, true) : null;
  return {
    step: at + 1,
    finished,
    ret,
    decidedBy: ret !== null && ret < 0n ? decision(trace, at, box.ret) : null,
  };
}

/** Runs the call's steps once more, watching its instructions. */
function decision(trace: Trace, at: number, ret: number): CallView['decidedBy'] {
  const key = trace.records[at];
  if (key === undefined) return null;
  const known = decisions.get(key);
  if (known !== undefined) return known;
  const executed: number[] = [];
  let server = -1;
  let state = trace.stateAt(at + 1);
  for (const { choice, thread } of trace.records.slice(at + 1)) {
    if (choice.kind === 'call') break;
    if (server < 0) server = thread;
    const mark = executed.length;
    const taken = takeStep(trace.system, state, choice, (pc) => executed.push(pc));
    if (thread !== server) executed.length = mark;
    if ('refused' in taken) break;
    ({ state } = taken);
  }
  const code = trace.system.program.threads[server];
  const found = code === undefined ? null : decisionFor(code, executed, ret);
  decisions.set(key, found);
  return found;
}
