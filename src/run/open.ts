/** Opens a shared run: replays it here, checks that it comes to the same state, and says what it could not keep. */
import { digestOf } from '../core/machine/digest.ts';
import type { Release } from '../core/kernel/releases.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { Choice } from '../core/step/record.ts';
import type { Reading } from './shared-run.ts';
import { build, NO_EDITS, systemOf, type Edits } from './systems.ts';
import { Trace } from './trace.ts';

export interface Opened {
  readonly scenario: Scenario;
  readonly release: string;
  readonly edits: Edits;
  readonly trace: Trace;
  readonly cursor: number;
  readonly note: string | null;
}

/** `otherwise` stands in for what the reading does not name, or names and is not here. */
export function openShared(
  { shared, problem }: Reading,
  known: { readonly scenarios: readonly Scenario[]; readonly releases: readonly Release[] },
  otherwise: { readonly scenario: Scenario; readonly release: string },
): Opened {
  const notes = problem === null ? [] : [problem];
  const scenario = known.scenarios.find(({ id }) => id === shared.scenario) ?? otherwise.scenario;
  if (shared.scenario !== undefined && scenario.id !== shared.scenario)
    notes.push(`There is no scenario \`${shared.scenario}\` here, so this is another.`);
  const release = known.releases.find(({ id }) => id === shared.release)?.id ?? otherwise.release;
  if (shared.release !== undefined && release !== shared.release)
    notes.push(`There is no release \`${shared.release}\` here; this is ${release}.`);

  let edits = shared.edits ?? NO_EDITS;
  let system = build(scenario, release, edits);
  if ('refused' in system) {
    notes.push(
      `Its edited source does not compile here (${system.refused}), so this is ${release} as it is.`,
    );
    edits = NO_EDITS;
    system = systemOf(scenario, release);
  }

  const { trace, refused } = taking(Trace.start(system), shared.choices ?? []);
  const cursor = Math.min(shared.step ?? trace.length, trace.length);
  if (refused !== null)
    notes.push(`Step ${trace.length + 1} cannot be taken here: ${refused}. The run ends before it.`);
  else if (shared.step !== undefined && shared.step > cursor && shared.choices !== undefined)
    notes.push(`It stood at step ${shared.step}, but has only ${trace.length}.`);
  else if (
    shared.digest !== undefined &&
    shared.choices !== undefined &&
    digestOf(trace.stateAt(cursor)) !== shared.digest
  )
    notes.push(`The state at step ${cursor} is not the one that was shared: the model has changed since.`);
  return { scenario, release, edits, trace, cursor, note: notes.length === 0 ? null : notes.join(' ') };
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
