/** Where an example's page says the same of every release that has MTE, the guest finds the same on every one. */
import { expect, test } from 'vitest';
import { featuresOf, inherited } from '../../kernel/inherit.ts';
import { newest, oldest, releases } from '../../kernel/releases.ts';
import { GuestRun } from '../guest-code.test-data.ts';
import { scenarios } from '../list.ts';
import type { Scenario } from '../scenario.ts';
import { tried } from '../../tried.test-data.ts';

const withMte = releases.map(({ id }) => id).filter((id) => featuresOf(id).mteCapability !== null);
const alike = scenarios.filter(
  ({ theme, threads, findings }) =>
    theme === 'guest-code' &&
    threads.length === 1 &&
    new Set(withMte.map((release) => inherited(findings, release)?.value)).size === 1,
);
const REGISTERS = Array.from({ length: 31 }, (_, i) => i);

/** What the guest can tell of a run: its registers at the end, and which instructions faulted. */
function told(scenario: Scenario, release: string): string {
  const run = new GuestRun(scenario, release);
  return [...REGISTERS.map((x) => run.register(x).toString(16)), ...run.faulted].join(' ');
}

test('these are examples', () => {
  expect(alike.length).toBeGreaterThan(10);
  expect(withMte).not.toContain(oldest.id);
});

const cases = alike.flatMap((scenario) => withMte.map((release) => ({ scenario, release })));

test.each(
  tried(cases, (_, i) => i % 7 === 0).map((one) => [one.scenario.id, one.release, one.scenario] as const),
)('%s on %s is as on the newest release, and not as without MTE', (_, release, scenario) => {
  expect(told(scenario, release)).toBe(told(scenario, newest.id));
  expect(told(scenario, release)).not.toBe(told(scenario, oldest.id));
});
