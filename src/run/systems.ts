/** The machines that runs stand on, each put together once: a scenario on a release, perhaps with edited sources. */
import { Compiler } from '../core/lang/compile.ts';
import type { Diagnostic } from '../core/lang/program.ts';
import { assemble, sourcesOf } from '../core/scenarios/assemble.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { starts } from '../core/step/start.ts';
import type { System } from '../core/step/system.ts';

/** Edited texts by path. */
export type Edits = ReadonlyMap<string, string>;

export const NO_EDITS: Edits = new Map();

/** A machine, or why there is none, as the rest of a sentence: `does not compile (…)`. */
type Built = System | { readonly refused: string };

/** By release; by the scenario and the edits themselves, so that those nobody holds any more are forgotten. */
const known = new WeakMap<Edits, WeakMap<Scenario, Map<string, Built>>>();

/** The machine, or why there is none. */
export function build(scenario: Scenario, release: string, edits: Edits): Built {
  const key = edits.size === 0 ? NO_EDITS : edits;
  const scenarios = known.get(key) ?? new WeakMap<Scenario, Map<string, Built>>();
  const machines = scenarios.get(scenario) ?? new Map<string, Built>();
  const built = machines.get(release) ?? put(scenario, release, edits);
  known.set(key, scenarios.set(scenario, machines.set(release, built)));
  return built;
}

/** Of edited texts, which mostly differ from the last ones in a line. */
const compiler = new Compiler();

function put(scenario: Scenario, release: string, edits: Edits): Built {
  const assembled = assemble(scenario, release, edits, edits.size === 0 ? {} : { compiler });
  if (!('system' in assembled)) return { refused: `does not compile (${inOneLine(assembled.diagnostics)})` };
  // Ours have a start on every release, as a test sees to.
  return (scenario.file === undefined && edits.size === 0) || starts(assembled.system)
    ? assembled.system
    : { refused: 'has no start: its prologue stops in a fault' };
}

function inOneLine([first]: readonly Diagnostic[]): string {
  return first === undefined ? '' : `${first.path}:${first.line}: ${first.message}`;
}

/** What a run stands on, and a sentence about what had to give way for that. */
export interface Ground {
  readonly system: System;
  readonly release: string;
  readonly edits: Edits;
  readonly note: string | null;
}

/** The release as edited; else the release as it is; else, for a scenario of a file, the release that it is written for. */
export function groundFor(scenario: Scenario, release: string, edits: Edits): Ground {
  const edited = build(scenario, release, edits);
  if (!('refused' in edited)) return { system: edited, release, edits, note: null };
  const plain = build(scenario, release, NO_EDITS);
  if (!('refused' in plain)) {
    const note = `The edited source of ${release} ${edited.refused}, so this is ${release} as it is.`;
    return { system: plain, release, edits: NO_EDITS, note };
  }
  const home = scenario.file?.release ?? release;
  const system = build(scenario, home, NO_EDITS);
  // The texts in the tree compile, as a test sees to, and a file is refused that does not on its own release.
  if ('refused' in system) throw new Error(`${scenario.id} on ${home} ${system.refused}`);
  const note = `On ${release} this scenario ${plain.refused}, so this is ${home}, for which it is written.`;
  return { system, release: home, edits: NO_EDITS, note };
}

const texts = new WeakMap<Scenario, Map<string, ReadonlyMap<string, string>>>();

/** All texts of a release as it is, by path, with those around it. */
export function textsOf(scenario: Scenario, release: string): ReadonlyMap<string, string> {
  const releases = texts.get(scenario) ?? new Map<string, ReadonlyMap<string, string>>();
  const found =
    releases.get(release) ?? new Map(sourcesOf(scenario, release).map(({ path, text }) => [path, text]));
  texts.set(scenario, releases.set(release, found));
  return found;
}
