import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Machine } from '../machine/machine.ts';
import { sameBytes, setTag, tagAt } from '../machine/state.ts';
import {
  BUFFER,
  FRAMES,
  SAVED,
  USER,
  USER_TABLE,
  call,
  contentOf,
  hardware,
  machineWith,
  noted,
  patterned,
  pointerTo,
  tagged,
  userEntry,
  wideAt,
} from './hand-made.test-data.ts';
import { FAULT_PERMISSION, FAULT_TRANSLATION } from './hardware.ts';
import { copyFromUser, getUser, getUserTags, putUser, putUserTags } from './uaccess.ts';

/** Two pages of user memory, the second in a frame before the first; nothing after them. */
function twoPages(): Machine {
  return machineWith({ user: [userEntry({ frame: 2 }), userEntry({ frame: 1 })] });
}
const FIRST = FRAMES + 2;
const SECOND = FRAMES + 1;

/** The byte of user memory at an offset from USER. */
function userByte(m: Machine, at: number): number {
  return m.page(at < 4096 ? FIRST : SECOND)[at & 0xfff] ?? 0;
}
/** The little-endian 64-bit number there. */
function userNumber(m: Machine, at: number): bigint {
  return [7, 6, 5, 4, 3, 2, 1, 0].reduce((sum, i) => (sum << 8n) | BigInt(userByte(m, at + i)), 0n);
}

describe('get_user and put_user', () => {
  test('move one byte, and no tag is checked', () => {
    const m = twoPages();
    const pointer = tagged(USER + 0x1005n, (tagAt(m.page(1), 0) + 1) & 0xf);
    expect(call(getUser(hardware), m, USER_TABLE, pointer)).toBe(userByte(m, 0x1005));
    expect(call(putUser(hardware), m, USER_TABLE, pointer, 0x1e9)).toBe(0);
    expect(m.page(SECOND)[5]).toBe(0xe9);
    expect(noted(m)).toEqual([
      'read words 10 +2',
      `read page ${SECOND} 5..6 kernel`,
      'read words 10 +2',
      `write page ${SECOND} 5..6 kernel`,
    ]);
  });

  test('give minus the fault and move nothing', () => {
    const m = machineWith({ user: [userEntry({ readOnly: true }), userEntry({ user: false })] });
    const before = contentOf(m);
    expect(call(getUser(hardware), m, USER_TABLE, USER + 0x1000n)).toBe(-FAULT_PERMISSION);
    expect(call(getUser(hardware), m, USER_TABLE, USER + 0x2000n)).toBe(-FAULT_TRANSLATION);
    expect(call(putUser(hardware), m, USER_TABLE, USER, 1)).toBe(-FAULT_PERMISSION);
    expect(call(putUser(hardware), m, USER_TABLE, USER + 0x2000n, 1)).toBe(-FAULT_TRANSLATION);
    expect(contentOf(m)).toEqual(before);
  });

  test('put_user marks a clean page dirty', () => {
    const m = machineWith({ user: [userEntry({ readOnly: true, dbm: true })] });
    expect(call(putUser(hardware), m, USER_TABLE, USER, 1)).toBe(0);
    expect(wideAt(m, USER_TABLE)).toBe(userEntry({ dbm: true }));
  });
});

describe('copy_from_user', () => {
  test('copies whole u64s up to the one that faults, and gives the bytes not copied', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4000, max: 8191 }), fc.nat(8), (at, numbers) => {
        const m = twoPages();
        const before = contentOf(m);
        const left = call(copyFromUser(hardware), m, BUFFER, USER_TABLE, USER + BigInt(at), 8 * numbers);
        const copied = Math.min(numbers, Math.floor((8192 - at) / 8));
        expect(left).toBe(8 * (numbers - copied));
        for (let i = 0; i < 8; i++)
          expect(wideAt(m, BUFFER + 2 * i)).toBe(i < copied ? userNumber(m, at + 8 * i) : 0n);
        expect(contentOf(m).pages).toEqual(before.pages);
        const written = noted(m).filter((line) => line.startsWith('write'));
        expect(written).toEqual(Array.from({ length: copied }, (_, i) => `write words ${BUFFER + 2 * i} +2`));
      }),
    );
  });

  test('across a page boundary, where the second page is not readable', () => {
    const m = machineWith({ user: [userEntry({ frame: 2 }), userEntry({ user: false })] });
    expect(call(copyFromUser(hardware), m, BUFFER, USER_TABLE, USER + 4096n - 20n, 48)).toBe(32);
    expect(wideAt(m, BUFFER)).toBe(userNumber(m, 4096 - 20));
    expect(wideAt(m, BUFFER + 2)).toBe(userNumber(m, 4096 - 12));
    expect(wideAt(m, BUFFER + 4)).toBe(0n);
  });

  test('aligned numbers are noted as the eight bytes each that they are', () => {
    const m = twoPages();
    expect(call(copyFromUser(hardware), m, BUFFER, USER_TABLE, USER + 4088n, 16)).toBe(0);
    expect(noted(m).filter((line) => line.includes('page'))).toEqual([
      `read page ${FIRST} 4088..4096 kernel`,
      `read page ${SECOND} 0..8 kernel`,
    ]);
  });

  test('no note of a number across a page boundary goes beyond its page', () => {
    const m = twoPages();
    expect(call(copyFromUser(hardware), m, BUFFER, USER_TABLE, USER + 4092n, 8)).toBe(0);
    expect(wideAt(m, BUFFER)).toBe(userNumber(m, 4092));
    expect(noted(m)).toContain(`read page ${FIRST} 4092..4096 kernel`);
  });

  test.each([
    ['not whole u64s', BUFFER, 12],
    ['a place that is no u64', BUFFER + 1, 8],
    ['more than there is room for', BUFFER + 2, 64],
    ['NULL', 0, 8],
  ])('refuses %s', (_, to, bytes) => {
    const m = twoPages();
    const before = contentOf(m);
    expect(call(copyFromUser(hardware), m, to, USER_TABLE, USER, bytes)).toBe('refused');
    expect(contentOf(m)).toEqual(before);
    expect(noted(m)).toEqual([]);
  });
});

/** Where in the user page a copy of tags starts, from which granule on, and how many are asked for. */
const request = fc.record({
  at: fc.oneof(fc.nat(4095), fc.integer({ min: 3840, max: 4095 })),
  granule: fc.nat(256),
  n: fc.nat(300),
});

function granted({ at, granule, n }: { at: number; granule: number; n: number }): number {
  return Math.min(n, 4096 - at, 256 - granule);
}

describe('put_user_tags', () => {
  test('writes a byte a tag, up to the end of the user page and of the tags', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const m = twoPages();
        const done = granted(asked);
        const expected = m.page(FIRST).slice();
        for (let i = 0; i < done; i++) expected[asked.at + i] = tagAt(m.page(SAVED), asked.granule + i);
        const { at, granule, n } = asked;
        const pointer = USER + BigInt(at);
        expect(call(putUserTags(hardware), m, USER_TABLE, pointer, pointerTo(SAVED), granule, n)).toBe(done);
        expect(sameBytes(m.page(FIRST), expected)).toBe(true);
        expect(sameBytes(m.page(SECOND), patterned(4096, SECOND))).toBe(true);
        expect(sameBytes(m.page(SAVED), patterned(128, SAVED))).toBe(true);
        expect(noted(m)).toEqual([
          'read words 8 +2',
          `read page ${SAVED} ${granule}..${granule + done} kernel`,
          `write page ${FIRST} ${at}..${at + done} kernel`,
        ]);
      }),
    );
  });
});

describe('get_user_tags', () => {
  test('stores the low nibble of each byte, up to the end of the user page and of the tags', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const m = twoPages();
        const done = granted(asked);
        const expected = m.page(SAVED).slice();
        for (let i = 0; i < done; i++) setTag(expected, asked.granule + i, userByte(m, asked.at + i) & 0xf);
        const { at, granule, n } = asked;
        const pointer = USER + BigInt(at);
        expect(call(getUserTags(hardware), m, USER_TABLE, pointer, pointerTo(SAVED), granule, n)).toBe(done);
        expect(sameBytes(m.page(SAVED), expected)).toBe(true);
        expect(sameBytes(m.page(FIRST), patterned(4096, FIRST))).toBe(true);
        expect(noted(m)).toEqual([
          'read words 8 +2',
          `read page ${FIRST} ${at}..${at + done} kernel`,
          `write page ${SAVED} ${granule}..${granule + done} kernel`,
        ]);
      }),
    );
  });
});

describe.each([
  ['put_user_tags', putUserTags],
  ['get_user_tags', getUserTags],
])('%s', (_, make) => {
  test('moves nothing and gives 0 where the user page does not allow it', () => {
    const m = machineWith({ user: [userEntry({ valid: false })] });
    const before = contentOf(m);
    expect(call(make(hardware), m, USER_TABLE, USER, pointerTo(SAVED), 0, 16)).toBe(0);
    expect(contentOf(m)).toEqual(before);
  });

  test('refuses what is no page of tags', () => {
    const m = twoPages();
    const before = contentOf(m);
    expect(call(make(hardware), m, USER_TABLE, USER, pointerTo(FIRST), 0, 16)).toBe('refused');
    expect(call(make(hardware), m, USER_TABLE, USER, 0, 0, 16)).toBe('refused');
    expect(contentOf(m)).toEqual(before);
  });
});

test('a read-only page gives tags but takes none', () => {
  const m = machineWith({ user: [userEntry({ readOnly: true })] });
  expect(call(putUserTags(hardware), m, USER_TABLE, USER, pointerTo(SAVED), 0, 16)).toBe(0);
  expect(call(getUserTags(hardware), m, USER_TABLE, USER, pointerTo(SAVED), 0, 16)).toBe(16);
});
