/**
 * Spin counts what we count: states, transitions and errors, one for one. They run side by side: each waits most of the time for Spin and
 * for gcc.
 */
import { describe, expect, test } from 'vitest';
import { releases } from '../../src/core/kernel/releases.ts';
import { scenarios } from '../../src/core/scenarios/list.ts';
import type { Scenario } from '../../src/core/scenarios/scenario.ts';
import { oneIn, tried } from '../../src/core/tried.test-data.ts';
import { hasSpin, ours, sized, spins } from './spin.ts';

const installed = hasSpin();

/** Has hundreds of thousands of states with two tag blocks a page. */
const ONE_BLOCK = ['migration'];
/** No model of these: a thread serves calls for ever, and who makes them is not part of the model. */
const REFUSED = [
  'quiet-vm',
  'memslots',
  'capability',
  'no-mte-hardware',
  'id-registers',
  'all-calls',
  'vmm-program',
  'qemu-mte',
];

/** Guests that run A64 code: the processor has no model in Promela. */
const GUEST_CODE = scenarios.filter(({ constants }) => constants.CONFIG_GUEST_CODE === 1).map(({ id }) => id);

const cases = tried(
  scenarios
    .filter(({ id }) => !REFUSED.includes(id) && !GUEST_CODE.includes(id))
    .flatMap((scenario) => releases.map(({ id }) => ({ scenario, name: scenario.id, release: id }))),
  ({ name, release }) => name === 'isolation' && ['v11', 'v12'].includes(release),
);

function small(scenario: Scenario): Scenario {
  return sized(scenario, ONE_BLOCK.includes(scenario.id) ? 1 : 2);
}

test.each(
  tried(
    scenarios.filter(({ id }) => REFUSED.includes(id)),
    oneIn(4),
  ),
)('$id: no model for Spin', (scenario) => {
  expect(ours(small(scenario), 'v6.4')).toEqual({
    refused: 'a thread serves calls for ever, and who makes them is not part of the model',
  });
});

test.each(tried(GUEST_CODE, oneIn(8)))('%s: no model for Spin', (id) => {
  const scenario = scenarios.find((one) => one.id === id);
  expect(scenario === undefined ? null : ours(small(scenario), 'v6.4')).toEqual({
    refused: 'a guest runs A64 code, and the processor has no model in Promela',
  });
});

describe.concurrent(
  `Spin counts the same states, transitions and errors${installed ? '' : ' (skipped: spin or gcc is not installed)'}`,
  () => {
    test.skipIf(!installed).each(cases)('$name on $release', async ({ scenario, release }) => {
      const counted = ours(small(scenario), release);
      if ('refused' in counted) throw new Error(counted.refused);
      expect(await spins(counted.model)).toMatchObject(counted.numbers);
    });
  },
);

test.skipIf(!installed)('a change in the model is noticed: what a lock says is not looked at', async () => {
  const scenario = scenarios.find((s) => s.id === 'isolation');
  if (scenario === undefined) throw new Error('no scenario');
  const counted = ours(small(scenario), 'v12');
  if ('refused' in counted) throw new Error(counted.refused);
  const broken = counted.model.replace(/(d_step \{ p0 == \d+) && .* -> h_dirty = 0;/g, '$1 -> h_dirty = 0;');
  expect(broken).not.toBe(counted.model);
  expect(await spins(broken)).not.toMatchObject(counted.numbers);
});
