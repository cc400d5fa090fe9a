import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Machine } from '../machine/machine.ts';
import { setTag, tagAt } from '../machine/state.ts';
import { ldg, loadByte, stg, storeByte } from './access.ts';
import {
  FRAMES,
  GUEST_TABLE,
  IPA,
  USER,
  USER_TABLE,
  call,
  contentOf,
  guestEntry,
  hardware,
  machineWith,
  noted,
  tagged,
  userEntry,
} from './hand-made.test-data.ts';
import {
  EL0_CHECK_FAILED,
  FAULT_ALIGNMENT,
  FAULT_PERMISSION,
  FAULT_TAG_CHECK,
  FAULT_TRANSLATION,
  type Hardware,
} from './hardware.ts';
import oracle from './oracle/tag-check.json' with { type: 'json' };

const FRAME = 2;
const TAGS = FRAME;
const DATA = FRAMES + FRAME;

/** The same memory seen by a user program and by a guest. */
const owners = [
  { stage: 'user', table: USER_TABLE, base: USER },
  { stage: 'guest', table: GUEST_TABLE, base: IPA },
] as const;

function sharedMemory(isTagged: boolean): Machine {
  const m = machineWith({
    user: [userEntry({ frame: FRAME, tagged: isTagged })],
    guest: [guestEntry(FRAME, true, true)],
    guestTags: isTagged,
  });
  setTag(m.ownPage(TAGS), 0xab, 7);
  m.ownPage(DATA)[0xab5] = 0xc3;
  return m;
}

describe.each(owners)('Tagged memory of a $stage', ({ stage, table, base }) => {
  const granule = base + 0xab0n;
  const at = granule + 5n;

  test('LDG gives the allocation tag of the granule, whatever the tag of the pointer', () => {
    const m = sharedMemory(true);
    expect(call(ldg(hardware, stage), m, table, tagged(at, 3))).toBe(7);
    expect(m.detail).toBe('0xab → 7');
    expect(noted(m)).toEqual([`read words ${table} +2`, 'read page 2 171..172 owner']);
  });

  test('STG stores the low nibble as the tag of that granule only, whatever the tag of the pointer', () => {
    const m = sharedMemory(true);
    const before = m.page(TAGS).slice();
    expect(call(stg(hardware, stage), m, table, tagged(granule, 3), 0xfe)).toBe(0);
    setTag(before, 0xab, 0xe);
    expect(m.page(TAGS)).toEqual(before);
    expect(m.detail).toBe('0xab ← e');
    expect(noted(m)).toEqual([`read words ${table} +2`, 'write page 2 171..172 owner']);
  });

  test('a load whose tag matches gives the byte', () => {
    const m = sharedMemory(true);
    expect(call(loadByte(hardware, stage), m, table, tagged(at, 7))).toBe(0xc3);
    expect(m.detail).toBe('0xab');
    expect(noted(m).slice(1)).toEqual(['read page 2 171..172 owner', 'read page 5 2741..2742 owner']);
  });

  test('a store whose tag matches stores the low byte', () => {
    const m = sharedMemory(true);
    expect(call(storeByte(hardware, stage), m, table, tagged(at, 7), 0x1234)).toBe(0);
    expect(m.page(DATA)[0xab5]).toBe(0x34);
    expect(m.detail).toBe('0xab');
    expect(noted(m).slice(1)).toEqual(['read page 2 171..172 owner', 'write page 5 2741..2742 owner']);
  });

  test('only bits 59:56 of the pointer are compared', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(15), (top, allocation) => {
        const m = sharedMemory(true);
        setTag(m.ownPage(TAGS), 0xab, allocation);
        const given = call(loadByte(hardware, stage), m, table, at | (BigInt(top) << 56n));
        expect(given).toBe((top & 0xf) === allocation ? 0xc3 : -FAULT_TAG_CHECK);
      }),
    );
  });

  test('a load or store with another tag faults; nothing is stored and no data is touched', () => {
    const m = sharedMemory(true);
    const before = contentOf(m);
    for (const access of [loadByte(hardware, stage), storeByte(hardware, stage)]) {
      expect(call(access, m, table, tagged(at, 6), 0x55)).toBe(-FAULT_TAG_CHECK);
      expect(m.detail).toBe('tag check fault');
    }
    expect(contentOf(m)).toEqual(before);
    expect(noted(m).filter((line) => line.includes('page 5') || line.startsWith('write'))).toEqual([]);
  });
});

describe.each(owners)('memory of a $stage that is not Tagged', ({ stage, table, base }) => {
  const granule = base + 0xab0n;
  const at = granule + 5n;

  test('LDG gives 0 and STG does nothing', () => {
    const m = sharedMemory(false);
    const before = contentOf(m);
    expect(call(ldg(hardware, stage), m, table, at)).toBe(0);
    expect(call(stg(hardware, stage), m, table, granule, 9)).toBe(0);
    expect(contentOf(m)).toEqual(before);
    expect(noted(m)).toEqual(Array(2).fill(`read words ${table} +2`));
  });

  test('loads and stores are not checked', () => {
    const m = sharedMemory(false);
    expect(call(loadByte(hardware, stage), m, table, tagged(at, 3))).toBe(0xc3);
    expect(call(storeByte(hardware, stage), m, table, tagged(at, 4), 0x77)).toBe(0);
    expect(m.page(DATA)[0xab5]).toBe(0x77);
    expect(noted(m).filter((line) => line.includes(' page 2 '))).toEqual([]);
  });
});

describe('where checks are asynchronous', () => {
  const at = USER + 0xab5n;
  const table = USER_TABLE;

  test('an access whose tag is another is made, and the result says so', () => {
    const m = sharedMemory(true);
    const [right, wrong] = [7, 6];
    expect(call(loadByte(hardware, 'user', 'async'), m, table, tagged(at, right))).toBe(0xc3);
    expect(call(loadByte(hardware, 'user', 'async'), m, table, tagged(at, wrong))).toBe(
      EL0_CHECK_FAILED | 0xc3,
    );
    expect(call(storeByte(hardware, 'user', 'async'), m, table, tagged(at, right), 0x11)).toBe(0);
    expect(call(storeByte(hardware, 'user', 'async'), m, table, tagged(at, wrong), 0x77)).toBe(
      EL0_CHECK_FAILED,
    );
    expect(m.detail).toBe('0xab, tag check failed');
    expect(m.page(DATA)[0xab5]).toBe(0x77);
  });

  test('a fault of translation is one all the same', () => {
    const m = machineWith({});
    expect(call(loadByte(hardware, 'user', 'async'), m, table, tagged(at, 3))).toBe(-FAULT_TRANSLATION);
  });
});

describe.each(owners)('an STG of a $stage whose address is not granule-aligned', ({ stage, table, base }) => {
  test.each([
    ['to Tagged memory', sharedMemory(true)],
    ['to memory that is not Tagged', sharedMemory(false)],
    ['to what is not mapped', machineWith({})],
  ])('%s takes an alignment fault and looks at no page table', (_, m) => {
    const before = contentOf(m);
    for (let low = 1n; low < 16n; low++)
      expect(call(stg(hardware, stage), m, table, tagged(base + 0xab0n + low, 3), 9)).toBe(-FAULT_ALIGNMENT);
    expect(m.detail).toBe('alignment fault');
    expect(contentOf(m)).toEqual(before);
    expect(noted(m)).toEqual([]);
  });
});

describe('faults of translation come before the tag check and change nothing', () => {
  const machine = (): Machine =>
    machineWith({
      user: [userEntry({ valid: false }), userEntry({ readOnly: true }), userEntry({ user: false })],
      guest: [0n, guestEntry(0, true, false), guestEntry(0, false, false)],
    });
  const unmapped = [FAULT_TRANSLATION, 'translation fault'] as const;
  const denied = [FAULT_PERMISSION, 'permission fault'] as const;
  const primitives = { ldg, stg, ldr: loadByte, str: storeByte };

  describe.each(owners)('of a $stage', ({ stage, table, base }) => {
    test.each([
      ['ldg', 0, unmapped],
      ['stg', 0, unmapped],
      ['ldr', 0, unmapped],
      ['str', 0, unmapped],
      ['stg', 1, denied],
      ['str', 1, denied],
      ['ldg', 2, denied],
      ['stg', 2, denied],
      ['ldr', 2, denied],
      ['str', 2, denied],
    ] as const)('%s in page %i', (name, page, [fault, words]) => {
      const m = machine();
      const before = contentOf(m);
      // The tag of the first granule of frame 0 is 0, so 1 would also fail the tag check.
      const pointer = tagged(base + 0x1000n * BigInt(page), (tagAt(m.page(0), 0) + 1) & 0xf);
      expect(call(primitives[name](hardware, stage), m, table, pointer, 0xff)).toBe(-fault);
      expect(m.detail).toBe(words);
      expect(contentOf(m)).toEqual(before);
    });
  });
});

describe(`recorded: ${oracle.origin}`, () => {
  const FAULTS: Readonly<Record<string, number>> = {
    '11/1': FAULT_TRANSLATION,
    '11/2': FAULT_PERMISSION,
    '11/9': FAULT_TAG_CHECK,
  };
  const PLAIN = userEntry({ frame: 1, tagged: false });
  /** Both pages of each mapping. */
  const MAPS: Readonly<Record<string, readonly [bigint, bigint]>> = {
    rw_mte: [userEntry({}), userEntry({ frame: 1 })],
    rw_mte_shared: [userEntry({}), userEntry({ frame: 1 })],
    mprot_mte: [userEntry({}), userEntry({ frame: 1 })],
    rw_plain: [userEntry({ tagged: false }), PLAIN],
    ro_mte: [userEntry({ readOnly: true }), userEntry({ readOnly: true, frame: 1 })],
    ro_plain: [
      userEntry({ readOnly: true, tagged: false }),
      userEntry({ readOnly: true, tagged: false, frame: 1 }),
    ],
    mte_then_plain: [userEntry({}), PLAIN],
    mte_then_ro: [userEntry({}), userEntry({ readOnly: true, frame: 1 })],
    unmapped: [0n, 0n],
  };
  const DOES = { ldg, stg, ldrb: loadByte, strb: storeByte };

  test.each(oracle.vectors)('$id $insn in $map', (vector) => {
    const base = BigInt(vector.base);
    const hw: Hardware = { ...hardware, userBase: base & ~0xffffn, userPages: 2 };
    const m = machineWith({ user: MAPS[vector.map] ?? [] });
    const first = Number(base - hw.userBase) >> 4;
    vector.tags.forEach((tag, i) => {
      setTag(m.ownPage((first + i) >> 8), (first + i) & 0xff, tag);
    });
    bytesOf(vector.data).forEach((byte, i) => {
      const at = 16 * first + i;
      m.ownPage(FRAMES + (at >> 12))[at & 0xfff] = byte;
    });

    const primitive = DOES[vector.does as keyof typeof DOES](hw, 'user');
    const given = call(primitive, m, USER_TABLE, BigInt(vector.pointer), vector.value ?? 0);

    expect(given).toBe(vector.fault === null ? (vector.result ?? 0) : -(FAULTS[vector.fault] ?? NaN));
    const tagsNow = vector.tags.map((_, i) => tagAt(m.page((first + i) >> 8), (first + i) & 0xff));
    expect(tagsNow).toEqual(vector.tagsAfter);
    const dataNow = bytesOf(vector.data).map((_, i) => {
      const at = 16 * first + i;
      return m.page(FRAMES + (at >> 12))[at & 0xfff] ?? -1;
    });
    expect(dataNow).toEqual(bytesOf(vector.dataAfter));
  });

  function bytesOf(hex: string | undefined): number[] {
    return (hex?.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  }
});
