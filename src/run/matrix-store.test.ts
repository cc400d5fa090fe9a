import { describe, expect, test } from 'vitest';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import { cellKey, judge, type MatrixRun } from '../core/trace/judge.ts';
import { quietWorkers } from '../worker/workers.test-data.ts';
import { columnsOf, recordedRuns } from './matrix.ts';
import { createMatrix } from './matrix-store.ts';

function open() {
  const { workers, worker: last, open: make } = quietWorkers<'matrix'>();
  const store = createMatrix(make);
  const question = () => last().inputs.at(-1);
  /** Works out the first cells of the question. */
  const answer = (most = Infinity) => {
    const cells = question()?.cells.slice(0, most) ?? [];
    last().report(cells.map(([run, column]) => [cellKey(run, column), judge(isolation, run, column)]));
  };
  return { workers, now: () => store.getState(), last, question, answer };
}

const columns = columnsOf([{ id: 'v5.10' }, { id: 'v12' }], new Map());
const [first, second] = recordedRuns(isolation);
const rows = (...runs: (MatrixRun | undefined)[]) => runs.filter((run) => run !== undefined);

describe('the fix matrix', () => {
  test('fills as the worker answers, and asks only for what it does not know', () => {
    const { now, question, answer } = open();
    now().ask(isolation, rows(first), columns);
    expect(question()).toMatchObject({ scenario: 'isolation' });
    expect(question()?.cells).toHaveLength(2);
    answer(1);
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
    const { now, answer } = open();
    now().ask(isolation, rows(first), columns);
    now().forget();
    answer();
    expect(now().cells.size).toBe(0);
  });

  test('says so when its worker dies, and goes on with another', () => {
    const { now, workers, last } = open();
    now().ask(isolation, rows(first), columns);
    const dead = last();
    dead.die('out of memory');
    expect(now().failed).toBe('What becomes of the runs is not known: its worker died: out of memory.');
    expect(dead.isEnded).toBe(true);
    now().ask(isolation, rows(first), columns);
    expect(now().failed).toBeNull();
    expect(workers).toHaveLength(2);
  });
});
