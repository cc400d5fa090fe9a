import { describe, expect, test } from 'vitest';
import { newest } from '../../kernel/releases.ts';
import type { State } from '../../machine/state.ts';
import { initialState } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { read64 } from '../../step/wide.ts';
import { onward } from '../guest-code.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { copiedPage } from '../vmm.test-data.ts';
import { guestBesideCopy } from './scenario.ts';

const GUEST = 0;
const VMM = 1;
const FIRST_STG = 'A64 stg x1, [x1]';

/** What the VMM has got at the end, if the guest stops where the page is its own, before or between its two STGs, and once more anywhere in the copy the VMM does. */
function copies(release: string): Set<string> {
  const system = machineOf(guestBesideCopy, release);
  const end = (state: State, thread: number): State => onward(system, state, thread).end;
  const { states, labels } = onward(system, initialState(system), GUEST);
  const first = labels.indexOf(FIRST_STG);
  const found = new Set<string>();
  for (const stopped of states.slice(first, first + 2))
    for (const state of onward(system, stopped, VMM).states)
      found.add(copyIn(system, end(end(state, GUEST), VMM)));
  return found;
}

/** The buffer's first half ends with the VMM's page 3; its second begins page 4. */
function copyIn(system: System, { words, pages }: State): string {
  const { globals, constants } = system.program;
  const byte = (page: number, offset: number): number => {
    const pte = read64(words, (globals.get('mms')?.address ?? NaN) + 2 * page);
    const frame = Number((pte >> 12n) & 0xfffn) - Number(constants.get('PFN_BASE'));
    return pages[(globals.get('frame_data')?.address ?? NaN) + frame]?.[offset] ?? NaN;
  };
  const answer = read64(words, globals.get('copied')?.address ?? NaN, true);
  return `${byte(3, 0x1000 - 128 + 0x10)} ${byte(4, 0xf0 - 128)}, answer ${answer}`;
}

describe.each(['v11', newest.id])('on %s', (release) => {
  test('the copy can have the second STG of the guest and not the first', () => {
    const answer = copiedPage(release);
    const expected = ['0 0', '0 9', '9 0', '9 9'].map((tags) => `${tags}, answer ${answer}`);
    expect([...copies(release)].sort()).toEqual(expected);
  });
});

test('on v4 there is no such ioctl', () => {
  expect([...copies('v4')]).toEqual(['0 0, answer -22']);
});
