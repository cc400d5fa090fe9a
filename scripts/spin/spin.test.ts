import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { releases } from '../../src/core/kernel/releases.ts';
import { scenarios } from '../../src/core/scenarios/list.ts';
import { hasSpin, ours, sized, spins } from './spin.ts';

const installed = hasSpin();
/** A sample in `npm test`; `all` that matters, a minute or two, and `every` scenario on every release, by hand. */
const asked = process.env.TAGSCOPE_SPIN;

/** The three races everywhere; of the others, which take longer, the latest of the locks. */
const everywhere = ['isolation', 'shared-mprotect', 'vcpu-fault'];
const sample = ['v5.10', 'v11', 'v12', 'v6.4'];
const cases = scenarios
  .filter((s) => !s.threads.some((t) => t.resident === true))
  .flatMap((scenario) => releases.map(({ id }) => ({ scenario, name: scenario.id, release: id })))
  .filter(
    ({ name, release }) =>
      asked === 'every' ||
      (asked === 'all'
        ? everywhere.includes(name) || release === 'v6.4'
        : name === 'isolation' && sample.includes(release)),
  );

describe(`Spin counts the same states, transitions and errors${installed ? '' : ' (skipped: spin or gcc is not installed)'}`, () => {
  test.skipIf(!installed).each(cases)(
    '$name on $release',
    ({ scenario, release }) => {
      const { numbers, model } = ours(sized(scenario, 2), release);
      if ('refused' in model) throw new Error(model.refused);
      expect(spins(model.text)).toMatchObject(numbers);
    },
    120_000,
  );
});

test.skipIf(!installed)(
  'a change in the model is noticed: what a lock says is not looked at',
  () => {
    const scenario = scenarios.find((s) => s.id === 'isolation');
    if (scenario === undefined) throw new Error('no scenario');
    const { numbers, model } = ours(sized(scenario, 2), 'v12');
    if ('refused' in model) throw new Error(model.refused);
    const broken = model.text.replace(/(d_step \{ p0 == \d+) && .* -> h_dirty = 0;/g, '$1 -> h_dirty = 0;');
    expect(broken).not.toBe(model.text);
    expect(spins(broken)).not.toMatchObject(numbers);
  },
  120_000,
);
