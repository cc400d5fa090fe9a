/** Opens a shared run: replays it here, checks that it comes to the same state, and says what it could not keep. */
import { errorText } from '../core/formats/scenario-file.ts';
import { digestOf } from '../core/machine/digest.ts';
import type { Release } from '../core/kernel/releases.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice } from '../core/step/record.ts';
import type { Reading } from '../core/formats/shared-run.ts';
import { readScenario } from './open-file.ts';
import { groundFor, NO_EDITS, type Ground } from './systems.ts';
import { Trace } from './trace.ts';

export interface Opened extends Omit<Ground, 'system'> {
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly cursor: number;
}

/** `otherwise` stands in for what the reading does not name, or names and is not here. */
export function openShared(
  { shared, problem }: Reading,
  known: { readonly scenarios: readonly Scenario[]; readonly releases: readonly Release[] },
  otherwise: { readonly scenario: Scenario; readonly release: string },
): Opened {
  const notes = problem === null ? [] : [problem];
  const found = scenarioOf(shared, known.scenarios);
  const lost = typeof found === 'string';
  if (lost) notes.push(found);
  const scenario = lost ? otherwise.scenario : (found ?? otherwise.scenario);
  // The steps of a scenario that cannot be had mean nothing in another.
  const { choices, step } = lost ? {} : shared;

  const wanted = known.releases.find(({ id }) => id === shared.release)?.id ?? otherwise.release;
  if (shared.release !== undefined && wanted !== shared.release)
    notes.push(`There is no release \`${shared.release}\` here; this is ${wanted}.`);
  const { system, ...ground } = groundFor(scenario, wanted, shared.edits ?? NO_EDITS);
  if (ground.note !== null) notes.push(ground.note);

  const { trace, refused } = taking(Trace.start(system), choices ?? []);
  const cursor = Math.min(step ?? trace.length, trace.length);
  if (refused !== null)
    notes.push(`Step ${trace.length + 1} cannot be taken here: ${refused}. The run ends before it.`);
  else if (choices !== undefined && step !== undefined && step > cursor)
    notes.push(`It stood at step ${step}, but has only ${trace.length}.`);
  else if (
    choices !== undefined &&
    shared.digest !== undefined &&
    digestOf(trace.stateAt(cursor)) !== shared.digest
  )
    notes.push(`The state at step ${cursor} is not the one that was shared: the model has changed since.`);
  return { ...ground, scenario, trace, cursor, note: notes.length === 0 ? null : notes.join(' ') };
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

/** The trace with choices added, up to the first that cannot be taken, and why not. */
export function taking(
  from: Trace,
  choices: readonly Choice[],
): { readonly trace: Trace; readonly refused: string | null } {
  let trace = from;
  for (const choice of choices) {
    const next = trace.extend(trace.length, choice);
    if ('refused' in next) return { trace, refused: next.refused };
    trace = next;
  }
  return { trace, refused: null };
}
