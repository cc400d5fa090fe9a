/** What becomes of a run on every release: it holds there, it breaks at a step, or it is blocked where another thread keeps it out. */
import type { Scenario } from '../core/scenarios/scenario.ts';
import { propertiesOf } from '../core/scenarios/assemble.ts';
import { runsOnAll } from '../core/scenarios/offered-runs.ts';
import { readChoices } from '../core/step/choices.ts';
import type { Choice, StepRecord } from '../core/step/record.ts';
import { carryOver } from './carry.ts';
import { machineKey, taskOf, type Broken, type Verdict } from './explorer.ts';
import { finishInTurn } from './go.ts';
import { taking } from './open.ts';
import { build, NO_EDITS, type Edits } from './systems.ts';
import { Trace } from './trace.ts';

/** A column: a release, or what the visitor has made of it. */
export interface Column {
  readonly release: string;
  readonly edits: Edits;
}

/** A row: a run on the release where it was made. */
export interface MatrixRun extends Column {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly Choice[];
  /** The property it is about, or null. */
  readonly property: string | null;
}

export type Cell =
  | {
      readonly kind: 'holds' | 'breaks' | 'blocked';
      /** The step that breaks; the step after which it is blocked; all steps of a run that holds. */
      readonly step: number;
      /** What breaks. */
      readonly property: string | null;
      /** The run there, for opening it; it stands at `step`. */
      readonly choices: readonly Choice[];
      /** What carrying it over had to say. */
      readonly note: string | null;
      /** Whether some stops of the run have no counterpart there and were left out. */
      readonly partly: boolean;
    }
  | { readonly kind: 'none'; readonly why: string };

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

export function columnKey({ release, edits }: Column): string {
  return edits.size === 0 ? release : `${release}, edited`;
}

/** A cell by its run and its column. */
export function cellKey(run: MatrixRun, column: Column): string {
  return `${run.id} | ${columnKey(column)}`;
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

/** One cell. A run is finished in turn where its list ends, so that 'holds' speaks of a whole run. */
export function judge(scenario: Scenario, run: MatrixRun, column: Column): Cell {
  const home = build(scenario, run.release, run.edits);
  const system = build(scenario, column.release, column.edits);
  if ('refused' in home) return { kind: 'none', why: home.refused };
  if ('refused' in system) return { kind: 'none', why: system.refused };
  const own = taking(Trace.start(home), run.choices).trace;
  const { trace, note, reached } =
    system === home
      ? { trace: finishInTurn(own), note: null, reached: 'all' }
      : carryOver(own, own.length, system);
  const { choices } = trace;
  const partly = reached === 'some';
  const broken = firstBroken(scenario, trace, run.property);
  if (broken !== null) return { kind: 'breaks', ...broken, choices, note: null, partly };
  const kind = reached === 'blocked' ? 'blocked' : 'holds';
  return { kind, step: trace.length, property: null, choices, note, partly };
}

/** The step that breaks the property a run is about, else the first that breaks any. */
function firstBroken(
  scenario: Scenario,
  trace: Trace,
  wanted: string | null,
): { step: number; property: string } | null {
  const ids = propertiesOf(scenario).map(({ id }) => id);
  const found = trace.records.flatMap(({ broke }, i) =>
    broke.map((check) => ({ step: i + 1, property: ids[check] ?? '' })),
  );
  return found.find(({ property }) => property === wanted) ?? found[0] ?? null;
}
