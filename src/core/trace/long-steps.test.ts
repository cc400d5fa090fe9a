import { describe, expect, test } from 'vitest';
import { digestOf } from '../machine/digest.ts';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { carryOver } from './carry.ts';
import { goOn } from './go.ts';
import { guestAt } from './guest-steps.ts';
import { longSteps, withStretches, type LongStretch, type Over } from './long-steps.ts';
import { Trace } from './trace.ts';
import { MOST_STEPS } from '../limits.ts';

/** Counts to 1,900 in X1 and stops. */
const COUNTS = `main:   mov     x1, #0
loop:   add     x1, x1, #1
        cmp     x1, #1900
        b.ne    loop
        b       off
fault:  b       off
`;
const edited = new Map([['scenarios/hello-tags/main.s', COUNTS]]);
const system = machineOf('hello-tags', 'v6.6', { edited });
const RUN = { kind: 'instruction', before: [] } as const;

function long(
  from: Trace,
  most: number,
  everyLooks: number,
): { readonly stretches: readonly LongStretch[]; readonly over: Over } {
  let looks = 0;
  const way = {
    state: from.stateAt(from.length),
    from: from.length,
    course: { kind: 'guest', thread: 0, goal: { before: [], back: null }, isFirst: false } as const,
    most,
  };
  const steps = longSteps(system, way, () => ++looks % everyLooks === 0);
  const stretches: LongStretch[] = [];
  for (;;) {
    const next = steps.next();
    if (next.done === true) return { stretches, over: next.value };
    stretches.push(next.value);
  }
}

describe('a guest that counts to 1,900', () => {
  const first = goOn(Trace.start(system), 0, RUN);

  test('is not done in a run that the page takes at once', () => {
    expect(first.isCut).toBe(true);
    expect(first.trace).toHaveLength(MOST_STEPS);
  });

  test('comes to its end in a long run, and what that did is the same as taking its steps by hand', () => {
    const { stretches, over } = long(first.trace, 50_000, 10);
    expect(stretches.length).toBeGreaterThan(1);
    expect(over).toBe('there');
    const trace = withStretches(first.trace, stretches);
    expect(guestAt(trace, 1)).toBe(1900n);

    let byHand = first.trace;
    for (let cut = true; cut;) ({ trace: byHand, isCut: cut } = goOn(byHand, 0, RUN));
    expect(byHand.records.map(({ label }) => label)).toEqual(trace.records.map(({ label }) => label));
    for (const step of [trace.length, MOST_STEPS + 1, MOST_STEPS + 377, 40])
      expect(digestOf(trace.stateAt(step))).toBe(digestOf(byHand.stateAt(step)));
  });

  test('tells so many of the states that none is far from one', () => {
    const told = long(first.trace, 50_000, 10).stretches.flatMap(({ states }) => [...states.keys()]);
    const between = told.map((step, i) => step - (told[i - 1] ?? MOST_STEPS));
    expect(Math.max(...between)).toBeLessThanOrEqual(64);
  });

  test('stops where there is no more room, and says so', () => {
    const { stretches, over } = long(first.trace, MOST_STEPS + 100, 1);
    expect(over).toBe('full');
    expect(withStretches(first.trace, stretches)).toHaveLength(MOST_STEPS + 100);
  });

  test('what was heard of it before it was ended is a run that can be gone on with', () => {
    const heard = long(first.trace, 50_000, 3).stretches.slice(0, 2);
    const trace = withStretches(first.trace, heard);
    const next = trace.extend(trace.length, { kind: 'step', thread: 0 });
    expect('refused' in next ? next.refused : next.length).toBe(trace.length + 1);
    // The run that it began from is as it was.
    expect(first.trace.records).toHaveLength(MOST_STEPS);
  });
});

test('two runs that branch off the same one have each their own steps and states', () => {
  const start = goOn(Trace.start(system), 0, { kind: 'instruction', before: null }).trace;
  const [a, b] = [0, 1].map(() => start.extend(start.length, { kind: 'step', thread: 0 }));
  if (a === undefined || b === undefined || 'refused' in a || 'refused' in b) throw new Error('cannot go on');
  const further = a.extend(a.length, { kind: 'step', thread: 0 });
  expect(b.records).toHaveLength(start.length + 1);
  expect('refused' in further ? 0 : further.length).toBe(start.length + 2);
});

test('a run that is longer than the page takes at once is carried over whole', () => {
  const begun = goOn(Trace.start(system), 0, RUN).trace;
  const whole = withStretches(begun, long(begun, 50_000, 10).stretches);
  const carried = carryOver(whole, whole.length - 100, system);
  expect(carried.reached).toBe('all');
  expect(carried.cursor).toBe(whole.length - 100);
  expect(digestOf(carried.trace.stateAt(carried.trace.length))).toBe(digestOf(whole.stateAt(whole.length)));
});
