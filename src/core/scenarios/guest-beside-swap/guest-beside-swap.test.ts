import { describe, expect, test } from 'vitest';
import { initialState } from '../../step/step.ts';
import { guestRegister, onward } from '../guest-code.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { guestBesideSwap } from './scenario.ts';

const GUEST = 0;
const HOST = 1;
const [LOAD_FAULTS, STORE_FAULTS] = [0x96000011n, 0x96000051n];
const MAIN = ['mov w2, #0x2a', 'str w2, [x1]', 'add x3, x1, #0xe00', 'stg x3, [x3]', 'ldr w4, [x1]'];

/** What became of the guest: its fault, or else the tags that LDG found in the granule that it tagged last and in one that it never tagged. */
function outcome(x: (register: number) => bigint): string {
  if (x(6) === STORE_FAULTS) return 'the store faults';
  if (x(6) === LOAD_FAULTS) return 'the load faults';
  return `finds ${x(5) >> 56n}, and ${x(8) >> 56n} where it never stored`;
}

/** The page is swapped out in front of an instruction, from the first one that needs it on: what becomes of the guest, by instruction. */
function swappedOut(release: string): Map<string, string> {
  const system = machineOf(guestBesideSwap, release);
  const alone = onward(system, initialState(system), GUEST);
  const first = alone.labels.findIndex((label) => label === 'A64 addg x1, x0, #0x100, #0x9') + 1;
  const found = new Map<string, string>();
  for (const [i, label] of alone.labels.entries()) {
    const before = alone.states[i];
    if (i < first || before === undefined || !label.startsWith('A64 ')) continue;
    const { end } = onward(system, onward(system, before, HOST).end, GUEST);
    found.set(
      label.slice(4),
      outcome((x) => guestRegister(system, end, x)),
    );
  }
  return found;
}

/** Where the outcome is another than `all is well`, and which. */
function trouble(release: string): Record<string, string> {
  const well = 'finds 9, and 0 where it never stored';
  return Object.fromEntries([...swappedOut(release)].filter(([, became]) => became !== well));
}

const NEVER_TOUCHED = '→ stage-2 fault';
const byStore = Object.fromEntries(
  MAIN.slice(0, 4).map((text, i) => [text, i < 2 ? 'the store faults' : 'the load faults']),
);

describe('the page goes to swap in front of one of the guest’s instructions', () => {
  test.each(['v12', 'v6.6'])('on %s the guest finds its tags, wherever that is', (release) => {
    expect(trouble(release)).toEqual({});
  });

  test('on v4 its tags do not come back: it faults by its own pointer', () => {
    expect(trouble('v4')).toEqual({
      ...byStore,
      'ldr w4, [x1]': 'the load faults',
      'ldg x5, [x3]': 'finds 0, and 0 where it never stored',
    });
  });

  test('on v5.14 a page that it has not touched comes back with what a former owner left', () => {
    const found = trouble('v5.14');
    expect(Object.keys(found)).toEqual([NEVER_TOUCHED]);
    expect(found[NEVER_TOUCHED]).toMatch(/^finds 9, and [1-9]\d* where it never stored$/);
  });

  test.each(['v6.1', 'v6.2'])('on %s a store does not bring its tags back, a load does', (release) => {
    expect(trouble(release)).toEqual(byStore);
  });

  test('half-way to v6.2 both', () => {
    const found = trouble('v6.2-flag');
    expect(found).toMatchObject(byStore);
    expect(found[NEVER_TOUCHED]).toMatch(/where it never stored$/);
  });
});
