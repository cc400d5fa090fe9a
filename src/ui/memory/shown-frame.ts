/** Which page frame memory draws large, and time has its bars about. */
import type { RunSnapshot } from '../../run/run.ts';

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
