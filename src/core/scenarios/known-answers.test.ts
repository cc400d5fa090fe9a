/**
 * Every interleaving of every scenario on every release, with fewer tag blocks a page than hardware has, against what the sources say and
 * what the table of races shows; and that no answer changes with all that the reductions leave out.
 */
import { expect, test } from 'vitest';
import { Exploration } from '../explore/exploration.ts';
import { ALL_REDUCTIONS, NO_REDUCTION, type Reductions } from '../explore/reductions.ts';
import type { Search } from '../explore/search.ts';
import { partsOf, type Parts } from '../step/parts.ts';
import { tier, tried } from '../tried.test-data.ts';
import { isolationOf } from './five-cpus/benchmark.ts';
import { isTelling, knownAnswer, KNOWN, racingPairs, type Pair } from './known-answers.test-data.ts';
import { scenarios } from './list.ts';
import { machineOf } from './machine.test-data.ts';
import { raceAnswerOn } from './race-answer.ts';
import { races, tagBlocksFor } from './races.ts';

/** Have tens of thousands of states and more on most releases. */
const LARGE = ['migration', 'migrate-late', 'guest-beside-swap'];

function explored(parts: Parts, reductions: Reductions): Search {
  const exploration = new Exploration(parts, { states: 2e6, bytes: Infinity }, reductions);
  while (!exploration.advance(1000));
  expect(exploration.progress.bounded).toBe(false);
  return exploration.search;
}

/** The properties that some interleaving breaks. */
function brokenIn(search: Search, { scenario }: Pair): string[] {
  return scenario.properties.filter((_, check) => search.shortest(check) !== null);
}

/** What the table of races has of this scenario and release, against what has just been explored. */
function expectRaces(search: Search, { scenario, release }: Pair): void {
  for (const race of races.filter((one) => one.scenario === scenario.id)) {
    const answer = raceAnswerOn(race.id, release);
    if (answer === undefined) continue;
    expect('breaks' in answer, `${race.id}: \`npm run documents\` writes it anew`).toBe(
      search.shortest(scenario.properties.indexOf(race.property)) !== null,
    );
    if ('states' in answer) expect(search.progress.states, race.id).toBe(answer.states);
  }
}

test('every scenario in which something can race has its answers', () => {
  expect(scenarios.filter((s) => s.threads.length > 1).map((s) => s.id)).toEqual(Object.keys(KNOWN));
});

test.each(
  tried(
    racingPairs,
    (pair, i) => isTelling(pair) && i % (LARGE.includes(pair.scenario.id) ? 4 : 2) === 0,
  ).map((pair, i) => [pair.scenario.id, pair.release, knownAnswer(pair), pair, i] as const),
)('%s on %s: some interleaving breaks %j', (id, release, expected, pair, i) => {
  const constants = { TAG_BLOCKS: tagBlocksFor(id) };
  const parts = partsOf(machineOf(pair.scenario, release, { constants }));
  const whole = explored(parts, NO_REDUCTION);
  expect(brokenIn(whole, pair)).toEqual(expected);
  expectRaces(whole, pair);

  if (tier !== 'soak' && i % 4 !== 0) return;
  const less = explored(parts, ALL_REDUCTIONS);
  expect(brokenIn(less, pair)).toEqual(expected);
  expect(less.states).toBeLessThanOrEqual(whole.states);
});

test('the benchmark compiles, and starts with five CPUs', () => {
  expect(partsOf(machineOf(isolationOf(5), 'v6.4')).threads).toBe(5);
});
