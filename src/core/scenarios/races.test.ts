import { describe, expect, test } from 'vitest';
import { Search } from '../explore/search.ts';
import { releases } from '../kernel/releases.ts';
import { partsOf } from '../step/parts.ts';
import { readChoices } from '../step/choices.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { assemble } from './assemble.ts';
import { scenarios } from './list.ts';
import { raceAnswers } from './race-answers.ts';
import { races, tagBlocksFor, type Race } from './races.ts';
import type { Scenario } from './scenario.ts';

function scenarioOf(race: Race): Scenario {
  const scenario = scenarios.find(({ id }) => id === race.scenario);
  if (scenario === undefined) throw new Error(`no scenario ${race.scenario}`);
  return scenario;
}

function systemOf(scenario: Scenario, release: string): System {
  const assembled = assemble(scenario, release);
  if (!('system' in assembled)) throw new Error(assembled.diagnostics.map((d) => d.message).join('\n'));
  return assembled.system;
}

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

const named = releases.map(({ id }) => id);

test('every race is answered on every release that has what it is about', () => {
  for (const race of races) {
    const expected = race.since === null ? named : named.slice(named.indexOf(race.since));
    expect(Object.keys(raceAnswers[race.id] ?? {}), race.id).toEqual(expected);
  }
});

describe('a run that is shown breaks what the race is about', () => {
  for (const race of races) {
    for (const [release, answer] of Object.entries(raceAnswers[race.id] ?? {})) {
      if (!('breaks' in answer)) continue;
      test(`${race.id} on ${release}: ${answer.breaks}`, () => {
        const scenario = scenarioOf(race);
        const broke = brokenBy(systemOf(scenario, release), scenario.properties, answer.breaks);
        expect([...broke]).toContain(race.property);
      });
    }
  }
});

/** The others are explored in known-answers.test.ts, which looks at the same answers. */
describe('where only one thread takes part, the rest is soon tried', () => {
  for (const race of races.filter((one) => scenarioOf(one).threads.length === 1)) {
    for (const [release, answer] of Object.entries(raceAnswers[race.id] ?? {})) {
      if (!('states' in answer)) continue;
      test(`${race.id} on ${release}`, () => {
        const scenario = scenarioOf(race);
        const constants = { ...scenario.constants, TAG_BLOCKS: tagBlocksFor(scenario.id) };
        const search = new Search(partsOf(systemOf({ ...scenario, constants }, release)), {
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
