/** The fix matrix beside the page: carrying a run over to ten releases takes longer than a frame. */
import { cellKey, judge, type Cell } from '../core/trace/judge.ts';
import type { Job } from './channel.ts';
import { scenarioNamed } from './scenario-name.ts';

/** Between two reports. */
const REPORT_EVERY_MS = 60;

export const matrixJob: Job<'matrix'> = {
  async start({ cells, ...name }, page) {
    const scenario = scenarioNamed(name);
    let done: [string, Cell][] = [];
    let reported = performance.now();
    for (const [run, column] of cells) {
      done.push([cellKey(run, column), judge(scenario, run, column)]);
      if (performance.now() - reported < REPORT_EVERY_MS) continue;
      page.report(done);
      done = [];
      reported = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (!page.isWaiting()) return null;
    }
    page.report(done);
    return null;
  },
};
