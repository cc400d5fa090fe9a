/** What a guest's own code did in the last step of a run. */
import { watchGuest } from '../core/arm/guest/watch.ts';
import { guestPlace } from '../core/scenarios/guest-place.ts';
import { isGuestStep } from './guest-label.ts';
import { lastStep, type PictureInput } from './moment.ts';
import { stepOf, type GuestStep } from './tag-check.ts';

/** The last step as the guest's processor took it; null if it was another's, or guests run no code of their own. */
export function guestStep(input: PictureInput): GuestStep | null {
  const record = lastStep(input);
  const place = guestPlace(input.program);
  if (record === undefined || place === null || !isGuestStep(record)) return null;
  return stepOf(watchGuest(place.hw, input.previous, input.state, place), place.hw.dataPage);
}
