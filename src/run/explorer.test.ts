import { describe, expect, test } from 'vitest';
import { isolation } from '../core/scenarios/isolation/scenario.ts';
import type { DrawnGraph, Verdict } from '../worker/explore-messages.ts';
import { quietWorkers } from '../worker/workers.test-data.ts';
import { createExplorer, taskOf, verdictKey } from './explorer.ts';

function open() {
  const { workers, worker, open: make } = quietWorkers<'explore'>();
  const store = createExplorer(make);
  return { workers, now: () => store.getState(), worker };
}

const task = { scenario: 'isolation', release: 'v5.10' };
const verdict: Verdict = {
  task,
  done: true,
  bounded: false,
  states: 5,
  transitions: 6,
  depth: 3,
  bytes: 100,
  milliseconds: 1,
  broken: [],
  interleavings: '2',
  counted: 'yes',
  reduced: false,
  livelock: null,
};

describe('exploring', () => {
  test('makes no worker until somebody explores', () => {
    const { workers, now } = open();
    expect(workers).toHaveLength(0);
    now().explore([task]);
    expect(workers).toHaveLength(1);
  });

  test('a verdict is kept by scenario and release, and the search is over when the worker says so', () => {
    const { now, worker } = open();
    now().explore([task]);
    worker().report({ kind: 'verdict', verdict });
    expect(now().verdicts.get(verdictKey(task))).toEqual(verdict);
    expect(now().state).toMatchObject({ kind: 'running', left: 0 });
    worker().comeTo(null);
    expect(now().state).toEqual({ kind: 'idle' });
  });

  test('pauses, goes on and is cancelled', () => {
    const { now, worker } = open();
    now().explore([task]);
    now().pause();
    expect(now().state.kind).toBe('paused');
    now().goOn();
    expect(now().state.kind).toBe('running');
    expect(worker().inputs).toMatchObject([{ kind: 'explore', tasks: [task] }]);
    expect(worker().heard.slice(1)).toEqual([
      { kind: 'tell', word: 'pause' },
      { kind: 'tell', word: 'go on' },
    ]);
    const first = worker();
    now().cancel();
    expect(first.isEnded).toBe(true);
    expect(now().state).toEqual({ kind: 'idle' });
  });
});

describe('a worker that dies', () => {
  test('leaves a sentence and what was known, and the next search has a new one', () => {
    const { workers, now, worker } = open();
    now().explore([task]);
    worker().report({ kind: 'verdict', verdict });
    worker().die('out of memory');
    const { state } = now();
    expect(state.kind === 'failed' ? state.message : '').toMatch(
      /^The explorer's worker died: out of memory\. Nothing of your run is lost/,
    );
    expect(now().verdicts.size).toBe(1);
    now().explore([task]);
    expect(workers).toHaveLength(2);
    expect(now().state.kind).toBe('running');
  });

  test('so does one that says why it stopped', () => {
    const { now, worker } = open();
    now().explore([task]);
    worker().fail('v5.10 does not compile');
    expect(now().state).toEqual({
      kind: 'failed',
      message: 'The explorer stopped: v5.10 does not compile.',
    });
  });
});

test('an edited release has a verdict of its own', () => {
  const none = new Map<string, string>();
  const edits = new Map([['mm/memory.c', '']]);
  expect(verdictKey(taskOf(isolation, 'v11', edits))).not.toBe(verdictKey(taskOf(isolation, 'v11', none)));
  expect(verdictKey(taskOf(isolation, 'v11', none))).toBe(
    verdictKey({ scenario: 'isolation', release: 'v11' }),
  );
});

describe('the state graph', () => {
  const drawn: DrawnGraph = {
    task,
    run: [],
    graph: {
      shown: 'whole',
      states: 1,
      transitions: 0,
      bounded: false,
      drawn: 1,
      within: 0,
      depth: new Int32Array(1),
      kind: ['end'],
      broken: new Int32Array(1),
      breaks: new Int32Array(1),
      hidden: new Int32Array(1),
      innerFrom: new Int32Array(2),
      inner: { thread: new Int32Array(), outcome: new Int32Array() },
      edges: {
        from: new Int32Array(),
        to: new Int32Array(),
        thread: new Int32Array(),
        outcome: new Int32Array(),
      },
    },
    layout: { along: new Float32Array(1), across: new Float32Array(1), length: 0, breadth: 0 },
  };

  test('is asked for once, and comes', () => {
    const { now, worker } = open();
    now().askGraph(task, []);
    now().askGraph(task, []);
    expect(worker().inputs.map(({ kind }) => kind)).toEqual(['graph']);
    worker().report({ kind: 'report', report: { ...verdict, states: 7 } });
    expect(now().graph.asked).toMatchObject({ states: 7 });
    worker().comeTo(drawn);
    expect(now().graph).toEqual({ drawn, asked: null });
  });

  test('stays while another search runs, which ends the making of the next', () => {
    const { workers, now, worker } = open();
    now().askGraph(task, []);
    worker().comeTo(drawn);
    now().askGraph({ ...task, release: 'v11' }, []);
    now().explore([task]);
    expect(workers).toHaveLength(2);
    expect(now().graph).toEqual({ drawn, asked: null });
    now().askGraph(task, []);
    expect(now().graph.asked).toBeNull();
  });

  test('that is not made since the worker died leaves a sentence', () => {
    const { now, worker } = open();
    now().askGraph(task, []);
    worker().die('out of memory');
    expect(now().graph).toEqual({ drawn: null, asked: null });
    expect(now().state.kind).toBe('failed');
  });
});
