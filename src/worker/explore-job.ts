/** The explorer: searches scenarios in slices, reports in between, pauses and goes on; draws what it has found. */
import { graphOf } from '../core/explore/graph.ts';
import { Exploration } from '../core/explore/exploration.ts';
import { NO_REDUCTION } from '../core/explore/reductions.ts';
import type { Search } from '../core/explore/search.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { partsOf } from '../core/step/parts.ts';
import type { System } from '../core/step/system.ts';
import { layoutOf } from '../picture/state-graph.ts';
import type { Job, Page } from './channel.ts';
import { machineNamed, NoMachineNamed } from './machine.ts';
import type { DrawnGraph, ExploreInput, Report, Task } from './explore-messages.ts';
import { verdictOf } from './verdict.ts';

/** States looked at before listening again. */
const SLICE = 4_000;
/** Between two reports. */
const REPORT_EVERY_MS = 100;

interface Searched {
  readonly scenario: Scenario;
  readonly system: System;
  readonly exploration: Exploration;
  readonly report: Report;
}

type Limits = Pick<ExploreInput, 'states' | 'bytes'>;

export function exploreJob(): Job<'explore'> {
  let paused = false;
  let wake: (() => void) | null = null;
  /** The last search that came to an end, by its task: what a graph is made from. */
  let kept: { readonly task: string; readonly search: Search } | null = null;

  /** Lets messages in; while paused, waits for the next. */
  const listen = async (page: Page<'explore'>): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    while (paused && page.isWaiting()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  /** Searches to the end, or to a limit, and keeps the search; null if nobody waits for it any more. */
  const searchFor = async (
    task: Task,
    { states, bytes }: Limits,
    page: Page<'explore'>,
  ): Promise<Searched | null> => {
    // Two of them at once might not fit.
    kept = null;
    const { scenario, system } = machineNamed(task);
    const limits = { states, bytes, ...task.bounds };
    const exploration = new Exploration(partsOf(system), limits, task.leaveOut ?? NO_REDUCTION);
    let milliseconds = 0;
    let reported = performance.now();
    const report = (): Report => ({
      task,
      ...exploration.progress,
      milliseconds: Math.round(milliseconds),
    });
    page.report({ kind: 'report', report: report() });
    for (let done = false; !done;) {
      const start = performance.now();
      done = exploration.advance(SLICE);
      milliseconds += performance.now() - start;
      if (performance.now() - reported > REPORT_EVERY_MS) {
        reported = performance.now();
        page.report({ kind: 'report', report: report() });
      }
      await listen(page);
      if (!page.isWaiting()) return null;
    }
    kept = { task: JSON.stringify(task), search: exploration.search };
    return { scenario, system, exploration, report: report() };
  };
  const explore = async (task: Task, limits: Limits, page: Page<'explore'>): Promise<void> => {
    try {
      const searched = await searchFor(task, limits, page);
      if (searched === null) return;
      const { scenario, system, exploration, report } = searched;
      page.report({ kind: 'verdict', verdict: verdictOf(scenario, system, exploration, report) });
    } catch (error) {
      if (!(error instanceof NoMachineNamed)) throw error;
      page.report({ kind: 'refused', task, why: error.message });
    }
  };
  const draw = async (
    { task, run, ...limits }: ExploreInput & { kind: 'graph' },
    page: Page<'explore'>,
  ): Promise<DrawnGraph | null> => {
    const known = kept?.task === JSON.stringify(task) ? kept.search : undefined;
    const search = known ?? (await searchFor(task, limits, page))?.exploration.search;
    if (search === undefined) return null;
    const graph = graphOf(search, run);
    return { task, run, graph, layout: layoutOf(graph) };
  };
  return {
    async start(input, page) {
      paused = false;
      wake?.();
      if (input.kind === 'graph') return draw(input, page);
      for (const task of input.tasks) if (page.isWaiting()) await explore(task, input, page);
      return null;
    },
    tell(word) {
      paused = word === 'pause';
      wake?.();
    },
  };
}
