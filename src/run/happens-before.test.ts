import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepRecord } from '../core/step/record.ts';
import { machineOf } from '../core/scenarios/machine.test-data.ts';
import { inTurns, runOf, TURNS } from './any-run.test-data.ts';
import { happensBefore, type Arrow } from './happens-before.ts';

/** What a step touches, place by place: `w 12.3` is bit 3 of word 12. */
function places({ accesses }: StepRecord): { readonly read: Set<string>; readonly written: Set<string> } {
  const found = { read: new Set<string>(), written: new Set<string>() };
  for (const access of accesses) {
    const into = access.kind === 'write' ? found.written : found.read;
    if (access.store === 'page')
      for (let at = access.from; at < access.to; at++) into.add(`p ${access.page}.${at}`);
    else
      for (let at = 0; at < 32 * access.width; at++)
        if (access.bit === undefined || access.bit === at)
          into.add(`w ${access.address + (at >> 5)}.${at & 31}`);
  }
  return found;
}

function conflict(a: ReturnType<typeof places>, b: ReturnType<typeof places>): boolean {
  const meet = (one: Set<string>, other: Set<string>): boolean => [...one].some((place) => other.has(place));
  return meet(a.written, b.written) || meet(a.written, b.read) || meet(a.read, b.written);
}

/** All pairs that follow from those given, and from each thread's own order. */
function closure(steps: readonly StepRecord[], pairs: readonly Arrow[]): Set<string> {
  const before = steps.map(() => new Set<number>());
  steps.forEach(({ thread }, to) => {
    const own = steps.slice(0, to).findLastIndex((step) => step.thread === thread);
    const direct = pairs.filter((pair) => pair.to === to).map(({ from }) => from);
    for (const from of own < 0 ? direct : [own, ...direct]) {
      before[to]?.add(from);
      for (const earlier of before[from] ?? []) before[to]?.add(earlier);
    }
  });
  return new Set(before.flatMap((all, to) => [...all].map((from) => `${from} ${to}`)));
}

const anyTurns = fc.array(fc.nat(TURNS - 1), { minLength: 6, maxLength: 14 });

describe.each([
  ['isolation', 'v11'],
  ['shared-mprotect', 'v12'],
  ['migration', 'v6.4'],
  ['vcpu-fault', 'v5.10'],
])('any run of %s on %s', (scenario, release) => {
  const system = machineOf(scenario, release);

  test('its arrows say what all its conflicts say, and none of them could be left out', () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const { records } = inTurns(system, turns);
        const touched = records.map(places);
        const all = records.flatMap((later, to) =>
          records.slice(0, to).flatMap((earlier, from): Arrow[] => {
            const [a, b] = [touched[from], touched[to]];
            const meet = a !== undefined && b !== undefined && conflict(a, b);
            return meet && earlier.thread !== later.thread ? [{ from, to }] : [];
          }),
        );
        const arrows = happensBefore(records);
        const order = closure(records, all);
        expect(closure(records, arrows)).toEqual(order);
        for (const arrow of arrows)
          expect(
            closure(
              records,
              arrows.filter((one) => one !== arrow),
            ),
          ).not.toEqual(order);
      }),
      { seed: 41, numRuns: 10 },
    );
  });
});

test('two CPUs one after the other meet where the lock changes hands', () => {
  const { records } = runOf(machineOf('isolation', 'v12'), '0*26 1*3');
  const arrows = happensBefore(records).map(({ from, to }) => [records[from]?.label, records[to]?.label]);
  expect(arrows).toEqual([['set PG_mte_tagged', 'test PG_mte_tagged']]);
});

test('a run that grows, is cut short or branches off has the arrows that it would have by itself', () => {
  const system = machineOf('isolation', 'v11');
  const whole = runOf(system, '0*2 1*22 0*21 1*4').records;
  const anew = (steps: readonly StepRecord[]): readonly Arrow[] =>
    happensBefore(steps.map((record) => ({ ...record })));
  const branch = [...whole.slice(0, 20), ...runOf(system, '0*2 1*18 0*3').records.slice(20)];
  for (const steps of [whole.slice(0, 30), whole, whole.slice(0, 10), branch, whole.slice(0, 44), []])
    expect(happensBefore(steps)).toEqual(anew(steps));
  expect(happensBefore(branch)).not.toEqual(happensBefore(whole.slice(0, branch.length)));
});
