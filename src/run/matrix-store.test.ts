import { describe, expect, test } from 'vitest';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import { cellKey, columnsOf, judge, recordedRuns, type MatrixRun } from './matrix.ts';
import type { MatrixAnswer, MatrixQuestion } from './matrix-messages.ts';
import { createMatrix } from './matrix-store.ts';

/** Hears what it is asked, and answers when it is told to. */
class QuietWorker {
  readonly asked: MatrixQuestion[] = [];
  terminated = false;
  onmessage: ((event: { data: MatrixAnswer }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  postMessage(question: MatrixQuestion): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer({ id, cells }: MatrixQuestion, most = cells.length): void {
    const some = cells.slice(0, most);
    this.onmessage?.({
      data: { id, cells: some.map(([run, column]) => [cellKey(run, column), judge(isolation, run, column)]) },
    });
  }
}

function open() {
  const workers: QuietWorker[] = [];
  const store = createMatrix(() => {
    const worker = new QuietWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const last = () => workers.at(-1) ?? new QuietWorker();
  return { workers, now: () => store.getState(), last, question: () => last().asked.at(-1) };
}

const columns = columnsOf([{ id: 'v5.10' }, { id: 'v12' }], new Map());
const [first, second] = recordedRuns(isolation);
const rows = (...runs: (MatrixRun | undefined)[]) => runs.filter((run) => run !== undefined);

describe('the fix matrix', () => {
  test('fills as the worker answers, and asks only for what it does not know', () => {
    const { now, last, question } = open();
    now().ask(isolation, rows(first), columns);
    const asked = question();
    expect(asked).toMatchObject({ scenario: 'isolation' });
    expect(asked?.cells).toHaveLength(2);
    if (asked !== undefined) last().answer(asked, 1);
    expect([...now().cells.keys()]).toEqual(rows(first).map((run) => cellKey(run, run)));
    now().ask(isolation, rows(first, second), columns);
    expect(question()?.cells).toHaveLength(3);
  });

  test('has no worker until there is a cell to work out', () => {
    const { now, workers } = open();
    now().ask(isolation, [], columns);
    expect(workers).toHaveLength(0);
  });

  test('does not take an answer to an earlier question', () => {
    const { now, last, question } = open();
    now().ask(isolation, rows(first), columns);
    const asked = question();
    now().forget();
    if (asked !== undefined) last().answer(asked);
    expect(now().cells.size).toBe(0);
  });

  test('says so when its worker dies, and goes on with another', () => {
    const { now, workers, last } = open();
    now().ask(isolation, rows(first), columns);
    last().onerror?.({ message: 'out of memory' });
    expect(now().failed).toBe('What becomes of the runs is not known: its worker died: out of memory.');
    expect(last().terminated).toBe(true);
    now().ask(isolation, rows(first), columns);
    expect(now().failed).toBeNull();
    expect(workers).toHaveLength(2);
  });
});
