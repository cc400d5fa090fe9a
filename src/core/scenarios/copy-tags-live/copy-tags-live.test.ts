import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { digestOf } from '../../machine/digest.ts';
import type { State } from '../../machine/state.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { read64 } from '../../step/wide.ts';
import { machineOf } from '../machine.test-data.ts';
import { copyTagsLive } from './scenario.ts';

/** What the VMM has got for the first and the second granule (3 before, 9 after), and the answer of the ioctl, at every end. */
function copies(release: string): Set<string> {
  const system = machineOf(copyTagsLive, release);
  const ends = new Set<string>();
  const seen = new Set<string>();
  const open = [initialState(system)];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const digest = digestOf(state);
    if (seen.has(digest)) continue;
    seen.add(digest);
    const next = system.program.threads.flatMap((_, thread) => {
      const taken = takeStep(system, state, { kind: 'step', thread });
      return 'refused' in taken ? [] : [taken.state];
    });
    if (next.length === 0) ends.add(copyIn(system, state));
    open.push(...next);
  }
  return ends;
}

/** Granule 0x10 lies in the first half of the buffer, at the end of the VMM's page 1; 0xf0 in the second, at the start of page 2. */
function copyIn(system: System, state: State): string {
  const { globals } = system.program;
  const byte = (page: number, offset: number): number => {
    const pte = read64(state.words, (globals.get('mms')?.address ?? NaN) + 2 * page);
    const frame = Number((pte >> 12n) & 0xfffn) - Number(system.program.constants.get('PFN_BASE'));
    return state.pages[(globals.get('frame_data')?.address ?? NaN) + frame]?.[offset] ?? NaN;
  };
  const answer = read64(state.words, globals.get('copied')?.address ?? NaN, true);
  return `${byte(1, 0x1000 - 128 + 0x10)} ${byte(2, 0xf0 - 128)}, answer ${answer}`;
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  test('the copy can have the second store of the guest and not the first', () => {
    const { copyTags } = featuresOf(release);
    const answer = copyTags === 'zero' ? 0 : 4096;
    const expected =
      copyTags === null
        ? ['0 0, answer -22']
        : ['3 3', '9 3', '9 9', '3 9'].map((tags) => `${tags}, answer ${answer}`);
    expect([...copies(release)].sort()).toEqual(expected.sort());
  });
});
