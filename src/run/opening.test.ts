/** Runs that are too long to be taken at once: opened from links and files, or run on by the visitor, with a worker that takes the steps. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Choice } from '../core/step/record.ts';
import type { SharedRun } from '../core/formats/shared-run.ts';
import { machineNamed } from '../worker/machine.ts';
import { QuietWorker } from '../worker/workers.test-data.ts';
import { longSteps, type LongStretch, type Over } from '../core/trace/long-steps.ts';
import { createRunStore } from './store.ts';

const MAIN = 'scenarios/hello-tags/main.s';
const LOOPS = `main:   bl      more
loop:   add     x1, x1, #1
        b       loop
more:   add     x2, x2, #2
        ret
fault:  b       off
`;
/** Where `b loop` is: main.s begins at 0x40c80. */
const B_LOOP = 0x40c88n;
const edits = new Map([[MAIN, LOOPS]]);

/** Stands where the worker does, and takes a stretch of the run when it is told to. */
class Taker extends QuietWorker<'long run'> {
  static all: Taker[] = [];
  private readonly steps = this.taking();

  constructor() {
    super();
    Taker.all.push(this);
  }

  answer(): boolean {
    const next = this.steps.next();
    if (next.done !== true) this.report(next.value);
    else this.comeTo(next.value);
    return next.done !== true;
  }

  toTheEnd(): void {
    while (!this.isEnded && this.answer());
  }

  private *taking(): Generator<LongStretch, Over> {
    const [input] = this.inputs;
    if (input === undefined) throw new Error('it was not started');
    let looks = 0;
    return yield* longSteps(machineNamed(input).system, input, () => ++looks % 20 === 0);
  }
}

function open(atOnce?: number) {
  const store = createRunStore('hello-tags', 'v6.6', [], {
    ...(atOnce === undefined ? {} : { steps: atOnce }),
    open: () => new Taker() as unknown as Worker,
  });
  return { now: () => store.getState().snapshot, act: store.getState().actions, store };
}

function steps(count: number): Choice[] {
  return Array.from({ length: count }, () => ({ kind: 'step', thread: 0 }));
}

/** The run by hand, up to a moment. */
function byHand(count: number, cursor = count) {
  const { now, act, store } = open();
  act.edit(edits);
  for (let i = 0; i < count; i++) act.step(0);
  act.seek(cursor);
  return { digest: now().digest, shared: store.getState().share() };
}

const LONG = 2_300;
const hand = byHand(LONG, LONG - 40);

function opened(shared: Partial<SharedRun> = hand.shared) {
  const there = open();
  there.act.open({ shared, problem: null });
  const [worker] = Taker.all;
  return { ...there, worker };
}

beforeEach(() => {
  Taker.all = [];
});

describe('a long run that is opened', () => {
  test('stands at its start and says how far it is, until it comes to the moment that was shared', () => {
    const { now, worker } = opened();
    expect(now()).toMatchObject({ cursor: 0, steps: [], opening: { steps: 0, of: LONG } });
    expect([...now().edits]).toEqual([...edits]);
    worker?.answer();
    expect(now()).toMatchObject({ cursor: 0, steps: [], opening: { of: LONG } });
    expect(now().opening?.steps).toBeGreaterThan(1000);
    worker?.toTheEnd();
    expect(now()).toMatchObject({ cursor: LONG - 40, opening: null, note: null, digest: hand.digest });
    expect(now().steps).toHaveLength(LONG);
    expect(worker?.isEnded).toBe(true);
  });

  test('can be stopped, and what was taken by then is a run', () => {
    const { now, act, worker } = opened();
    worker?.answer();
    const taken = now().opening?.steps ?? 0;
    act.stop();
    expect(now()).toMatchObject({ cursor: taken, opening: null });
    expect(now().note).toBe(
      `Opening it was stopped. The run ends at step ${taken.toLocaleString('en')} of 2,300.`,
    );
    act.step(0);
    expect(now().digest).toBe(byHand(taken + 1).digest);
    expect(worker?.isEnded).toBe(true);
  });

  test('ends where a step cannot be taken, and says why', () => {
    const { now, worker } = opened({
      ...hand.shared,
      choices: [...steps(2_100), { kind: 'step', thread: 9 }],
    });
    worker?.toTheEnd();
    expect(now()).toMatchObject({ cursor: 2_100, opening: null });
    expect(now().note).toBe(
      'Step 2101 cannot be taken here: there is no such thread. The run ends before it.',
    );
  });

  test('says that its worker died, and keeps what there was', () => {
    const { now, worker } = opened();
    worker?.die('out of memory');
    expect(now()).toMatchObject({ cursor: 0, opening: null });
    expect(now().note).toBe(
      'It could not be opened whole: its worker died (out of memory). The run ends at step 0 of 2,300.',
    );
  });

  test('gives way to another that is opened', () => {
    const { now, act, worker } = opened();
    worker?.answer();
    act.open({
      shared: { ...hand.shared, choices: steps(3), step: 3, digest: byHand(3).digest },
      problem: null,
    });
    expect(now()).toMatchObject({ cursor: 3, opening: null, note: null });
    expect(worker?.isEnded).toBe(true);
    expect(Taker.all).toHaveLength(1);
  });
});

test('a short run that is opened is there at once', () => {
  const { now } = opened({ ...hand.shared, choices: steps(300), step: 300, digest: byHand(300).digest });
  expect(now()).toMatchObject({ cursor: 300, opening: null, note: null });
  expect(Taker.all).toEqual([]);
});

test.each(['instruction', 'over call'] as const)(
  'a guest that goes on (%s) comes to the same place, however early a worker takes it on',
  (kind) => {
    const [atOnce, beside] = [open(), open(1)];
    for (const { act } of [atOnce, beside]) {
      act.edit(edits);
      // Behind the call, twice round the loop.
      for (let i = 0; i < 2; i++) {
        act.run(0, { kind, before: kind === 'instruction' ? [B_LOOP] : [] });
        Taker.all.at(-1)?.toTheEnd();
      }
    }
    expect(Taker.all.length).toBeGreaterThan(0);
    expect(atOnce.now().cursor).toBeLessThan(1_000);
    expect(beside.now()).toMatchObject({
      digest: atOnce.now().digest,
      cursor: atOnce.now().cursor,
      going: null,
    });
  },
);
