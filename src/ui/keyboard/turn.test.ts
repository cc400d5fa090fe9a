import { afterEach, expect, test, vi } from 'vitest';
import type { RunActions, RunSnapshot, ThreadView } from '../../run/run.ts';
import type { ThreadStatus } from '../../core/step/record.ts';
import { createRunStore } from '../../run/store.ts';
import { goOn, stepThread, threadInHand } from './turn.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ready: ThreadStatus = { kind: 'ready', outcomes: 1 };
const blocked: ThreadStatus = { kind: 'blocked', reason: 'A lock is held.', waitsFor: 0 };

function snapshot(
  statuses: readonly ThreadStatus[],
  taken: readonly number[],
  cursor = taken.length,
): RunSnapshot {
  const threads = statuses.map((status, index): ThreadView => ({
    index,
    name: `CPU ${index}`,
    role: '',
    status,
    next: '',
    frames: [],
  }));
  // Only what a turn is made of.
  return { threads, steps: taken.map((thread) => ({ thread })), cursor } as unknown as RunSnapshot;
}

function spies() {
  const step = vi.fn();
  const seek = vi.fn();
  return { step, seek, actions: { step, seek } as unknown as RunActions };
}

test('the thread stepped last goes on', () => {
  expect(threadInHand(snapshot([ready, ready], [0, 1, 1]))?.index).toBe(1);
  expect(threadInHand(snapshot([ready, ready], []))?.index).toBe(0);
});

test('a call is nobody’s step', () => {
  expect(threadInHand(snapshot([ready, ready], [1, -1]))?.index).toBe(1);
});

test('when it cannot, the next that can', () => {
  expect(threadInHand(snapshot([ready, ready, blocked], [2]))?.index).toBe(0);
  expect(threadInHand(snapshot([blocked, blocked, ready], [0]))?.index).toBe(2);
  expect(threadInHand(snapshot([blocked, { kind: 'ended' }], [0]))).toBeNull();
});

test('only steps before the cursor count', () => {
  expect(threadInHand(snapshot([ready, ready], [0, 1], 1))?.index).toBe(0);
});

test('a recorded future is followed', () => {
  const { step, seek, actions } = spies();
  goOn(snapshot([ready, ready], [0, 1], 1), actions);
  expect(seek).toHaveBeenCalledExactlyOnceWith(2);
  expect(step).not.toHaveBeenCalled();
});

test('without one a step is taken, with the first outcome where there is a choice', () => {
  const { step, actions } = spies();
  goOn(snapshot([ready, ready], [1]), actions);
  goOn(snapshot([{ kind: 'ready', outcomes: 2 }], []), actions);
  goOn(snapshot([blocked], []), actions);
  expect(step.mock.calls).toEqual([[1], [0, 0]]);
});

test('a thread that cannot run is not stepped', () => {
  const { step, actions } = spies();
  stepThread({ index: 0, name: '', role: '', status: blocked, next: '', frames: [] }, actions);
  expect(step).not.toHaveBeenCalled();
});

test('→ and Space pick the same thread once one has ended', async () => {
  vi.useFakeTimers();
  /** The threads of a run that thread 1 begins, as far as `more` takes it. */
  const course = async (more: (store: ReturnType<typeof createRunStore>) => Promise<void> | void) => {
    const store = createRunStore('migration', 'v6.13');
    store.getState().actions.step(1);
    await more(store);
    return store.getState().snapshot.steps.map(({ thread }) => thread);
  };
  const played = await course(async (store) => {
    store.getState().actions.setSpeed(60);
    store.getState().actions.play();
    await vi.runAllTimersAsync();
  });
  const stepped = await course((store) => {
    for (let i = 1; i < played.length; i++) goOn(store.getState().snapshot, store.getState().actions);
  });
  expect(stepped).toEqual(played);
  // Thread 2 is the next in turn, and thread 0 could have gone on as well.
  expect([...new Set(played)]).toEqual([1, 2, 0]);
});
