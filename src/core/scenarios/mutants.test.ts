/**
 * Whether the explorer needs what v12 and v6.4 do to order the tags of a page: each lock, order and second look is taken away in the text
 * in turn. Either some interleaving breaks a property then, or it is said why no verdict changes. A soak tries each of the latter from
 * every race, not only all of them at once.
 */
import { describe, expect, test } from 'vitest';
import { Search } from '../explore/search.ts';
import { kernelSources } from '../kernel/sources.ts';
import { partsOf } from '../step/parts.ts';
import { oneIn, tier, tried } from '../tried.test-data.ts';
import { machineOf } from './machine.test-data.ts';
import {
  FEW,
  LARGE,
  RACES,
  starts,
  type Edit,
  type Mutant,
  type Start,
  type StartName,
} from './mutants.test-data.ts';
import * as v12 from './mutants-v12.test-data.ts';
import * as v64 from './mutants-v6.4.test-data.ts';
import { scenarioSources } from './sources.ts';

/** The files' texts with the edits; the place of each must be the only one of its kind. */
function applied(edits: readonly Edit[], scenario: string, release: string): Map<string, string> {
  const files = [...kernelSources(release), ...scenarioSources(scenario)];
  const edited = new Map<string, string>();
  for (const { path, find, put } of edits) {
    const text = edited.get(path) ?? files.find((file) => file.path === path)?.text ?? '';
    const around = text.split(find);
    if (around.length !== 2) throw new Error(`${path} of ${release}: ${around.length - 1} times ${find}`);
    edited.set(path, around.join(put));
  }
  return edited;
}

/** The properties that some interleaving breaks. */
function broken(from: StartName, release: string, mutants: readonly Mutant[] = []): string[] {
  const { scenario, edit }: Start = starts[from];
  const edits = edit === undefined ? mutants : [edit, ...mutants];
  const machine = machineOf(scenario, release, { edited: applied(edits, scenario.id, release) });
  const search = new Search(partsOf(machine), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  return scenario.properties.filter((_, check) => search.shortest(check) !== null);
}

describe.each([
  ['v12', v12],
  ['v6.4', v64],
])('%s', (release, { needed, redundant }) => {
  const verdicts = new Map<StartName, string[]>();
  const verdict = (from: StartName): string[] => {
    const known = verdicts.get(from) ?? broken(from, release);
    verdicts.set(from, known);
    return known;
  };

  test.each([...new Set(needed.map((mutant) => mutant.from))])('as it is, it holds: %s', (from) => {
    expect(verdict(from)).toEqual([]);
  });

  test.each(tried(needed, oneIn(2)).map((mutant) => [mutant.title, mutant] as const))(
    'needed: %s',
    (_, mutant) => {
      expect(broken(mutant.from, release, [mutant])).toEqual(mutant.breaks);
    },
  );

  const changed = (from: readonly StartName[], mutants: readonly Mutant[]): StartName[] =>
    from.filter((name) => broken(name, release, mutants).join() !== verdict(name).join());

  test.each(tried(redundant, oneIn(2)).map((mutant) => [mutant.title, mutant] as const))(
    'changes no verdict: %s',
    (_, mutant) => {
      const own = mutant.from === undefined ? FEW : [mutant.from];
      expect(changed(tier === 'soak' ? [...RACES, ...LARGE, ...own] : own, [mutant])).toEqual([]);
    },
  );

  test('all of these at once change no verdict', () => {
    expect(changed(RACES, redundant)).toEqual([]);
  });
});
