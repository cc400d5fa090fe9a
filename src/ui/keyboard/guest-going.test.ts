import { describe, expect, test } from 'vitest';
import { createRunStore } from '../../run/store.ts';
import { guestGoing } from './guest-going.ts';

/** What the guest of a scenario can do, now. */
function open(scenario: string) {
  const store = createRunStore(scenario, 'v6.6');
  return () => guestGoing(store.getState().snapshot, store.getState().actions);
}

describe('the guest of hello-tags', () => {
  const now = open('hello-tags');

  test('can go on from its start, and not back', () => {
    expect(now()).toMatchObject({ stuck: null, atStart: true });
  });

  test('goes forth and back by instructions', () => {
    now()?.instruction();
    expect(now()?.atStart).toBe(false);
    now()?.back();
    expect(now()?.atStart).toBe(true);
  });

  test('at its end it says so, and can go back', () => {
    now()?.run();
    expect(now()).toMatchObject({ stuck: 'vCPU 0 has come to its end', atStart: false });
  });
});

test('a guest that runs no code of its own has none of this', () => {
  expect(open('isolation')()).toBeNull();
});
