/** An image that a visitor has opened, as a guest of the modelled KVM. */
import { imageScenario } from '../core/formats/image-scenario.ts';
import { errorText } from '../core/formats/scenario-file.ts';
import { featuresOf } from '../core/kernel/inherit.ts';
import { newest } from '../core/kernel/releases.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { readScenario } from './read-scenario.ts';
import type { OpenedImage } from './open-image.ts';

/**
 * The scenario that is opened with it, on the release that the page shows if that has tags for guests, which is what images are run here
 * for, else on the newest; or why there is none, without a full stop. Never throws.
 */
export function underKvm(
  { name, image }: OpenedImage,
  shown: string,
): Scenario | { readonly refused: string } {
  const release = featuresOf(shown).mteCapability === null ? newest.id : shown;
  const made = imageScenario(name, image, release);
  if ('refused' in made) return made;
  const scenario = readScenario(made.text);
  return 'errors' in scenario ? { refused: scenario.errors.map(errorText).join('; ') } : scenario;
}
