/** Which granules break a property at the cursor. */
import type { RunSnapshot } from '../../run/run.ts';
import type { Problem } from './GranuleCard.tsx';

/** By granule of this frame, what each broken property says of it. */
export function problemsIn(snapshot: RunSnapshot, frame: number): ReadonlyMap<number, readonly Problem[]> {
  const found = new Map<number, Problem[]>();
  for (const { property, brokenAt, place } of snapshot.properties) {
    if (brokenAt === null || place?.frame !== frame) continue;
    const problem = { sentence: property.sentence, step: brokenAt };
    found.set(place.granule, [...(found.get(place.granule) ?? []), problem]);
  }
  return found;
}
