/** The visitor's run: a plain store that React, and anything else, can read. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oldest, releases, type Release } from '../core/kernel/releases.ts';
import { digestOf } from '../core/machine/digest.ts';
import type { State } from '../core/machine/state.ts';
import { scenarios } from '../core/scenarios/list.ts';
import { build, NO_EDITS, type Edits } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { themes, type ScenarioTheme } from '../core/scenarios/themes.ts';
import type { Choice } from '../core/step/record.ts';
import { statusOf } from '../core/step/status.ts';
import type { System } from '../core/step/system.ts';
import { carryOver } from '../core/trace/carry.ts';
import { nameOf } from '../worker/scenario-name.ts';
import { readChoices } from '../core/step/choices.ts';
import { goOn } from '../core/trace/go.ts';
import { goalFrom, isInstruction } from '../core/trace/guest-steps.ts';
import { endOfOpening, FULL, noteOfEnd, sentence, type LongEnd } from './long-end.ts';
import { LongRun, type LongRunListener, type LongRunProgress } from './long-run.ts';
import { toggled } from './breakpoints.ts';
import { taking } from '../core/trace/taking.ts';
import { beginOpening, type End } from './open.ts';
import type { RunActions, RunSnapshot } from './run.ts';
import type { SharedRun } from '../core/formats/shared-run.ts';
import { groundFor, textsOf } from './systems.ts';
import type { Course } from '../core/trace/long-steps.ts';
import type { Trace } from '../core/trace/trace.ts';
import {
  continues,
  editsIn,
  replayed,
  sameChoice,
  snapshotOf,
  standingIn,
  startOf,
  threadToPlay,
  together,
  type Run,
} from './visit.ts';
import { whyThere, type Part } from './why-there.ts';
import { MOST_CHOICES, MOST_STEPS, MOST_STEPS_OPENED_AT_ONCE } from '../core/limits.ts';

export interface RunStore {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  /** The state after so many steps of the current branch. */
  readonly stateAt: (step: number) => State;
  /** Why a step of the current branch, from 1, stands where it does; null if there is no such step. */
  readonly whyThere: (step: number) => readonly Part[] | null;
  /** The run as a link or a file holds it; what the page adds is how it looks. */
  readonly share: () => Omit<SharedRun, 'theme' | 'view'>;
  /** All texts of a release as it is, by path, with those around it. */
  readonly textsOf: (release: string) => ReadonlyMap<string, string>;
  /** What the visitor has edited, by release; whether it compiles in the present scenario is another matter. */
  readonly edited: ReadonlyMap<string, Edits>;
  /** Ours, and behind them those of files that the visitor has opened. */
  readonly scenarios: readonly Scenario[];
  /** What scenarios are about, in order. */
  readonly themes: readonly ScenarioTheme[];
  readonly releases: readonly Release[];
}

/** What the page has for runs that take long. */
export interface Patience {
  /** So many steps of a guest's run are taken at once, then it goes on in a worker. */
  readonly steps?: number;
  /** Makes the worker. */
  readonly open?: () => Worker;
}

/** `files`: scenarios of files that were opened in an earlier visit. */
export function createRunStore(
  scenarioId = 'isolation',
  release = oldest.id,
  files: readonly Scenario[] = [],
  { steps: guestAtOnce = MOST_STEPS, open }: Patience = {},
): StoreApi<RunStore> {
  const all = [...scenarios, ...files];
  const scenario = all.find((s) => s.id === scenarioId) ?? all[0];
  if (scenario === undefined) throw new Error('there are no scenarios');
  let run = startOf(scenario, releases.some((r) => r.id === release) ? release : oldest.id, {
    editsOf: new Map(),
    breakpoints: new Map(),
  });
  let long: { readonly run: LongRun; readonly become: Become } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const set = (change: Partial<Run>): void => {
    run = { ...run, ...change };
    store.setState({ snapshot: snapshotOf(run), edited: run.editsOf });
  };
  /** Moves on to a trace that begins like the present one up to the cursor; what lay beyond it is kept. */
  const moveTo = (trace: Trace, cursor: number, note: string | null): void => {
    const { trace: old, cursor: at } = run;
    const diverges = at < old.length && !continues(old, trace);
    set({ trace, cursor, note, ...(diverges ? { kept: { trace: old, divergesAt: at, cursor: at } } : {}) });
  };
  const carried = (system: System): Pick<Run, 'trace' | 'cursor' | 'note' | 'blocked'> => {
    const from = run.blocked?.trace === run.trace ? run.blocked.from : run;
    const { reached, ...there } = carryOver(from.trace, from.cursor, system);
    const { trace, cursor } = from;
    return {
      ...there,
      blocked: reached === 'blocked' ? { trace: there.trace, from: { trace, cursor } } : null,
    };
  };
  /** Takes the scenario of a file into the list; a file of the same name gives way. */
  const list = (scenario: Scenario): void => {
    const { scenarios: listed } = store.getState();
    if (!listed.includes(scenario))
      store.setState({ scenarios: [...listed.filter(({ id }) => id !== scenario.id), scenario] });
  };
  const take = (choice: Choice): void => {
    const recorded = run.trace.records[run.cursor];
    if (recorded !== undefined && sameChoice(recorded.choice, choice)) {
      set({ cursor: run.cursor + 1, note: null });
      return;
    }
    const next = run.cursor < MOST_CHOICES ? run.trace.extend(run.cursor, choice) : { refused: FULL };
    if ('refused' in next) set({ note: sentence(next.refused) });
    else moveTo(next, run.cursor + 1, null);
  };
  const endLong = (end: LongEnd = { kind: 'stopped' }): void => {
    if (long === null) return;
    const { run: ended, become } = long;
    long = null;
    const trace = ended.end();
    set({ trace, going: null, opening: null, ...become(trace, end) });
  };
  /** Has a worker go on from the present run, and what it has done become part of the run when it is over. */
  const goLong = (course: Course, progress: (now: LongRunProgress) => Partial<Run>, become: Become): void => {
    const name = { ...nameOf(run.scenario), release: run.release, edited: [...editsIn(run)] };
    const listener: LongRunListener = {
      progress: (now) => {
        set(progress(now));
      },
      over: (why) => {
        endLong({ kind: 'over', why });
      },
      died: (why) => {
        endLong({ kind: 'died', why });
      },
    };
    long = { run: new LongRun(name, run.trace, course, listener, open), become };
    set(progress({ instructions: 0, steps: 0, perSecond: null }));
  };
  const pause = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (run.playing) set({ playing: false });
    endLong();
  };
  const tick = (): void => {
    const broken = run.trace.records.slice(0, run.cursor).some((r) => r.broke.length > 0);
    if (run.cursor < run.trace.length) set({ cursor: run.cursor + 1, note: null });
    else {
      const thread = threadToPlay(run);
      if (thread === null) {
        pause();
        return;
      }
      take({ kind: 'step', thread });
    }
    const breaksNow = !broken && (run.trace.records[run.cursor - 1]?.broke.length ?? 0) > 0;
    const over = run.cursor === run.trace.length && threadToPlay(run) === null;
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
      const start = run.trace.upTo(run.cursor);
      const isGuest = until.kind === 'instruction' || until.kind === 'over call';
      const next = goOn(start, thread, until, isGuest ? guestAtOnce : MOST_STEPS);
      moveTo(next.trace, next.trace.length, null);
      if (!next.isCut || !isGuest) return;
      const { program } = start.system;
      const goal = goalFrom(program, start.stateAt(start.length), until);
      const isFirst = !next.trace.records.slice(start.length).some(isInstruction);
      goLong(
        { kind: 'guest', thread, goal, isFirst },
        (going) => ({ going }),
        (trace, end) => ({ cursor: trace.length, note: noteOfEnd(end) }),
      );
    },
    toggleBreakpoint(address) {
      // A long run knows those only that there were when it began.
      endLong();
      const next = toggled(standingIn(run), address);
      set({ breakpoints: new Map(run.breakpoints).set(run.scenario.id, next) });
    },
    seek(step) {
      pause();
      set({ cursor: Math.min(Math.max(0, Math.round(step)), run.trace.length), note: null });
    },
    stop() {
      pause();
    },
    play() {
      if (run.playing) return;
      pause();
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
      const plain = build(run.scenario, release, NO_EDITS);
      if ('refused' in plain) {
        set({ note: `On ${release} this scenario ${plain.refused}. This is ${run.release} still.` });
        return;
      }
      const { system, note } = groundFor(run.scenario, release, run.editsOf.get(release) ?? NO_EDITS);
      const there = carried(system);
      set({ release, ...there, aside: false, note: together(note, there.note), kept: null });
    },
    edit(edits, compiled) {
      pause();
      const system = build(run.scenario, run.release, edits, compiled);
      if ('refused' in system) {
        set({ note: `The edited source ${system.refused}.` });
        return;
      }
      const editsOf = new Map(run.editsOf).set(run.release, edits);
      set({ ...carried(system), editsOf, aside: false, kept: null });
      // Where the edited program has no instruction any more there is nothing to stop before.
      set({ breakpoints: new Map(run.breakpoints).set(run.scenario.id, standingIn(run)) });
    },
    open(reading) {
      pause();
      const { scenarios: listed } = store.getState();
      const { edits, scenario, release, start, choices, arrive } = beginOpening(
        reading,
        { scenarios: listed, releases },
        run,
      );
      list(scenario);
      const own = run.editsOf.get(release) ?? NO_EDITS;
      // Nobody's work is thrown away by looking at something else.
      const aside = own.size > 0 && (reading.shared.edits ?? NO_EDITS).size === 0;
      const editsOf = aside ? run.editsOf : new Map(run.editsOf).set(release, edits);
      const arrived = (trace: Trace, end: End): Partial<Run> => {
        const { cursor, note } = arrive(trace, end);
        return { cursor, note: together(note, aside ? `Your edits of ${release} are kept aside.` : null) };
      };
      const ground = { scenario, release, aside, editsOf, kept: null };
      if (choices.length <= MOST_STEPS_OPENED_AT_ONCE) {
        const { trace, refused } = taking(start, choices);
        const end: End = refused === null ? { kind: 'taken' } : { kind: 'refused', why: refused };
        set({ ...ground, trace, ...arrived(trace, end) });
        return;
      }
      run = { ...run, ...ground, trace: start, cursor: 0, note: null };
      goLong(
        { kind: 'told', choices },
        ({ steps }) => ({ opening: { steps, of: choices.length } }),
        (trace, end) => arrived(trace, endOfOpening(end)),
      );
    },
    chooseScenario(id) {
      pause();
      const next = store.getState().scenarios.find((s) => s.id === id);
      if (next !== undefined) set(startOf(next, run.release, run));
    },
    openScenario(scenario) {
      pause();
      list(scenario);
      set(startOf(scenario, scenario.file?.release ?? run.release, run));
    },
    closeScenario(id) {
      const { scenarios: listed } = store.getState();
      const left = listed.filter((s) => s.id !== id || s.file === undefined);
      const [first] = left;
      if (!left.includes(run.scenario) && first !== undefined) actions.chooseScenario(first.id);
      store.setState({ scenarios: left });
    },
    showMe(recorded) {
      pause();
      const start = startOf(run.scenario, recorded.release, run);
      const trace = replayed(start, NO_EDITS, readChoices(recorded.choices) ?? []);
      const breaking = trace.records.findIndex((r) => r.broke.length > 0);
      const watch = breaking < 0 ? '' : `; watch step ${breaking + 1}`;
      set({ ...start, trace, note: `${recorded.title}: press play, or → for one step at a time${watch}.` });
    },
    enter(release, choices, edits) {
      pause();
      const start = startOf(run.scenario, release, run, run.aside && release === run.release);
      const steps = choices.map(({ thread, outcome }): Choice => ({ kind: 'step', thread, outcome }));
      const trace = replayed(start, edits ?? editsIn(start), steps);
      const kept = run.trace.length === 0 ? null : { trace: run.trace, divergesAt: 0, cursor: run.cursor };
      set({ ...start, trace, cursor: trace.length, kept: release === run.release ? kept : null });
    },
    returnToKept() {
      pause();
      if (run.kept !== null) set({ trace: run.kept.trace, cursor: run.kept.cursor, kept: null, note: null });
    },
    restart() {
      pause();
      set(startOf(run.scenario, run.release, run, run.aside));
    },
  };
  const store = createStore<RunStore>(() => ({
    snapshot: snapshotOf(run),
    actions,
    stateAt: (step) => run.trace.stateAt(step),
    whyThere: (step) => whyThere(run.trace, step - 1),
    share: () => ({
      scenario: run.scenario.id,
      release: run.release,
      step: run.cursor,
      digest: digestOf(run.trace.stateAt(run.cursor)),
      choices: run.trace.choices,
      ...(run.scenario.file === undefined ? {} : { file: run.scenario.file.text }),
      edits: editsIn(run),
    }),
    textsOf: (release) => textsOf(run.scenario, release),
    edited: run.editsOf,
    scenarios: all,
    themes,
    releases,
  }));
  return store;
}

/** What becomes of the visitor's run with what a long run has done. */
type Become = (trace: Trace, end: LongEnd) => Partial<Run>;
