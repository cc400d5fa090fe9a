/** Which granules break a property at the cursor, and which page frame to draw large. */
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

/** Frames with a granule that breaks a property. */
export function brokenFrames(snapshot: RunSnapshot): ReadonlySet<number> {
  const frames = snapshot.properties.map(({ brokenAt, place }) =>
    brokenAt === null ? undefined : place?.frame,
  );
  return new Set(frames.filter((frame) => frame !== undefined));
}

/** The frame that was chosen, else the one where something is wrong, else the scenario's first. */
export function frameShown(snapshot: RunSnapshot, chosen: number | null): number {
  const { frames } = snapshot.scenario.picture;
  if (chosen !== null && frames.includes(chosen)) return chosen;
  const wrong = brokenFrames(snapshot);
  return frames.find((frame) => wrong.has(frame)) ?? frames[0] ?? 0;
}
