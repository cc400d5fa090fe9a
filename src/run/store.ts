/** The visitor's run: a plain store that React, and anything else, can read. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { releases, type Release } from '../core/kernel/releases.ts';
import type { State } from '../core/machine/state.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice } from '../core/step/record.ts';
import { statusOf } from '../core/step/status.ts';
import type { System } from '../core/step/system.ts';
import { carryOver } from './carry.ts';
import { readChoices } from './choices.ts';
import { goUntil } from './go.ts';
import type { RunActions, RunSnapshot } from './run.ts';
import { snapshotAt } from './snapshot.ts';
import { Trace } from './trace.ts';

export interface RunStore {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  /** The state after so many steps of the current branch. */
  readonly stateAt: (step: number) => State;
  readonly scenarios: readonly Scenario[];
  readonly releases: readonly Release[];
}

/** All that the visitor's run is; the snapshot is derived from it. */
interface Run {
  readonly scenario: Scenario;
  readonly release: string;
  readonly trace: Trace;
  readonly cursor: number;
  readonly note: string | null;
  readonly kept: { readonly trace: Trace; readonly divergesAt: number; readonly cursor: number } | null;
  readonly playing: boolean;
  readonly speed: number;
}

const DEFAULT_SPEED = 4;

export function createRunStore(scenarioId = 'isolation', release = 'v11'): StoreApi<RunStore> {
  const scenario = scenarios.find((s) => s.id === scenarioId) ?? scenarios[0];
  if (scenario === undefined) throw new Error('there are no scenarios');
  let run = startOf(scenario, releases.some((r) => r.id === release) ? release : (releases[0]?.id ?? ''));
  let timer: ReturnType<typeof setTimeout> | null = null;

  const set = (change: Partial<Run>): void => {
    run = { ...run, ...change };
    store.setState({ snapshot: snapshotOf(run) });
  };
  /** Moves on to a trace that begins like the present one up to the cursor; what lay beyond it is kept. */
  const moveTo = (trace: Trace, cursor: number, note: string | null): void => {
    const { trace: old, cursor: at } = run;
    const diverges = at < old.length && !continues(old, trace);
    set({ trace, cursor, note, ...(diverges ? { kept: { trace: old, divergesAt: at, cursor: at } } : {}) });
  };
  const take = (choice: Choice): void => {
    const recorded = run.trace.records[run.cursor];
    if (recorded !== undefined && sameChoice(recorded.choice, choice)) {
      set({ cursor: run.cursor + 1, note: null });
      return;
    }
    const next = run.trace.extend(run.cursor, choice);
    if ('refused' in next) set({ note: sentence(next.refused) });
    else moveTo(next, run.cursor + 1, null);
  };
  const pause = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (run.playing) set({ playing: false });
  };
  const tick = (): void => {
    const broken = run.trace.records.slice(0, run.cursor).some((r) => r.broke.length > 0);
    if (run.cursor < run.trace.length) set({ cursor: run.cursor + 1, note: null });
    else {
      const thread = nextThread(run);
      if (thread === null) {
        pause();
        return;
      }
      take({ kind: 'step', thread });
    }
    const breaksNow = !broken && (run.trace.records[run.cursor - 1]?.broke.length ?? 0) > 0;
    const over = run.cursor === run.trace.length && nextThread(run) === null;
    if (breaksNow || over) pause();
    else timer = setTimeout(tick, 1000 / run.speed);
  };

  const actions: RunActions = {
    step(thread, outcome) {
      pause();
      take({ kind: 'step', thread, ...(outcome === undefined ? {} : { outcome }) });
    },
    run(thread, until) {
      pause();
      const status = statusOf(run.trace.system, run.trace.stateAt(run.cursor), thread);
      if (status.kind !== 'ready') {
        take({ kind: 'step', thread });
        return;
      }
      const next = goUntil(run.trace.upTo(run.cursor), thread, until);
      moveTo(next, next.length, null);
    },
    seek(step) {
      pause();
      set({ cursor: Math.min(Math.max(0, Math.round(step)), run.trace.length), note: null });
    },
    play() {
      if (run.playing) return;
      set({ playing: true, note: null });
      timer = setTimeout(tick, 0);
    },
    pause,
    setSpeed(speed) {
      set({ speed: Math.min(60, Math.max(0.5, speed)) });
    },
    call(nr, args, writes) {
      pause();
      take({ kind: 'call', mailbox: run.scenario.vmm?.mailbox ?? 0, nr, args, writes });
    },
    chooseRelease(release) {
      pause();
      if (release === run.release) return;
      const system = systemOf(run.scenario, release);
      const carried = carryOver(run.trace, run.cursor, system);
      set({ release, trace: carried.trace, cursor: carried.cursor, note: carried.note, kept: null });
    },
    chooseScenario(id) {
      pause();
      const next = scenarios.find((s) => s.id === id);
      if (next !== undefined) set(startOf(next, run.release));
    },
    showMe(recorded) {
      pause();
      const start = startOf(run.scenario, recorded.release);
      const trace = taking(start.trace, readChoices(recorded.choices) ?? []);
      const breaking = trace.records.findIndex((r) => r.broke.length > 0);
      const watch = breaking < 0 ? '' : `; watch step ${breaking + 1}`;
      set({ ...start, trace, note: `${recorded.title}: press play, or → for one step at a time${watch}.` });
    },
    enter(release, choices) {
      pause();
      const start = startOf(run.scenario, release);
      const trace = taking(
        start.trace,
        choices.map(({ thread, outcome }): Choice => ({ kind: 'step', thread, outcome })),
      );
      const kept = run.trace.length === 0 ? null : { trace: run.trace, divergesAt: 0, cursor: run.cursor };
      set({ ...start, trace, cursor: trace.length, kept: release === run.release ? kept : null });
    },
    returnToKept() {
      pause();
      if (run.kept !== null) set({ trace: run.kept.trace, cursor: run.kept.cursor, kept: null, note: null });
    },
    restart() {
      pause();
      set(startOf(run.scenario, run.release));
    },
  };
  const store = createStore<RunStore>(() => ({
    snapshot: snapshotOf(run),
    actions,
    stateAt: (step) => run.trace.stateAt(step),
    scenarios,
    releases,
  }));
  return store;
}

const systems = new Map<string, System>();

/** The machine of a scenario on a release; the texts in the tree compile, as a test sees to. */
function systemOf(scenario: Scenario, release: string): System {
  const key = `${scenario.id} ${release}`;
  const known = systems.get(key);
  if (known !== undefined) return known;
  const assembled = assemble(scenario, release);
  if (!('system' in assembled)) {
    const [first] = assembled.diagnostics;
    throw new Error(
      `${scenario.id} on ${release} does not compile: ${first?.path ?? ''}:${first?.line ?? 0}: ${first?.message ?? ''}`,
    );
  }
  systems.set(key, assembled.system);
  return assembled.system;
}

function startOf(scenario: Scenario, release: string): Run {
  return {
    scenario,
    release,
    trace: Trace.start(systemOf(scenario, release)),
    cursor: 0,
    note: null,
    kept: null,
    playing: false,
    speed: DEFAULT_SPEED,
  };
}

function snapshotOf(run: Run): RunSnapshot {
  const { note, playing, speed } = run;
  const kept = run.kept === null ? null : { steps: run.kept.trace.length, divergesAt: run.kept.divergesAt };
  return { ...snapshotAt(run.scenario, run.release, run.trace, run.cursor), note, kept, playing, speed };
}

/** The trace with choices added, up to the first that cannot be taken. */
function taking(from: Trace, choices: readonly Choice[]): Trace {
  let trace = from;
  for (const choice of choices) {
    const next = trace.extend(trace.length, choice);
    if ('refused' in next) break;
    trace = next;
  }
  return trace;
}

function continues(old: Trace, next: Trace): boolean {
  return (
    next.length >= old.length && old.records.every((r, i) => sameChoice(r.choice, next.records[i]?.choice))
  );
}

function sameChoice(a: Choice, b: Choice | undefined): boolean {
  if (a.kind !== 'step' || b?.kind !== 'step') return false;
  return a.thread === b.thread && (a.outcome ?? 0) === (b.outcome ?? 0);
}

/** Who goes on by itself: the thread that moved last while it can, else the first that can. */
function nextThread(run: Run): number | null {
  const state = run.trace.stateAt(run.cursor);
  const last = run.trace.records[run.cursor - 1]?.thread ?? 0;
  const order = [last, ...run.scenario.threads.keys()].filter((t) => t >= 0);
  return order.find((t) => statusOf(run.trace.system, state, t).kind === 'ready') ?? null;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
