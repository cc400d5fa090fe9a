import { describe, expect, test } from 'vitest';
import { Search } from '../explore/search.ts';
import { releases } from '../kernel/releases.ts';
import { partsOf } from '../step/parts.ts';
import { readChoices } from '../step/choices.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { machineOf, scenarioNamed } from './machine.test-data.ts';
import { raceAnswerOn } from './race-answer.ts';
import { races, releasesWith, tagBlocksFor, type Race, type RaceAnswer } from './races.ts';

/** What a run from the start breaks. */
function brokenBy(system: System, properties: readonly string[], choices: string): Set<string> {
  let state = initialState(system);
  const broke = new Set<string>();
  for (const choice of readChoices(choices) ?? []) {
    const taken = takeStep(system, state, choice);
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
    for (const check of taken.record.broke) broke.add(properties[check] ?? '');
  }
  return broke;
}

/** What is answered of a race, by release. */
function answersOf(race: Race): (readonly [string, RaceAnswer])[] {
  return releases.flatMap(({ id }) => {
    const answer = raceAnswerOn(race.id, id);
    return answer === undefined ? [] : [[id, answer] as const];
  });
}

test('every race is answered on every release that has what it is about, and on no other', () => {
  for (const race of races)
    expect(
      answersOf(race).map(([release]) => release),
      race.id,
    ).toEqual(releasesWith(race));
});

describe('a run that is shown breaks what the race is about', () => {
  for (const race of races) {
    for (const [release, answer] of answersOf(race)) {
      if (!('breaks' in answer)) continue;
      test(`${race.id} on ${release}: ${answer.breaks}`, () => {
        const broke = brokenBy(
          machineOf(race.scenario, release),
          scenarioNamed(race.scenario).properties,
          answer.breaks,
        );
        expect([...broke]).toContain(race.property);
      });
    }
  }
});

/** The others are explored in known-answers.test.ts, which looks at the same answers. */
describe('where only one thread takes part, the rest is soon tried', () => {
  for (const race of races.filter((one) => scenarioNamed(one.scenario).threads.length === 1)) {
    for (const [release, answer] of answersOf(race)) {
      if (!('states' in answer)) continue;
      test(`${race.id} on ${release}`, () => {
        const scenario = scenarioNamed(race.scenario);
        const constants = { TAG_BLOCKS: tagBlocksFor(scenario.id) };
        const search = new Search(partsOf(machineOf(scenario, release, { constants })), {
          states: 1e5,
          bytes: Infinity,
        });
        while (!search.advance(1000));
        expect(search.shortest(scenario.properties.indexOf(race.property))).toBeNull();
        expect(search.progress.states).toBe(answer.states);
      });
    }
  }
});
