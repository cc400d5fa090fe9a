import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { newest } from '../../kernel/releases.ts';
import { initialState } from '../../step/step.ts';
import { guestRegister, onward } from '../guest-code.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { guestBesideRestore } from './scenario.ts';

const GUEST = 0;
const VMM = 1;
const STORE_FAULTS = 0x96000051n;
const STORE = 'str w2, [x1]';
const FIRST_TOUCH = '→ stage-2 fault';

/** The whole copy comes in front of an instruction of the guest's: what becomes of the guest, and which properties break. */
function restored(release: string): Map<string, string> {
  const system = machineOf(guestBesideRestore, release);
  const alone = onward(system, initialState(system), GUEST);
  const first = alone.labels.findIndex((label) => label === 'A64 addg x1, x0, #0x100, #0x9') + 1;
  const found = new Map<string, string>();
  for (const [i, label] of alone.labels.entries()) {
    const before = alone.states[i];
    if (i < first || before === undefined || !label.startsWith('A64 ')) continue;
    const copied = onward(system, before, VMM);
    const { end, broke } = onward(system, copied.end, GUEST);
    const fault = guestRegister(system, end, 6) === STORE_FAULTS;
    const broken = broke.map((check) => guestBesideRestore.properties[check]);
    const there = `LDG finds ${guestRegister(system, end, 3) >> 56n}`;
    found.set(label.slice(4), [fault ? 'the store faults' : there, ...broken].join(', '));
  }
  return found;
}

describe('the saved tags are restored in front of one of the guest’s instructions', () => {
  describe.each(['v11', 'v5.14', newest.id])('on %s', (release) => {
    const found = restored(release);
    /** The postings do not mark the page that they put tags into. */
    const unmarked = featuresOf(release).copyTags === 'zero';

    test('between its STG and its STR: it faults by the pointer that it has just made', () => {
      expect(found.get(STORE)).toBe('the store faults');
      expect(found.get('stg x1, [x1]')).toBe('LDG finds 7');
    });

    test('before its first touch: they are there, unless that clears them', () => {
      expect(found.get(FIRST_TOUCH)).toBe(unmarked ? 'LDG finds 0, lost' : 'LDG finds 7');
    });
  });

  test('on v4 there is nothing to restore with', () => {
    expect(new Set(restored('v4').values())).toEqual(new Set(['LDG finds 0']));
  });
});
