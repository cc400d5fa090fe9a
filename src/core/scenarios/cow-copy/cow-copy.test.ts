import { expect, test } from 'vitest';
import { readChoices } from '../../step/choices.ts';
import { tagAt } from '../../machine/state.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { machineOf } from '../machine.test-data.ts';
import { runsOn } from '../offered-runs.ts';
import { cowCopy } from './scenario.ts';

const PARENTS = 1;
const COPY = 2;

/** What lies in the two frames when the run that was recorded on a release is over, as numbers of tags that are not zero. */
function tagsLeft(release: string): { parents: number; copy: number } {
  const system = machineOf(cowCopy, release);
  let state = initialState(system);
  const run = runsOn(cowCopy, release)[0]?.choices ?? '';
  for (const choice of readChoices(run) ?? []) {
    const taken = takeStep(system, state, choice);
    if ('refused' in taken) throw new Error(taken.refused);
    ({ state } = taken);
  }
  const frames = system.program.globals.get('frame_tags')?.address ?? 0;
  const left = (frame: number): number => {
    const page = state.pages[frames + frame];
    if (page === undefined) throw new Error('no such frame');
    return Array.from({ length: 256 }, (_, granule) => tagAt(page, granule)).filter((tag) => tag !== 0)
      .length;
  };
  return { parents: left(PARENTS), copy: left(COPY) };
}

test('v5.10: in the end the page has only the tag that the parent has stored, and its copy what a former owner left', () => {
  const { parents, copy } = tagsLeft('v5.10');
  expect(parents).toBe(1);
  expect(copy).toBeGreaterThan(100);
});

test('v6.2: the copy has the one tag that the child has stored', () => {
  expect(tagsLeft('v6.2').copy).toBe(1);
});
