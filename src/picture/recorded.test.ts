import { expect, test } from 'vitest';
import { scenarioNamed } from '../core/scenarios/machine.test-data.ts';
import { brokenOn, recordedAround, releasesTold } from './recorded.ts';

test('a release is named once, however many of its recorded runs break', () => {
  expect(brokenOn(scenarioNamed('fork-vm'), ['v5.10', 'v11', 'v12', 'v6.6'])).toEqual(['v11', 'v12']);
  expect(brokenOn(scenarioNamed('private-vm'), ['v5.10', 'v12', 'v6.6'])).toEqual([]);
});

test('the runs of a release, and the others that have any, each once', () => {
  const run = { title: 'It waits', choices: '0*3', breaks: null };
  const recorded = { v11: [run], 'v5.14': [run, run], 'v6.1': [] };
  const of = (release: string) => {
    const { here, elsewhere } = recordedAround({ ...scenarioNamed('isolation'), recorded }, release);
    return [here.length, ...elsewhere];
  };
  expect(of('v5.14')).toEqual([2, 'v11', 'v12']);
  expect(of('v12')).toEqual([1, 'v11', 'v5.14']);
  expect(of('v6.6')).toEqual([0, 'v11', 'v12', 'v5.14']);
});

test('which releases a scenario is about', () => {
  const { findings } = scenarioNamed('isolation');
  const told = Object.keys(findings);
  expect(releasesTold(scenarioNamed('isolation'), told)).toBeNull();
  expect(releasesTold(scenarioNamed('isolation'), [...told, 'v9'])).toBe(`About ${told.join(', ')}`);
  expect(releasesTold({ ...scenarioNamed('isolation'), findings: {} }, told)).toBeNull();
});

test('a file is written for one', () => {
  const file = { text: '', release: 'v12', sources: [], properties: [], prologue: 'start' };
  expect(releasesTold({ ...scenarioNamed('isolation'), file }, ['v12', 'v6.6'])).toBe('Written for v12');
});
