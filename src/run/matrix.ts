/** The fix matrix: runs, and what becomes of each on every release. */
import type { Scenario } from '../core/scenarios/scenario.ts';
import { NO_EDITS, type Edits } from '../core/scenarios/machine.ts';
import { propertiesOf } from '../core/scenarios/assemble.ts';
import { runsOnAll } from '../core/scenarios/offered-runs.ts';
import { readChoices } from '../core/step/choices.ts';
import type { StepRecord } from '../core/step/record.ts';
import { columnKey, type Column, type MatrixRun } from '../core/trace/judge.ts';
import { machineKey, taskOf, type Broken, type Verdict } from './explorer.ts';

export { cellKey, columnKey, type Cell, type Column, type MatrixRun } from '../core/trace/judge.ts';

/** The columns: every release, and beside it what the visitor has made of it, if anything. */
export function columnsOf(
  releases: readonly { readonly id: string }[],
  edited: ReadonlyMap<string, Edits>,
): Column[] {
  return releases.flatMap(({ id }): Column[] => {
    const plain = { release: id, edits: NO_EDITS };
    const edits = edited.get(id) ?? NO_EDITS;
    return edits.size > 0 ? [plain, { release: id, edits }] : [plain];
  });
}

/** The rows: recorded runs of the scenario, the shortest that the explorer found on each column, and the visitor's own. */
export function matrixRuns(
  now: Column & { readonly scenario: Scenario; readonly steps: readonly StepRecord[] },
  columns: readonly Column[],
  verdicts: ReadonlyMap<string, Verdict>,
): MatrixRun[] {
  const { scenario, release, edits, steps } = now;
  const own: MatrixRun[] =
    steps.length === 0
      ? []
      : [
          {
            id: 'own',
            title: 'Your run',
            release,
            edits,
            choices: steps.map(({ choice }) => choice),
            property: null,
          },
        ];
  const found = columns.flatMap((column) =>
    foundOn(scenario, column, verdicts).map(({ property, shortest, least }): MatrixRun => {
      const does = propertiesOf(scenario).find(({ id }) => id === property)?.breaking ?? property;
      return {
        ...column,
        id: `found ${columnKey(column)} ${property} ${shortest.length}`,
        title: least ? `Shortest to ${does}` : `Found to ${does}`,
        choices: shortest.map(({ thread, outcome }) => ({ kind: 'step', thread, outcome })),
        property,
      };
    }),
  );
  return [...own, ...recordedRuns(scenario), ...found];
}

/** The shortest failures that the explorer found there, of whatever search; `least`: there is none shorter. */
function foundOn(
  scenario: Scenario,
  { release, edits }: Column,
  verdicts: ReadonlyMap<string, Verdict>,
): (Pick<Broken, 'property' | 'shortest'> & { readonly least: boolean })[] {
  const machine = machineKey(taskOf(scenario, release, edits));
  const broken = [...verdicts.values()]
    .filter(({ task }) => machineKey(task) === machine)
    .flatMap(({ task, broken: all }) =>
      all.map((one) => ({ ...one, least: one.proven && task.bounds?.preemptions === undefined })),
    );
  return scenario.properties.flatMap((property) => {
    const [first] = broken
      .filter((one) => one.property === property)
      .sort((a, b) => a.shortest.length - b.shortest.length || Number(b.least) - Number(a.least));
    return first === undefined ? [] : [first];
  });
}

/** The rows that a scenario brings with it. */
export function recordedRuns(scenario: Scenario): MatrixRun[] {
  return runsOnAll(scenario).map(({ title, release, choices, breaks }) => ({
    id: `recorded ${release} ${title}`,
    title,
    release,
    edits: NO_EDITS,
    choices: readChoices(choices) ?? [],
    property: breaks,
  }));
}
