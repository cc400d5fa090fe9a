/** The comparison at the heart of memory tagging, the same for every access that anybody makes. Source: Arm ARM D10.4. */
import { tagAt } from '../machine/state.ts';

/** Whether the granule's allocation tag is the pointer's logical tag. */
export function tagMatches(tags: Uint8Array, granule: number, logicalTag: number): boolean {
  return tagAt(tags, granule) === logicalTag;
}
