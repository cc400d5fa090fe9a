import { describe, expect, test } from 'vitest';
import { machineOf } from '../scenarios/machine.test-data.ts';
import { partsOf } from '../step/parts.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { StepRecord } from '../step/record.ts';
import { latchOf, type System } from '../step/system.ts';
import { Search, type Taken } from './search.ts';
import { fewestSwitches, switchesIn } from './switches.ts';

function searched(system: System): Search {
  const search = new Search(partsOf(system), { states: Infinity, bytes: Infinity });
  while (!search.advance(1000));
  return search;
}

function recordsOf(system: System, run: readonly Taken[]): { records: StepRecord[]; broken: boolean[] } {
  let state = initialState(system);
  const records = run.map(({ thread, outcome }) => {
    const taken = takeStep(system, state, { kind: 'step', thread, outcome });
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
    return taken.record;
  });
  return { records, broken: system.checks.map((_, i) => state.words[latchOf(system, i)] !== 0) };
}

describe('failures by their cause, in the race in isolation', () => {
  const system = machineOf('isolation', 'v5.10');
  const search = searched(system);

  test('every failure is a run whose last step breaks the property', () => {
    for (const check of [0, 1, 2]) {
      const failures = search.failures(check);
      expect(failures.length).toBeGreaterThan(0);
      expect(failures.slice(0, 1).flatMap((failure) => search.runTo(failure))).toEqual(
        search.shortest(check),
      );
      for (const failure of failures) {
        const { records, broken } = recordsOf(system, search.runTo(failure));
        expect(records.at(-1)?.broke).toContain(check);
        expect(broken[check]).toBe(true);
      }
    }
  });

  test('no two of them have the same pair of operations', () => {
    for (const check of [0, 1, 2]) {
      const pairs = search.failures(check).map((failure) => {
        const { records } = recordsOf(system, search.runTo(failure));
        const { other: at } = failure.cause;
        const other = at === null ? undefined : records[at - 1];
        return [records.at(-1), other]
          .map((r) => `${r?.span?.file ?? ''} ${r?.span?.from ?? ''} ${r?.label.split(' ')[0] ?? ''}`)
          .join(' | ');
      });
      expect(new Set(pairs).size).toBe(pairs.length);
    }
  });

  test('a PTE shows stale tags because of a flag that the other CPU has set', () => {
    const [first] = search.failures(0);
    if (first === undefined) throw new Error('nothing breaks');
    const { records } = recordsOf(system, search.runTo(first));
    expect(records.at(-1)?.label).toBe('write PTE');
    const other = records[(first.cause.other ?? 0) - 1];
    expect(other?.thread).not.toBe(records.at(-1)?.thread);
    expect(other?.label).toMatch(/PG_mte_tagged/);
  });
});

describe('the fewest switches', () => {
  test('on v11 a store is lost with two switches, in a run that can be taken', () => {
    const system = machineOf('isolation', 'v11');
    const search = searched(system);
    const fewest = fewestSwitches(search);
    expect(fewest.map((f) => f?.switches ?? null)).toEqual([null, 2, null, null, null]);
    const run = fewest[1]?.run ?? [];
    expect(switchesIn(run)).toBe(2);
    expect(recordsOf(system, run).broken[1]).toBe(true);
  });

  test('nothing breaks on v12, with however many switches', () => {
    expect(fewestSwitches(searched(machineOf('isolation', 'v12')))).toEqual([null, null, null, null, null]);
  });
});
