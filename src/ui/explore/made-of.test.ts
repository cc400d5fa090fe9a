import { expect, test } from 'vitest';
import { createRunStore } from '../../run/store.ts';
import { madeOf } from './made-of.ts';

test('an interleaving is said to be made of visible operations and blocks of tags', () => {
  const { snapshot } = createRunStore('isolation', 'v5.10').getState();
  expect(madeOf(snapshot)).toBe(
    '2 threads, one visible operation a step; the tags of a page move in 16 steps, one a block. Sequential consistency.',
  );
});

test('coarse is called coarse, and a scenario with a VMM says that no call is made', () => {
  const { snapshot } = createRunStore('quiet-vm', 'v6.4').getState();
  const { scenario, threads } = snapshot;
  const coarse = { ...scenario, constants: { ...scenario.constants, TAG_BLOCKS: 2 } };
  expect(madeOf({ scenario: coarse, threads })).toContain('coarse: the tags of a page move in 2 steps');
  expect(madeOf({ scenario, threads })).toContain('No system call is made');
});
