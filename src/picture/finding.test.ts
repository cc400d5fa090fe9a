import { expect, test } from 'vitest';
import { releases } from '../core/kernel/releases.ts';
import { findingOn } from './finding.ts';
import { scenarios } from '../core/scenarios/list.ts';

test('a finding that names another release says what is found there', () => {
  const findings = {
    v4: 'The flag comes first.',
    v11: 'As on v4.',
    v12: 'As on v11.',
    'v5.14': 'As on v4, but later.',
  };
  expect(findingOn({ findings }, 'v4')).toBe('The flag comes first.');
  expect(findingOn({ findings }, 'v11')).toBe('The flag comes first. (As on v4.)');
  expect(findingOn({ findings }, 'v12')).toBe('The flag comes first. (As on v4.)');
  expect(findingOn({ findings }, 'v5.14')).toBe('As on v4, but later.');
});

test('a release of which nothing is said is as its base, and the words say as which', () => {
  const findings = { 'v5.10': 'The flag comes first.', 'v5.14': 'As on v5.10, but later.', 'v6.2': null };
  expect(findingOn({ findings }, 'v12')).toBe('The flag comes first. (As on v5.10.)');
  expect(findingOn({ findings }, 'v6.1')).toBe('As on v5.10, but later. (As on v5.14.)');
  expect(findingOn({ findings: { v11: 'As on v4.', v4: 'It waits.' } }, 'v12')).toBe('It waits. (As on v4.)');
  expect(findingOn({ findings }, 'v6.2')).toBeUndefined();
  expect(findingOn({ findings }, 'v6.4')).toBeUndefined();
  expect(findingOn({ findings: {} }, 'v6.4')).toBeUndefined();
});

test('findings that name each other, or one that is not there, stay as they are written', () => {
  expect(findingOn({ findings: { v4: 'As on v11.', v11: 'As on v4.' } }, 'v4')).toBe('As on v11.');
  expect(findingOn({ findings: { v4: 'As on v9.' } }, 'v4')).toBe('As on v9.');
});

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s: whoever reads what is found on a release need not look at another',
  (_, scenario) => {
    for (const { id } of releases) expect(findingOn(scenario, id) ?? '').not.toMatch(/^As on \S+$/);
  },
);
