/** What a run stands on where not everything that was asked for can be had. */
import { sourcesOf } from '../core/scenarios/assemble.ts';
import { build, NO_EDITS, type Edits } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { System } from '../core/step/system.ts';

export { build } from '../core/scenarios/machine.ts';

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
