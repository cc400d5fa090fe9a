/** The explorer in a worker: searches scenarios in slices, reports in between, and listens to pause and cancel. */
import { countInterleavings } from '../core/explore/count.ts';
import { Search, type Taken } from '../core/explore/search.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { partsOf } from '../core/step/parts.ts';
import type { Broken, FromWorker, Report, Task, ToWorker, Verdict } from './messages.ts';

/** States looked at before listening again. */
const SLICE = 4_000;
/** Between two reports. */
const REPORT_EVERY_MS = 100;
/** Counting keeps a big number a state; beyond this many it is left out, and said so. */
const MOST_COUNTED = 600_000;

let paused = false;
let cancelled = false;
let wake: (() => void) | null = null;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'explore') {
    cancelled = false;
    paused = false;
    void exploreAll(data.tasks, data.states, data.bytes).catch((error: unknown) => {
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
    await explore(task, states, bytes);
  }
  say({ kind: 'over' });
}

/** A call, since listening in between changes the answer. */
function isCancelled(): boolean {
  return cancelled;
}

async function explore(task: Task, states: number, bytes: number): Promise<void> {
  const scenario = scenarios.find((s) => s.id === task.scenario);
  if (scenario === undefined) throw new Error(`there is no scenario ${task.scenario}`);
  const assembled = assemble(scenario, task.release);
  if (!('system' in assembled))
    throw new Error(assembled.diagnostics[0]?.message ?? 'the scenario does not compile');
  const search = new Search(partsOf(assembled.system), { states, bytes });
  let milliseconds = 0;
  let reported = performance.now();
  const report = (): Report => ({ task, ...search.progress, milliseconds: Math.round(milliseconds) });
  say({ kind: 'report', report: report() });
  for (let done = false; !done;) {
    const start = performance.now();
    done = search.advance(SLICE);
    milliseconds += performance.now() - start;
    if (performance.now() - reported > REPORT_EVERY_MS) {
      reported = performance.now();
      say({ kind: 'report', report: report() });
    }
    await listen();
    if (isCancelled()) return;
  }
  say({ kind: 'verdict', verdict: verdictOf(scenario, search, report()) });
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

function verdictOf(scenario: Scenario, search: Search, report: Report): Verdict {
  const counts = report.bounded || report.states > MOST_COUNTED ? null : countInterleavings(search);
  const broken = scenario.properties.flatMap((property, check): Broken[] => {
    const shortest = search.shortest(check);
    if (shortest === null) return [];
    return [
      {
        property,
        shortest,
        switches: switchesIn(shortest),
        interleavings: counts?.breaking[check]?.toString() ?? null,
      },
    ];
  });
  return { ...report, broken, interleavings: counts?.all.toString() ?? null };
}

function switchesIn(run: readonly Taken[]): number {
  return run.filter((taken, i) => i > 0 && run[i - 1]?.thread !== taken.thread).length;
}
