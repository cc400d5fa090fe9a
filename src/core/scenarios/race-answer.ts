import { inherited } from '../kernel/inherit.ts';
import { releases, type Release } from '../kernel/releases.ts';
import { raceAnswers } from './race-answers.ts';
import type { RaceAnswer } from './races.ts';

/** What the explorer found of a race on a release; undefined where the release has not what the race is about. */
export function raceAnswerOn(
  race: string,
  release: string,
  list: readonly Release[] = releases,
): RaceAnswer | undefined {
  return inherited(raceAnswers[race] ?? {}, release, list)?.value;
}
