/** What each reduction leaves out, and that no verdict goes with it: on every scenario and release, and where threads are alike. */
import { describe, expect, test } from 'vitest';
import { alikeInIsolation, isolationOf } from '../scenarios/five-cpus/benchmark.ts';
import { racingPairs } from '../scenarios/known-answers.test-data.ts';
import { scenarios } from '../scenarios/list.ts';
import { machineOf } from '../scenarios/machine.test-data.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { partsOf } from '../step/parts.ts';
import { initialState, takeStep } from '../step/step.ts';
import { latchOf, type System } from '../step/system.ts';
import { oneIn, tried } from '../tried.test-data.ts';
import { Exploration } from './exploration.ts';
import { ALL_REDUCTIONS, NO_REDUCTION, type Reductions } from './reductions.ts';
import type { Taken } from './search.ts';
import { Symmetry } from './symmetry.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity };
const EACH: readonly Reductions[] = [
  { ...NO_REDUCTION, private: true },
  { ...NO_REDUCTION, order: true },
  { ...NO_REDUCTION, symmetry: true },
  ALL_REDUCTIONS,
];

function systemOf(scenario: Scenario, release: string, everyLoad = false): System {
  return machineOf(scenario, release, { constants: { TAG_BLOCKS: 1 }, everyLoad });
}

function explored(system: System, reductions: Reductions, limits = NO_LIMITS): Exploration {
  const exploration = new Exploration(partsOf(system), limits, reductions);
  while (!exploration.advance(1000));
  return exploration;
}

/** By check: whether it can fail. */
function verdict(system: System, exploration: Exploration): boolean[] {
  return system.checks.map((_, check) => exploration.shortest(check) !== null);
}

function failsAfter(system: System, run: readonly Taken[], check: number): boolean {
  let state = initialState(system);
  for (const { thread, outcome } of run) {
    const taken = takeStep(system, state, { kind: 'step', thread, outcome });
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
  }
  return state.words[latchOf(system, check)] !== 0;
}

// All of them at once are compared with the known answers, at the size that those are explored at (known-answers.test.ts).
test.each(
  tried(racingPairs, () => false).map(({ scenario, release }) => [scenario.id, release, scenario] as const),
)('%s on %s: no reduction changes a verdict', (_, release, scenario) => {
  const system = systemOf(scenario, release);
  const whole = explored(system, NO_REDUCTION);
  for (const reductions of EACH) {
    const less = explored(system, reductions);
    expect(verdict(system, less)).toEqual(verdict(system, whole));
    expect(less.search.states).toBeLessThanOrEqual(whole.search.states);
  }
});

test.each(
  tried(
    scenarios.filter((s) => s.threads.length > 1),
    oneIn(6),
  ).map((scenario) => [scenario.id, scenario] as const),
)('%s: nor does leaving loads of what nobody writes to the step before', (_, scenario) => {
  const whole = explored(systemOf(scenario, 'v6.4'), NO_REDUCTION);
  const system = systemOf(scenario, 'v6.4', true);
  // Migration has too many states so.
  const more = explored(system, scenario.id === 'migration' ? ALL_REDUCTIONS : NO_REDUCTION);
  expect(verdict(system, more)).toEqual(verdict(system, whole));
  if (!more.reduced) expect(more.search.states).toBeGreaterThanOrEqual(whole.search.states);
});

describe('the shortest run', () => {
  const system = systemOf(isolationOf(3), 'v6.2-flag');
  const whole = explored(system, NO_REDUCTION);
  const length = (exploration: Exploration, check: number): number | undefined =>
    exploration.shortest(check)?.run.length;

  test.each(EACH)('with %j is as short as without, is proven so, and breaks what it says', (reductions) => {
    const less = explored(system, reductions);
    system.checks.forEach((_, check) => {
      const found = less.shortest(check);
      expect(found?.run.length).toBe(length(whole, check));
      if (found === null) return;
      expect(found.proven).toBe(true);
      expect(failsAfter(system, found.run, check)).toBe(true);
    });
  });

  test('is called proven only where a limit left time to look for a shorter one', () => {
    const limits = Array.from({ length: 24 }, (_, i) => Math.round(60 * 1.25 ** i));
    const found = limits.flatMap((states) => {
      const stopped = explored(system, { ...NO_REDUCTION, order: true }, { states, bytes: Infinity });
      return system.checks.flatMap((_, check) => {
        const run = stopped.shortest(check);
        return run === null ? [] : [{ check, proven: run.proven, length: run.run.length }];
      });
    });
    for (const { check, proven, length: steps } of found) {
      if (proven) expect(steps).toBe(length(whole, check));
      else expect(steps).toBeGreaterThanOrEqual(length(whole, check) ?? Infinity);
    }
    expect(found.some(({ proven }) => proven)).toBe(true);
    expect(found.some(({ proven }) => !proven)).toBe(true);
  });
});

describe('CPUs that differ in nothing but their process', () => {
  test.each(['v6.2-flag', 'v12', 'v6.4'])(
    'on %s: of states that differ in who is who one is kept, and all are',
    (release) => {
      const system = systemOf(alikeInIsolation(3), release);
      const parts = partsOf(system);
      expect(parts.alike).toEqual([[0, 1, 2]]);
      const symmetric = new Exploration(parts, NO_LIMITS, { ...NO_REDUCTION, symmetry: true });
      while (!symmetric.advance(1000));
      const whole = new Exploration(parts, NO_LIMITS, NO_REDUCTION);
      while (!whole.advance(1000));

      const symmetry = new Symmetry(parts);
      const classes = new Set<string>();
      for (let state = 0; state < whole.search.states; state++) {
        const row = Uint32Array.from({ length: 4 }, (_, i) => whole.search.part(state, i));
        symmetry.order(row);
        classes.add(row.join(' '));
      }
      expect(symmetric.search.states).toBe(classes.size);
      expect(symmetric.search.states).toBeLessThan(whole.search.states / 4);
      expect(verdict(system, symmetric)).toEqual(verdict(system, whole));
      system.checks.forEach((_, check) => {
        const run = symmetric.shortest(check)?.run;
        expect(run?.length).toBe(whole.shortest(check)?.run.length);
        if (run !== undefined) expect(failsAfter(system, run, check)).toBe(true);
      });
    },
  );

  test('are not taken for alike if each has a granule and a tag of its own', () => {
    const parts = partsOf(systemOf(isolationOf(3), 'v6.2-flag'));
    const exploration = new Exploration(parts, NO_LIMITS, { ...NO_REDUCTION, symmetry: true });
    while (!exploration.advance(1000));
    expect(exploration.reductions.symmetry && parts.alike.length > 0).toBe(false);
    expect(exploration.search.states).toBe(
      explored(systemOf(isolationOf(3), 'v6.2-flag'), NO_REDUCTION).search.states,
    );
  });
});
