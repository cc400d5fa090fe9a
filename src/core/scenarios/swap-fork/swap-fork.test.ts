import { expect, test } from 'vitest';
import { tagAt } from '../../machine/state.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { machineOf } from '../machine.test-data.ts';
import { runsOn } from '../offered-runs.ts';
import { swapFork } from './scenario.ts';

/** The frame that the parent's store copies the page to. */
const COPY = 3;

test('v5.10: the copy that the parent takes of the half-restored page keeps stale tags for good', () => {
  const system = machineOf(swapFork, 'v5.10');
  const [run] = runsOn(swapFork, 'v5.10');
  let state = initialState(system);
  for (const part of run?.choices.split(' ') ?? []) {
    const [thread, count] = part.split('*').map(Number);
    for (let i = 0; i < (count ?? 1); i++) {
      const taken = takeStep(system, state, { kind: 'step', thread: thread ?? 0 });
      if ('refused' in taken) throw new Error(taken.refused);
      ({ state } = taken);
    }
  }
  const page = state.pages[(system.program.globals.get('frame_tags')?.address ?? 0) + COPY];
  if (page === undefined) throw new Error('no such frame');
  const stale = Array.from({ length: 256 }, (_, granule) => tagAt(page, granule)).filter((tag) => tag !== 0);
  // All that was saved is zero; the parent has stored one tag since.
  expect(stale.length).toBeGreaterThan(100);
});
