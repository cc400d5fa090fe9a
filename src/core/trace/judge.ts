/** What becomes of a run on another release: it holds there, it breaks at a step, or it is blocked where another thread keeps it out. */
import { propertiesOf } from '../scenarios/assemble.ts';
import { build, type Edits } from '../scenarios/machine.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Choice } from '../step/record.ts';
import { carryOver } from './carry.ts';
import { finishInTurn } from './go.ts';
import { taking } from './taking.ts';
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

export function columnKey({ release, edits }: Column): string {
  return edits.size === 0 ? release : `${release}, edited`;
}

/** A cell by its run and its column. */
export function cellKey(run: MatrixRun, column: Column): string {
  return `${run.id} | ${columnKey(column)}`;
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
