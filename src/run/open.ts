/** Opens a shared run: replays it here, checks that it comes to the same state, and says what it could not keep. */
import { errorText } from '../core/formats/scenario-file.ts';
import { digestOf } from '../core/machine/digest.ts';
import type { Release } from '../core/kernel/releases.ts';
import { NO_EDITS } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice } from '../core/step/record.ts';
import type { Reading } from '../core/formats/shared-run.ts';
import { readScenario } from './read-scenario.ts';
import { groundFor, type Ground } from './systems.ts';
import { Trace } from '../core/trace/trace.ts';

/** A run that is being opened: what it stands on, and the steps that are still to be taken there. */
export interface Opening extends Omit<Ground, 'system' | 'note'> {
  readonly scenario: Scenario;
  readonly start: Trace;
  readonly choices: readonly Choice[];
  /** Where it stands once so much of it was taken, and what it could not keep. */
  readonly arrive: (trace: Trace, end: End) => { readonly cursor: number; readonly note: string | null };
}

/** How the taking of the steps has ended: all are taken; or why the next cannot be; or it was stopped before, by whom in a sentence. */
export type End =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'stopped'; readonly by: string };

/** `otherwise` stands in for what the reading does not name, or names and is not here. */
export function beginOpening(
  { shared, problem }: Reading,
  known: { readonly scenarios: readonly Scenario[]; readonly releases: readonly Release[] },
  otherwise: { readonly scenario: Scenario; readonly release: string },
): Opening {
  const notes = problem === null ? [] : [problem];
  const found = scenarioOf(shared, known.scenarios);
  const lost = typeof found === 'string';
  if (lost) notes.push(found);
  const scenario = lost ? otherwise.scenario : (found ?? otherwise.scenario);

  const wanted = known.releases.find(({ id }) => id === shared.release)?.id ?? otherwise.release;
  if (shared.release !== undefined && wanted !== shared.release)
    notes.push(`There is no release \`${shared.release}\` here; this is ${wanted}.`);
  const { system, note, ...ground } = groundFor(scenario, wanted, shared.edits ?? NO_EDITS);
  if (note !== null) notes.push(note);

  // The steps of a scenario that cannot be had mean nothing in another.
  const run = lost ? {} : shared;
  return {
    ...ground,
    scenario,
    start: Trace.start(system),
    choices: run.choices ?? [],
    arrive: (trace, end) => {
      const cursor = Math.min(run.step ?? trace.length, trace.length);
      const said = [...notes, ...difference(run, trace, cursor, end)];
      return { cursor, note: said.length === 0 ? null : said.join(' ') };
    },
  };
}

/** In what the run is not the one that was shared, if it is not. */
function difference(
  { choices, step, digest }: Reading['shared'],
  trace: Trace,
  cursor: number,
  end: End,
): readonly string[] {
  if (choices === undefined) return [];
  switch (end.kind) {
    case 'refused':
      return [`Step ${trace.length + 1} cannot be taken here: ${end.why}. The run ends before it.`];
    case 'stopped':
      return [`${end.by} The run ends at step ${grouped(trace.length)} of ${grouped(choices.length)}.`];
    case 'taken':
      if (step === undefined) return [];
      if (step > cursor) return [`It stood at step ${step}, but has only ${trace.length}.`];
      return digest === undefined || digestOf(trace.stateAt(cursor)) === digest
        ? []
        : [`The state at step ${cursor} is not the one that was shared: the model has changed since.`];
  }
}

function grouped(steps: number): string {
  return steps.toLocaleString('en');
}

/** The scenario that is meant: the file that came along, or one that is here; null: none is named. A sentence if it cannot be had. */
function scenarioOf(
  { scenario: id, file }: Reading['shared'],
  known: readonly Scenario[],
): Scenario | string | null {
  if (file !== undefined) {
    const same = known.find((s) => s.file?.text === file);
    const read = same ?? readScenario(file);
    if (!('errors' in read)) return read;
    return `The scenario file that came with it cannot be used here: ${read.errors.slice(0, 1).map(errorText).join()}.`;
  }
  if (id === undefined) return null;
  const found = known.find((s) => s.id === id);
  return found ?? `There is no scenario \`${id}\` here, so this is another.`;
}
