/** The explorer in a worker: searches scenarios in slices, reports in between, listens to pause and cancel; draws what it has found. */
import { graphOf } from '../core/explore/graph.ts';
import { Exploration } from '../core/explore/exploration.ts';
import { NO_REDUCTION } from '../core/explore/reductions.ts';
import type { Search, Taken } from '../core/explore/search.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { partsOf } from '../core/step/parts.ts';
import type { System } from '../core/step/system.ts';
import { layoutOf } from '../picture/state-graph.ts';
import { machineNamed, NoMachine } from './machine.ts';
import type { FromWorker, Report, Task, ToWorker } from './messages.ts';
import { verdictOf } from './verdict.ts';

/** States looked at before listening again. */
const SLICE = 4_000;
/** Between two reports. */
const REPORT_EVERY_MS = 100;

let paused = false;
let cancelled = false;
let wake: (() => void) | null = null;
/** The last search that came to an end, by its task: what a graph is made from. */
let kept: { readonly task: string; readonly search: Search } | null = null;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'explore' || data.kind === 'graph') {
    cancelled = false;
    paused = false;
    const { states, bytes } = data;
    const work =
      data.kind === 'explore'
        ? exploreAll(data.tasks, states, bytes)
        : drawGraph(data.task, data.run, states, bytes);
    void work.catch((error: unknown) => {
      say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    });
    return;
  }
  paused = data.kind === 'pause';
  if (data.kind === 'cancel') cancelled = true;
  wake?.();
});

function say(message: FromWorker): void {
  postMessage(message);
}

async function exploreAll(tasks: readonly Task[], states: number, bytes: number): Promise<void> {
  for (const task of tasks) {
    if (isCancelled()) break;
    try {
      await explore(task, states, bytes);
    } catch (error) {
      if (!(error instanceof NoMachine)) throw error;
      say({ kind: 'refused', task, why: error.message });
    }
  }
  say({ kind: 'over' });
}

/** A call, since listening in between changes the answer. */
function isCancelled(): boolean {
  return cancelled;
}

async function explore(task: Task, states: number, bytes: number): Promise<void> {
  const searched = await searchFor(task, states, bytes);
  if (searched === null) return;
  const { scenario, system, exploration, report } = searched;
  say({ kind: 'verdict', verdict: verdictOf(scenario, system, exploration, report) });
}

async function drawGraph(task: Task, run: readonly Taken[], states: number, bytes: number): Promise<void> {
  const known = kept?.task === JSON.stringify(task) ? kept.search : undefined;
  const search = known ?? (await searchFor(task, states, bytes))?.exploration.search;
  if (search === undefined) return;
  const graph = graphOf(search, run);
  say({ kind: 'graph', drawn: { task, run, graph, layout: layoutOf(graph) } });
}

interface Searched {
  readonly scenario: Scenario;
  readonly system: System;
  readonly exploration: Exploration;
  readonly report: Report;
}

/** Searches to the end, or to a limit, and keeps the search; null if it was cancelled. */
async function searchFor(task: Task, states: number, bytes: number): Promise<Searched | null> {
  // Two of them at once might not fit.
  kept = null;
  const { scenario, system } = machineNamed(task);
  const limits = { states, bytes, ...task.bounds };
  const exploration = new Exploration(partsOf(system), limits, task.leaveOut ?? NO_REDUCTION);
  let milliseconds = 0;
  let reported = performance.now();
  const report = (): Report => ({ task, ...exploration.progress, milliseconds: Math.round(milliseconds) });
  say({ kind: 'report', report: report() });
  for (let done = false; !done;) {
    const start = performance.now();
    done = exploration.advance(SLICE);
    milliseconds += performance.now() - start;
    if (performance.now() - reported > REPORT_EVERY_MS) {
      reported = performance.now();
      say({ kind: 'report', report: report() });
    }
    await listen();
    if (isCancelled()) return null;
  }
  kept = { task: JSON.stringify(task), search: exploration.search };
  return { scenario, system, exploration, report: report() };
}

/** Lets messages in; while paused, waits for the next. */
async function listen(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  while (paused && !isCancelled()) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
