/** What a search came to: counts, shortest runs, causes, the fewest switches. */
import { countInterleavings } from '../core/explore/count.ts';
import type { Exploration } from '../core/explore/exploration.ts';
import { livelockIn } from '../core/explore/livelock.ts';
import type { Taken } from '../core/explore/search.ts';
import { fewestSwitches, switchesIn } from '../core/explore/switches.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { initialState, takeStep } from '../core/step/step.ts';
import type { System } from '../core/step/system.ts';
import type { Broken, Failure, Operation, Report, Verdict } from './explore-messages.ts';
import { MOST_COUNTED } from '../core/limits.ts';

export function verdictOf(
  scenario: Scenario,
  system: System,
  exploration: Exploration,
  report: Report,
): Verdict {
  const { search, reduced } = exploration;
  const small = !report.bounded && !reduced && report.states <= MOST_COUNTED;
  const counts = small ? countInterleavings(search) : null;
  // With a bound on preemptions the fewest of all may lie beyond it, and so may the way out of a cycle.
  const whole = !report.bounded && report.task.bounds?.preemptions === undefined;
  const fewest = whole && !reduced ? fewestSwitches(search) : [];
  const livelock = whole && counts === null ? livelockIn(search) : null;
  const broken = scenario.properties.flatMap((property, check): Broken[] => {
    const found = exploration.shortest(check);
    if (found === null) return [];
    const { run: shortest, proven } = found;
    return [
      {
        property,
        shortest,
        proven,
        switches: switchesIn(shortest),
        interleavings: counts?.breaking[check]?.toString() ?? null,
        failures: search
          .failures(check)
          .map((failure) => failureOf(system, search.runTo(failure), failure.cause.other)),
        fewest: fewest[check] ?? null,
      },
    ];
  });
  return {
    ...report,
    broken,
    interleavings: counts?.all.toString() ?? null,
    counted: counts !== null ? 'yes' : reduced ? 'some left out' : small ? 'cycle' : 'too many states',
    reduced,
    livelock: livelock === null ? null : { run: search.pathTo(livelock.first), states: livelock.states },
  };
}

function failureOf(system: System, run: readonly Taken[], other: number | null): Failure {
  const operations = operationsOf(system, run);
  const at = (step: number): Operation =>
    operations[step - 1] ?? { step, thread: '', label: '', function: '' };
  return {
    run,
    switches: switchesIn(run),
    breaking: at(run.length),
    other: other === null ? null : at(other),
  };
}

function operationsOf(system: System, run: readonly Taken[]): Operation[] {
  let state = initialState(system);
  return run.flatMap(({ thread, outcome }, i): Operation[] => {
    const taken = takeStep(system, state, { kind: 'step', thread, outcome });
    if ('refused' in taken) return [];
    ({ state } = taken);
    const { label, function: name } = taken.record;
    return [{ step: i + 1, thread: system.program.threads[thread]?.name ?? '', label, function: name }];
  });
}
