import { expect, test } from 'vitest';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import { scenarios } from '../../core/scenarios/list.ts';
import { brokenOn, releasesTold } from './recorded.ts';

function scenario(id: string): Scenario {
  const found = scenarios.find((s) => s.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}

test('a release is named once, however many of its recorded runs break', () => {
  expect(brokenOn(scenario('fork-vm'), ['v5.10', 'v11', 'v12', 'v6.6'])).toEqual(['v11', 'v12']);
  expect(brokenOn(scenario('private-vm'), ['v5.10', 'v12', 'v6.6'])).toEqual([]);
});

test('which releases a scenario is about', () => {
  const { findings } = scenario('isolation');
  const told = Object.keys(findings);
  expect(releasesTold(scenario('isolation'), told)).toBeNull();
  expect(releasesTold(scenario('isolation'), [...told, 'v9'])).toBe(`About ${told.join(', ')}`);
  expect(releasesTold({ ...scenario('isolation'), findings: {} }, told)).toBeNull();
});

test('a file is written for one', () => {
  const file = { text: '', release: 'v12', sources: [], properties: [], prologue: 'start' };
  expect(releasesTold({ ...scenario('isolation'), file }, ['v12', 'v6.6'])).toBe('Written for v12');
});
