/** docs/races.md and core/scenarios/race-answers.ts: each race on each release, a run that shows it or the size of the search that did not. */
import { isDeepStrictEqual } from 'node:util';
import { Search, type Taken } from '../../src/core/explore/search.ts';
import { inherited, type ByRelease } from '../../src/core/kernel/inherit.ts';
import { releases } from '../../src/core/kernel/releases.ts';
import { assemble } from '../../src/core/scenarios/assemble.ts';
import { raceAnswerOn } from '../../src/core/scenarios/race-answer.ts';
import {
  races,
  releasesWith,
  tagBlocksFor,
  type Race,
  type RaceAnswer,
} from '../../src/core/scenarios/races.ts';
import { runsOn } from '../../src/core/scenarios/offered-runs.ts';
import { scenarios } from '../../src/core/scenarios/list.ts';
import type { Scenario } from '../../src/core/scenarios/scenario.ts';
import { writeChoices } from '../../src/core/step/choices.ts';
import { partsOf } from '../../src/core/step/parts.ts';
import type { Choice } from '../../src/core/step/record.ts';
import { initialState, takeStep } from '../../src/core/step/step.ts';
import type { System } from '../../src/core/step/system.ts';

const MOST_STATES = 2_000_000;

/** Explores every cell anew, which takes a minute; of a release only what differs from its base. */
export function exploredAnswers(): Readonly<Record<string, ByRelease<RaceAnswer>>> {
  return Object.fromEntries(
    races.map((race) => [
      race.id,
      changesOnly(releasesWith(race).map((release) => [release, explored(race, release)])),
    ]),
  );
}

/** The answers that are not those of the release's base. */
function changesOnly(answers: readonly (readonly [string, RaceAnswer])[]): ByRelease<RaceAnswer> {
  const own: Record<string, RaceAnswer> = {};
  for (const [release, answer] of answers)
    if (!isDeepStrictEqual(inherited(own, release)?.value, answer)) own[release] = answer;
  return own;
}

function explored(race: Race, release: string): RaceAnswer {
  const scenario = scenarioOf(race);
  const tagBlocks = tagBlocksFor(scenario.id);
  const check = scenario.properties.indexOf(race.property);
  const small = searched(
    systemOf({ ...scenario, constants: { ...scenario.constants, TAG_BLOCKS: tagBlocks } }, release),
  );
  if (small.progress.bounded) throw new Error(`${race.id} on ${release} has too many states`);
  if (small.shortest(check) === null) return { states: small.progress.states, tagBlocks };

  const recorded = runsOn(scenario, release).find((run) => run.breaks === race.property);
  if (recorded !== undefined) return { breaks: recorded.choices };
  const whole = systemOf(scenario, release);
  const run = searched(whole).shortest(check);
  if (run === null) throw new Error(`${race.id} on ${release} breaks with few tag blocks only`);
  return { breaks: writeChoices(choicesOf(whole, run)) ?? '' };
}

export function scenarioOf(race: Race): Scenario {
  const scenario = scenarios.find(({ id }) => id === race.scenario);
  if (scenario === undefined) throw new Error(`there is no scenario ${race.scenario}`);
  return scenario;
}

function systemOf(scenario: Scenario, release: string): System {
  const assembled = assemble(scenario, release);
  if (!('system' in assembled)) throw new Error(`${scenario.id} on ${release} does not compile`);
  return assembled.system;
}

function searched(system: System): Search {
  const search = new Search(partsOf(system), { states: MOST_STATES, bytes: Infinity });
  while (!search.advance(10_000));
  return search;
}

/** A found run as one writes it: an outcome only where there is something to choose. */
function choicesOf(system: System, run: readonly Taken[]): Choice[] {
  let state = initialState(system);
  return run.map(({ thread, outcome }) => {
    const plain: Choice = { kind: 'step', thread };
    const taken = takeStep(system, state, plain);
    const choice: Choice = 'refused' in taken ? { ...plain, outcome } : plain;
    const next = 'refused' in taken ? takeStep(system, state, choice) : taken;
    if ('refused' in next) throw new Error(next.refused);
    ({ state } = next);
    return choice;
  });
}

const HEAD = `# Races by release

Each race of our notes on each modelled release, as the explorer decides it under sequential consistency: ✗ with a run that breaks the
property, which \`npm run -s tagscope -- replay\` and the page take from the start; ✓ with the number of states that were tried to the end (and with how many tag
blocks a page, where it is not 4). "Derived" means that no source we know says it: an open question that is answered here for the model,
never a known bug of Linux. The same table is on the page: *Scenarios*, *Races by release*.

This file is written by \`npm run documents\`, and tests hold it to the model.
`;

/** The whole document, from the answers that are kept. */
export function racesDocument(): string {
  const columns = releases.map(({ id }) => id);
  const rows = races.map((race) => {
    const cells = columns.map((release) => cellText(raceAnswerOn(race.id, release)));
    const derived = race.told === 'derived' ? ' (derived)' : '';
    return `| **${race.id}**${derived}: ${race.sentence} *${scenarioOf(race).title}* | ${cells.join(' | ')} |`;
  });
  return [
    HEAD,
    `| race | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n');
}

function cellText(answer: RaceAnswer | undefined): string {
  if (answer === undefined) return 'not there yet';
  if ('breaks' in answer) return `✗ \`${answer.breaks}\``;
  const blocks = answer.tagBlocks === 4 ? '' : ` (${answer.tagBlocks} block)`;
  return `✓ ${answer.states.toLocaleString('en')}${blocks}`;
}

/** The text of core/scenarios/race-answers.ts, a line a cell. */
export function answersModule(answers: ReturnType<typeof exploredAnswers>): string {
  const cell = (answer: RaceAnswer): string =>
    'breaks' in answer
      ? `{ breaks: '${answer.breaks}' }`
      : `{ states: ${answer.states}, tagBlocks: ${answer.tagBlocks} }`;
  const rows = Object.entries(answers).map(([race, row]) => {
    const cells = Object.entries(row).flatMap(([release, answer]) =>
      answer === undefined ? [] : [`    '${release}': ${cell(answer)},`],
    );
    return [`  '${race}': {`, ...cells, '  },'].join('\n');
  });
  return `/** What the explorer found of each race on each release, where it is not as on the release's base. Written by \`npm run documents\`; \`races.test.ts\` and \`known-answers.test.ts\` hold it to the model. */
import type { ByRelease } from '../kernel/inherit.ts';
import type { RaceAnswer } from './races.ts';

export const raceAnswers: Readonly<Record<string, ByRelease<RaceAnswer>>> = {
${rows.join('\n')}
};
`;
}
