import type { Scenario } from '../../core/scenarios/scenario.ts';

/** The releases on which a recorded run breaks a property, each once, in the order given. */
export function brokenOn({ recorded }: Scenario, releases: readonly string[]): readonly string[] {
  return releases.filter((id) => recorded.some(({ release, breaks }) => release === id && breaks !== null));
}

/** Which releases a scenario is about, in a few words, or null if it is about all or does not say. */
export function releasesTold(scenario: Scenario, releases: readonly string[]): string | null {
  if (scenario.file !== undefined) return `Written for ${scenario.file.release}`;
  const told = releases.filter((id) => scenario.findings[id] !== undefined);
  return told.length === 0 || told.length === releases.length ? null : `About ${told.join(', ')}`;
}
