/** What the page says of a scenario on all releases: where runs are recorded, where they break, and which releases it is about. */
import { runsOn, runsOnAll, type OfferedRun } from '../core/scenarios/offered-runs.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { findingOn } from './finding.ts';

/** The recorded runs of a release, and the other releases that have any. */
export function recordedAround(
  scenario: Scenario,
  release: string,
): { readonly here: readonly OfferedRun[]; readonly elsewhere: readonly string[] } {
  const all = runsOnAll(scenario);
  return {
    here: all.filter((run) => run.release === release),
    elsewhere: [...new Set(all.map((run) => run.release))].filter((id) => id !== release),
  };
}

/** The first recorded run of a release that breaks a property. */
export function breakingOn(scenario: Scenario, release: string): OfferedRun | undefined {
  return runsOn(scenario, release).find(({ breaks }) => breaks !== null);
}

/** The releases on which a recorded run breaks a property, each once, in the order given. */
export function brokenOn(scenario: Scenario, releases: readonly string[]): readonly string[] {
  return releases.filter((id) => breakingOn(scenario, id) !== undefined);
}

/** Which releases a scenario is about, in a few words, or null if it is about all or does not say. */
export function releasesTold(scenario: Scenario, releases: readonly string[]): string | null {
  if (scenario.file !== undefined) return `Written for ${scenario.file.release}`;
  const told = releases.filter((id) => findingOn(scenario, id) !== undefined);
  return told.length === 0 || told.length === releases.length ? null : `About ${told.join(', ')}`;
}
