import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Machine } from '../machine/machine.ts';
import { copyTags, setTag, tagAt } from '../machine/state.ts';
import {
  ghostCopy,
  ghostCopyBlock,
  ghostFill,
  ghostFind,
  ghostFindDiffering,
  ghostGet,
  ghostNote,
  ghostOrBlock,
} from './ghosts.ts';
import {
  FRAMES,
  NOTES,
  SAVED,
  call,
  contentOf,
  machineWith,
  noted,
  pointerTo,
} from './hand-made.test-data.ts';

const TAGS = 0;
const granules = Array.from({ length: 256 }, (_, i) => i);
const page = fc.uint8Array({ minLength: 128, maxLength: 128 });
const nibble = fc.nat(15);

let m: Machine;
beforeEach(() => {
  m = machineWith({});
});
afterEach(() => {
  expect(noted(m), 'a ghost is no access of the step').toEqual([]);
  expect(m.detail).toBe('');
});

/** Pages that differ in a few granules, with some notes. */
const fewDiffer = fc
  .record({ a: page, notes: page, changes: fc.array(fc.tuple(fc.nat(255), nibble), { maxLength: 6 }) })
  .map(({ a, notes, changes }) => {
    const b = a.slice();
    for (const [granule, tag] of changes) setTag(b, granule, tag);
    return { a, b, notes };
  });

describe('looking for granules', () => {
  test('ghost_find_differing finds what a search of every granule finds', () => {
    fc.assert(
      fc.property(fewDiffer, nibble, nibble, ({ a, b, notes }, mask, want) => {
        m.ownPage(TAGS).set(a);
        m.ownPage(SAVED).set(b);
        m.ownPage(NOTES).set(notes);
        const first = granules.findIndex(
          (granule) => tagAt(a, granule) !== tagAt(b, granule) && (tagAt(notes, granule) & mask) === want,
        );
        const given = call(
          ghostFindDiffering, m, pointerTo(TAGS), pointerTo(SAVED), pointerTo(NOTES), mask, want,
        ); // prettier-ignore
        expect(given).toBe(1 + first);
      }),
    );
  });

  test('a page does not differ from itself', () => {
    expect(call(ghostFindDiffering, m, pointerTo(TAGS), pointerTo(TAGS), pointerTo(NOTES), 0, 0)).toBe(0);
  });

  test('ghost_find finds the first note that is as wanted', () => {
    fc.assert(
      fc.property(page, nibble, nibble, (notes, mask, want) => {
        m.ownPage(NOTES).set(notes);
        const first = granules.findIndex((granule) => (tagAt(notes, granule) & mask) === want);
        expect(call(ghostFind, m, pointerTo(NOTES), mask, want)).toBe(1 + first);
      }),
    );
  });

  test('ghost_get gives the note of a granule', () => {
    for (const granule of granules)
      expect(call(ghostGet, m, pointerTo(NOTES), granule)).toBe(tagAt(m.page(NOTES), granule));
    expect(call(ghostGet, m, pointerTo(NOTES), 256)).toBe(0);
  });
});

describe('taking notes', () => {
  test('ghost_fill writes one note everywhere', () => {
    call(ghostFill, m, pointerTo(NOTES), 0xfb);
    expect(granules.every((granule) => tagAt(m.page(NOTES), granule) === 0xb)).toBe(true);
  });

  test('ghost_copy copies all, ghost_copy_block one block', () => {
    const saved = m.page(SAVED).slice();
    const expected = m.page(NOTES).slice();
    copyTags(expected, saved, 32, 48);
    call(ghostCopyBlock(16), m, pointerTo(NOTES), 2, pointerTo(SAVED));
    expect(m.page(NOTES)).toEqual(expected);
    call(ghostCopy, m, pointerTo(NOTES), pointerTo(SAVED));
    expect(m.page(NOTES)).toEqual(saved);
    expect(m.page(SAVED)).toEqual(saved);
  });

  test('a copy does not follow later notes', () => {
    call(ghostCopy, m, pointerTo(NOTES), pointerTo(SAVED));
    const copied = m.page(NOTES).slice();
    call(ghostFill, m, pointerTo(SAVED), 3);
    expect(m.page(NOTES)).toEqual(copied);
  });

  test('ghost_or_block adds bits to one block', () => {
    fc.assert(
      fc.property(page, fc.constantFrom(16, 4, 1), fc.nat(15), fc.nat(255), (notes, count, any, bits) => {
        m.ownPage(NOTES).set(notes);
        const block = any % count;
        call(ghostOrBlock(count), m, pointerTo(NOTES), block, bits);
        for (const granule of granules) {
          const added = Math.floor((granule * count) / 256) === block ? bits & 0xf : 0;
          expect(tagAt(m.page(NOTES), granule)).toBe(tagAt(notes, granule) | added);
        }
      }),
    );
  });

  test('ghost_or adds bits to one note, ghost_set replaces it', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.boolean(), (granule, bits, keep) => {
        const expected = m.page(NOTES).slice();
        setTag(expected, granule, (keep ? tagAt(expected, granule) : 0) | bits);
        call(ghostNote(keep), m, pointerTo(NOTES), granule, bits);
        expect(m.page(NOTES)).toEqual(expected);
      }),
    );
  });
});

test('ghosts refuse what is no page of notes, and write nothing', () => {
  const before = contentOf(m);
  const good = pointerTo(NOTES);
  for (const bad of [0, pointerTo(FRAMES), pointerTo(NOTES + 1)]) {
    expect(call(ghostFill, m, bad, 1)).toBe('refused');
    expect(call(ghostCopy, m, bad, good)).toBe('refused');
    expect(call(ghostCopy, m, good, bad)).toBe('refused');
    expect(call(ghostCopyBlock(16), m, bad, 0, good)).toBe('refused');
    expect(call(ghostCopyBlock(16), m, good, 0, bad)).toBe('refused');
    expect(call(ghostOrBlock(16), m, bad, 0, 1)).toBe('refused');
    expect(call(ghostNote(true), m, bad, 0, 1)).toBe('refused');
    expect(call(ghostFind, m, bad, 0, 0)).toBe('refused');
    expect(call(ghostGet, m, bad, 0)).toBe('refused');
  }
  expect(call(ghostCopyBlock(16), m, good, 16, good)).toBe('refused');
  expect(call(ghostOrBlock(16), m, good, 16, 1)).toBe('refused');
  expect(contentOf(m)).toEqual(before);
});
