/** What a guest's own code did in the last step of a run. */
import { watchGuest } from '../core/arm/guest/watch.ts';
import { guestPlace } from '../core/scenarios/guest-place.ts';
import { readAccessText } from '../core/arm/guest/access-text.ts';
import type { State } from '../core/machine/state.ts';
import { firstAccess, isGuestStep } from './guest-label.ts';
import { lastStep, type PictureInput } from './moment.ts';
import { stepOf, type GuestStep } from './tag-check.ts';

/**
 * The last step as the guest's processor took it; null if it was another's, or guests run no code of their own. Of an instruction that is
 * several accesses the checks are those of its first, as they were then.
 */
export function guestStep(input: PictureInput, stateAt: (step: number) => State): GuestStep | null {
  const record = lastStep(input);
  const place = guestPlace(input.program);
  if (record === undefined || place === null || !isGuestStep(record)) return null;
  const first = firstAccess(input.steps, input.cursor);
  const [before, after] =
    first === input.cursor ? [input.previous, input.state] : [stateAt(first - 1), stateAt(first)];
  const { nth, of } = readAccessText(record.label);
  return {
    ...stepOf(watchGuest(place.hw, before, after, place), place.hw.dataPage),
    access: of === 1 ? null : { nth, of },
  };
}
