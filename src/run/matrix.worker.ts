/** The fix matrix in a worker: carrying a run over to ten releases takes longer than a frame. */
import { scenarioNamed } from '../worker/scenario-name.ts';
import { cellKey, judge, type Cell } from './matrix.ts';
import type { MatrixAnswer, MatrixQuestion } from './matrix-messages.ts';

/** Between two answers. */
const ANSWER_EVERY_MS = 60;

let latest = 0;

addEventListener('message', ({ data }: MessageEvent<MatrixQuestion>) => {
  latest = data.id;
  void answer(data);
});

async function answer({ id, cells, ...name }: MatrixQuestion): Promise<void> {
  const scenario = scenarioNamed(name);
  let done: [string, Cell][] = [];
  let answered = performance.now();
  const say = (): void => {
    const message: MatrixAnswer = { id, cells: done };
    postMessage(message);
    done = [];
    answered = performance.now();
  };
  for (const [run, column] of cells) {
    done.push([cellKey(run, column), judge(scenario, run, column)]);
    if (performance.now() - answered < ANSWER_EVERY_MS) continue;
    say();
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (latest !== id) return;
  }
  say();
}
