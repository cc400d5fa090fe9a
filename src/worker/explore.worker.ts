/** The explorer in a worker: searches scenarios in slices, reports in between, and listens to pause and cancel. */
import { Search } from '../core/explore/search.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import { scenarios } from '../core/scenarios/list.ts';
import { partsOf } from '../core/step/parts.ts';
import type { FromWorker, Report, Task, ToWorker } from './messages.ts';
import { verdictOf } from './verdict.ts';

/** States looked at before listening again. */
const SLICE = 4_000;
/** Between two reports. */
const REPORT_EVERY_MS = 100;

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
  const assembled = assemble(scenario, task.release, new Map(task.edited));
  if (!('system' in assembled))
    throw new Error(`${task.release} does not compile: ${assembled.diagnostics[0]?.message ?? ''}`);
  const search = new Search(partsOf(assembled.system), {
    states,
    bytes,
    ...(task.preemptions === undefined ? {} : { preemptions: task.preemptions }),
  });
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
  say({ kind: 'verdict', verdict: verdictOf(scenario, assembled.system, search, report()) });
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
