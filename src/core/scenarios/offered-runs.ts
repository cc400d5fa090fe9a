/** Which recorded runs are offered on a release: its own, or else those of its nearest base that has a list. */
import { inherited } from '../kernel/inherit.ts';
import { releases, type Release } from '../kernel/releases.ts';
import type { RecordedRun, Scenario } from './scenario.ts';

/** A recorded run on a release, where it can be taken from the start. */
export interface OfferedRun extends RecordedRun {
  readonly release: string;
}

type Recorded = Pick<Scenario, 'recorded'>;

/** The runs of one release, none for one that is not in the list. */
export function runsOn(
  { recorded }: Recorded,
  release: string,
  list: readonly Release[] = releases,
): OfferedRun[] {
  return (inherited(recorded, release, list)?.value ?? []).map((run) => ({ ...run, release }));
}

/** Those of all releases, in the order of the list. */
export function runsOnAll(scenario: Recorded, list: readonly Release[] = releases): OfferedRun[] {
  return list.flatMap(({ id }) => runsOn(scenario, id, list));
}
