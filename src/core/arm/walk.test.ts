import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Machine } from '../machine/machine.ts';
import {
  FRAMES,
  GUEST_TABLE,
  IPA,
  USER,
  USER_TABLE,
  contentOf,
  guestEntry,
  hardware,
  machineWith,
  noted,
  tagged,
  userEntry,
  wideAt,
  S2_NORMAL,
} from './hand-made.test-data.ts';
import { FAULT_PERMISSION, FAULT_TRANSLATION } from './hardware.ts';
import { addressBits, logicalTag, walk, type Translation } from './walk.ts';

const READ = false;
const WRITE = true;

function userWalk(m: Machine, pointer: bigint, write: boolean): Translation {
  return walk(m, hardware, 'user', USER_TABLE, pointer, write);
}
function guestWalk(m: Machine, pointer: bigint, write: boolean): Translation {
  return walk(m, hardware, 'guest', GUEST_TABLE, pointer, write);
}

describe('pointers', () => {
  test('a pointer is a tag in bits 59:56 and an address in bits 55:0', () => {
    expect(logicalTag(0xfa12_3456_789a_bcden)).toBe(0xa);
    expect(addressBits(0xfa12_3456_789a_bcden)).toBe(0x12_3456_789a_bcden);
  });

  test('the whole top byte is ignored in translation', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(0x1fff), (top, at) => {
        const m = machineWith({ user: [userEntry({ frame: 2 }), userEntry({ frame: 1, tagged: false })] });
        const address = USER + BigInt(at);
        expect(userWalk(m, address | (BigInt(top) << 56n), READ)).toEqual(userWalk(m, address, READ));
      }),
    );
  });
});

describe('the user table', () => {
  test('each descriptor maps its page to its frame', () => {
    const m = machineWith({ user: [2, 0, 1].map((frame) => userEntry({ frame })) });
    const reached = [0x10n, 0x1abcn, 0x2fffn].map((at) => userWalk(m, USER + at, READ));
    expect(reached).toEqual([
      { fault: 0, frame: 2, tagged: true, offset: 0x10 },
      { fault: 0, frame: 0, tagged: true, offset: 0xabc },
      { fault: 0, frame: 1, tagged: true, offset: 0xfff },
    ]);
    expect(noted(m)).toEqual(['read words 8 +2', 'read words 10 +2', 'read words 12 +2']);
  });

  test.each([
    ['writable', {}, 0, 0],
    ['read-only', { readOnly: true }, 0, FAULT_PERMISSION],
    ['for the kernel only', { user: false }, FAULT_PERMISSION, FAULT_PERMISSION],
    ['not valid', { valid: false }, FAULT_TRANSLATION, FAULT_TRANSLATION],
    [
      'not valid, with DBM',
      { valid: false, readOnly: true, dbm: true },
      FAULT_TRANSLATION,
      FAULT_TRANSLATION,
    ],
    [
      'for the kernel only, with DBM',
      { user: false, readOnly: true, dbm: true },
      FAULT_PERMISSION,
      FAULT_PERMISSION,
    ],
    ['of a frame below memory', { frame: -1 }, FAULT_TRANSLATION, FAULT_TRANSLATION],
    ['of a frame above memory', { frame: FRAMES }, FAULT_TRANSLATION, FAULT_TRANSLATION],
    ['of a frame with high address bits', { frame: 1 << 24 }, FAULT_TRANSLATION, FAULT_TRANSLATION],
  ])('a descriptor that is %s', (_, entry, onRead, onWrite) => {
    const m = machineWith({ user: [userEntry(entry)] });
    const before = contentOf(m);
    expect(userWalk(m, USER, READ).fault).toBe(onRead);
    expect(userWalk(m, USER, WRITE).fault).toBe(onWrite);
    expect(contentOf(m)).toEqual(before);
    expect(noted(m)).toEqual(['read words 8 +2', 'read words 8 +2']);
  });

  test('a write through a read-only descriptor with DBM makes it writable; a read does not', () => {
    const clean = userEntry({ readOnly: true, dbm: true, frame: 1 });
    const m = machineWith({ user: [clean] });
    expect(userWalk(m, USER, READ).fault).toBe(0);
    expect(wideAt(m, USER_TABLE)).toBe(clean);

    expect(userWalk(m, USER, WRITE)).toEqual({ fault: 0, frame: 1, tagged: true, offset: 0 });
    expect(wideAt(m, USER_TABLE)).toBe(userEntry({ dbm: true, frame: 1 }));
    expect(noted(m)).toEqual(['read words 8 +2', 'read words 8 +2', 'write words 8 +2']);

    expect(userWalk(m, USER, WRITE).fault).toBe(0);
    expect(noted(m).slice(3)).toEqual(['read words 8 +2']);
  });

  test('AttrIndx tells whether memory is Tagged', () => {
    for (let attribute = 0; attribute < 8; attribute++) {
      const entry = userEntry({ tagged: false }) | (BigInt(attribute) << 2n);
      expect(userWalk(machineWith({ user: [entry] }), USER, READ).tagged).toBe(attribute === 1);
    }
  });

  test.each([
    ['below the table', USER - 1n],
    ['after the table', USER + 0x3000n],
    ['far above', 0x00ff_ffff_ffff_ffffn],
    ['zero', 0n],
  ])('an address %s maps nowhere and reads no descriptor', (_, address) => {
    const m = machineWith({ user: [userEntry({}), userEntry({}), userEntry({})] });
    expect(userWalk(m, tagged(address, 5), READ).fault).toBe(FAULT_TRANSLATION);
    expect(noted(m)).toEqual([]);
  });

  test('without a table nothing is mapped', () => {
    const m = machineWith({ user: [userEntry({})] });
    expect(walk(m, hardware, 'user', 0, USER, READ).fault).toBe(FAULT_TRANSLATION);
    expect(noted(m)).toEqual([]);
  });
});

describe('stage 2', () => {
  test.each([
    [false, false, FAULT_PERMISSION, FAULT_PERMISSION],
    [true, false, 0, FAULT_PERMISSION],
    [false, true, FAULT_PERMISSION, 0],
    [true, true, 0, 0],
  ])('S2AP with read %s and write %s', (read, write, onRead, onWrite) => {
    const m = machineWith({ guest: [guestEntry(1, read, write)] });
    expect(guestWalk(m, IPA + 0x20n, READ).fault).toBe(onRead);
    expect(guestWalk(m, IPA + 0x20n, WRITE).fault).toBe(onWrite);
    expect(guestWalk(m, IPA + 0x20n, READ)).toMatchObject({ frame: 1, offset: 0x20 });
    expect(noted(m)).toEqual(Array(3).fill('read words 24 +2'));
  });

  test('an invalid descriptor maps nowhere, nor does an address beyond the guest', () => {
    const m = machineWith({ guest: [guestEntry(0, true, true) & ~1n, guestEntry(FRAMES, true, true)] });
    for (const at of [0n, 0x1000n, 0x3000n, -1n])
      expect(guestWalk(m, IPA + at, READ).fault).toBe(FAULT_TRANSLATION);
  });

  test("the guest's memory is Tagged where its VM has tags and stage 2 says Normal write-back", () => {
    const device = guestEntry(0, true, true) & ~S2_NORMAL;
    const notCacheable = device | (0x5n << 2n);
    for (const guestTags of [true, false]) {
      const m = machineWith({ guest: [guestEntry(0, true, true), device, notCacheable], guestTags });
      const tagged = [0n, 0x1000n, 0x2000n].map((at) => guestWalk(m, IPA + at, READ).tagged);
      expect(tagged).toEqual([guestTags, false, false]);
    }
  });

  test('DBM does not make a stage 2 descriptor writable', () => {
    const clean = guestEntry(0, true, false) | (1n << 51n);
    const m = machineWith({ guest: [clean] });
    expect(guestWalk(m, IPA, WRITE).fault).toBe(FAULT_PERMISSION);
    expect(wideAt(m, GUEST_TABLE)).toBe(clean);
  });
});
