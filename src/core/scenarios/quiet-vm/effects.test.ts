import { beforeAll, describe, expect, test } from 'vitest';
import {
  BUFFER,
  copyTags,
  END,
  HOLE,
  tagsToSend,
  TO_GUEST,
  UNTAGGED,
  UNTOUCHED,
} from './copy-tags-calls.test-data.ts';
import { EFAULT, type Call } from './copy-tags-oracle.test-data.ts';
import { callMaker, type Outcome } from './vmm-calls.test-data.ts';
import { COPYING, LOCKED, POSTED, type Page } from './vmm-memory.test-data.ts';

const ZEROS = Array.from({ length: 256 }, () => 0);

/** What the buffer holds from its start, or from an address in it. */
function buffer(pages: readonly Page[], count: number, from: bigint = BUFFER): number[] {
  const at = Number(from - BUFFER);
  return Array.from(pages[6]?.bytes.slice(at, at + count) ?? []);
}
function tags(pages: readonly Page[], index: number): readonly number[] {
  return pages[index]?.tags ?? [];
}
/** The low halves of the bytes that tagsToSend() lays out, `count` of them. */
function sent(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i % 16);
}

describe.each(COPYING)('%s', (release) => {
  const posted = POSTED.includes(release);
  const locked = LOCKED.includes(release);
  let make: (...calls: readonly Call[]) => Outcome[];
  let before: Page[];
  const after = (...calls: readonly Call[]): Page[] =>
    make(...calls)
      .at(-1)
      ?.pages() ?? [];

  beforeAll(() => {
    make = callMaker(release);
    // Nothing is done: length 0.
    before = after(copyTags({ length: 0n }));
  });

  test('the guest has tagged two pages, and only their tags count as valid', () => {
    expect(before.map(({ valid }) => valid)).toEqual([true, true, false, false, false, false, false]);
    for (const page of before) expect(new Set(page.tags).size).toBeGreaterThan(8);
  });

  test('the tags of two pages arrive one a byte, and stay what they are', () => {
    const pages = after(copyTags({ length: 0x2000n }));
    expect(buffer(pages, 512)).toEqual([...tags(before, 0), ...tags(before, 1)]);
    expect(pages.slice(0, 5)).toEqual(before.slice(0, 5));
  });

  test(`of a page without valid tags the VMM gets ${posted ? "the former owner's tags" : 'zeros'}`, () => {
    const pages = after(tagsFilled(), copyTags({ guest_ipa: UNTAGGED }));
    expect(buffer(pages, 256)).toEqual(posted ? tags(before, 2) : ZEROS);
    expect(pages[2]).toEqual(before[2]);
  });

  test('of a page that nobody touched the VMM gets zeros, and it becomes the zero page', () => {
    const pages = after(tagsFilled(), copyTags({ guest_ipa: UNTOUCHED }));
    expect(buffer(pages, 256)).toEqual(ZEROS);
    expect(pages[3]?.backing).toBe('zero');
  });

  test('tags go into a page by the low half of each byte, and into no other page', () => {
    const pages = after(copyTags({ flags: TO_GUEST }, { stores: [tagsToSend()] }));
    expect(tags(pages, 0)).toEqual(sent(256));
    expect(pages.slice(1, 5)).toEqual(before.slice(1, 5));
  });

  test(`a page that was given tags ${posted ? 'is not marked, so its next user clears them' : 'is marked'}`, () => {
    const pages = after(
      copyTags({ guest_ipa: UNTAGGED, length: 0x2000n, flags: TO_GUEST }, { stores: [tagsToSend()] }),
    );
    for (const index of [2, 3]) expect(tags(pages, index)).toEqual(sent(256));
    expect([pages[2]?.valid, pages[3]?.valid]).toEqual([!posted, !posted]);
  });

  test('tags that were sent come back', () => {
    const pages = after(
      copyTags({ guest_ipa: UNTAGGED, flags: TO_GUEST }, { stores: [tagsToSend()] }),
      tagsFilled(),
      copyTags({ guest_ipa: UNTAGGED }),
    );
    expect(buffer(pages, 256)).toEqual(sent(256));
  });

  test(`a buffer that ends within the page ${locked ? 'leaves zeros in all of it' : 'leaves it half changed'}`, () => {
    const from = END - 0x80n;
    const [outcome] = make(copyTags({ addr: from, flags: TO_GUEST }, { stores: [tagsToSend(from)] }));
    expect(outcome?.ret).toBe(EFAULT);
    const pages = outcome?.pages() ?? [];
    expect(tags(pages, 0)).toEqual(locked ? ZEROS : [...sent(128), ...tags(before, 0).slice(128)]);
    expect(pages[0]?.valid).toBe(true);
  });

  test(`such a page without valid tags ${locked ? 'is marked all the same' : 'stays without'}`, () => {
    const from = END - 0x80n;
    const pages = after(copyTags({ guest_ipa: UNTAGGED, addr: from, flags: TO_GUEST }));
    expect(pages[2]?.valid).toBe(locked);
    if (!locked) expect(tags(pages, 2)).toEqual([...ZEROS.slice(128), ...tags(before, 2).slice(128)]);
  });

  test('a buffer without a single byte behind it counts as one that ends within the page', () => {
    const pages = after(copyTags({ addr: END, flags: TO_GUEST }));
    expect(tags(pages, 0)).toEqual(locked ? ZEROS : tags(before, 0));
  });

  test('a buffer that ends in the second page has the tags up to there, though they are not counted', () => {
    const from = END - 0x180n;
    const pages = after(copyTags({ addr: from, length: 0x2000n }));
    expect(buffer(pages, 0x180, from)).toEqual([...tags(before, 0), ...tags(before, 1).slice(0, 0x80)]);
  });

  test('the error behind a short count shows when the call is made again from there', () => {
    const answers = make(
      copyTags({ guest_ipa: UNTOUCHED, length: 0x2000n }),
      copyTags({ guest_ipa: HOLE, length: 0x1000n }),
    ).map(({ ret }) => ret);
    expect(answers).toEqual([posted ? EFAULT : 0x1000n, EFAULT]);
  });

  test('what is refused changes nothing', () => {
    const refused = { length: 0x800n, flags: TO_GUEST };
    expect(after(copyTags(refused)).slice(0, 5)).toEqual(before.slice(0, 5));
  });
});

/** A call that does nothing, behind which the buffer is full of 0xff. */
function tagsFilled(): Call {
  const bytes = Array.from({ length: 0x1000 }, () => 0xff);
  return copyTags({ length: 0n }, { stores: [{ address: BUFFER, bytes }] });
}
