/** The table of races as the page shows it: a row a race, a cell a release. */
import { raceAnswerOn } from '../core/scenarios/race-answer.ts';
import { races, releasesWith, type Race } from '../core/scenarios/races.ts';
import { readChoices } from '../core/step/choices.ts';
import type { Choice } from '../core/step/record.ts';

export interface RaceCell {
  readonly kind: 'breaks' | 'holds';
  /** `43 steps`, `2,125 states`. */
  readonly size: string;
  /** The run that breaks it; none to take where it holds. */
  readonly choices: readonly Choice[];
}

export interface RaceRow {
  readonly race: Race;
  /** The first release that has what the race is about. */
  readonly since: string;
  /** By release; null where what the race is about had not come yet. */
  readonly cells: ReadonlyMap<string, RaceCell | null>;
}

export function raceRows(releases: readonly string[]): readonly RaceRow[] {
  return races.map((race) => ({
    race,
    since: releasesWith(race)[0] ?? '',
    cells: new Map(releases.map((release) => [release, cellOf(race, release)])),
  }));
}

function cellOf(race: Race, release: string): RaceCell | null {
  const answer = raceAnswerOn(race.id, release);
  if (answer === undefined) return null;
  if ('states' in answer)
    return { kind: 'holds', size: `${answer.states.toLocaleString('en')} states`, choices: [] };
  const choices = readChoices(answer.breaks) ?? [];
  return { kind: 'breaks', size: `${choices.length} steps`, choices };
}
