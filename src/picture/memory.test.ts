import { describe, expect, test } from 'vitest';
import { tagAt } from '../core/machine/state.ts';
import { granuleMark } from './granule.ts';
import { memoryPicture } from './memory.ts';
import type { LinkMark } from './memory.ts';
import { PlayedRun } from './played.ts';

/** v5.10, two processes and one swapped-out page: the flag is set before the tags are restored. */
const race = () => new PlayedRun('isolation', 'v5.10');
const FRAME = 1;

function written(links: readonly LinkMark[]): string[] {
  return links.map(({ from, to, holds }) => `${from} ${holds ? '→' : '⇢'} ${to}`);
}

describe('a page that is swapped out', () => {
  const picture = memoryPicture(race().at(), FRAME);

  test('has its swap entry in the PTE and its tags in the slot', () => {
    expect(picture.user[0]?.entry).toMatchObject({ kind: 'swap', offset: 7n });
    expect(picture.slots[0]).toMatchObject({ present: true, offset: 7n });
  });

  test('is linked to the slot, and to the page frame only by a dashed line', () => {
    expect(written(picture.links)).toEqual([
      'page-0 → entry-0',
      'entry-0 ⇢ frame',
      'entry-0 → slot-0',
      'page-1 → entry-1',
      'entry-1 ⇢ frame',
      'entry-1 → slot-0',
      'slot-0 ⇢ frame',
    ]);
  });

  test('has no granule with a virtual name', () => {
    expect(granuleMark(race().at(), FRAME, 0x8e).names).toEqual([]);
  });
});

describe('while CPU 0 restores a block of tags', () => {
  const run = race().untilLabel(0, 'stgm 8');
  const { frame, slots, links } = memoryPicture(run.at(), FRAME);

  test('the block is being written by it', () => {
    const range = { from: 0x80, to: 0x90 };
    expect(frame.moving).toEqual({ kind: 'write', of: 'tags', range, thread: 0, label: 'stgm 8' });
    expect(slots[0]?.moving).toMatchObject({ kind: 'read', range });
    expect(tagAt(frame.tags, 0x8e)).toBe(tagAt(slots[0]?.tags ?? new Uint8Array(128), 0x8e));
  });

  test('the slot is joined to the frame by a solid line of its colour', () => {
    expect(links.at(-1)).toMatchObject({ from: 'slot-0', to: 'frame', holds: true, thread: 0 });
  });

  test('the flag has been set already, not just now', () => {
    expect(frame.flags).toEqual([{ name: 'PG_mte_tagged', set: true, changed: false }]);
    expect(memoryPicture(run.at(1), FRAME).frame.flags[0]).toMatchObject({ set: true, changed: true });
  });
});

describe('a page that has just been mapped', () => {
  const run = race().untilLabel(0, 'stgm 8').untilLabel(1, 'write PTE');
  const { user, links } = memoryPicture(run.at(), FRAME);

  test('says what its PTE was, and who wrote it', () => {
    expect(user[1]).toMatchObject({
      frame: FRAME,
      was: 'swap 7',
      writer: 1,
      touched: { kind: 'write', thread: 1 },
    });
    expect(user[1]?.bits.map((bit) => bit.name)).toEqual(
      expect.arrayContaining(['valid', 'MT_NORMAL_TAGGED', 'user']),
    );
  });

  test('is joined to the frame by a solid line in the colour of the thread that mapped it', () => {
    expect(links.find((one) => one.from === 'entry-1' && one.to === 'frame')).toMatchObject({
      holds: true,
      thread: 1,
    });
  });
});

describe('a granule that its owner stored a tag to, and that is then restored over', () => {
  const run = race().untilLabel(0, 'stgm 7');
  run.until(1, ({ label }) => label.startsWith('STG 0x8e'));
  const stored = run.steps.length;
  run.untilLabel(0, 'stgm 8');

  test('has a name in the process that maps it, and one in physical memory', () => {
    expect(granuleMark(run.at(stored), FRAME, 0x8e)).toMatchObject({
      names: [{ space: 'Process B', address: '0x7f20_08e0' }],
      pfn: '0x41 + 0x8e0',
    });
  });

  test('has the tag that was stored, then another than its owner is owed', () => {
    expect(granuleMark(run.at(stored), FRAME, 0x8e)).toMatchObject({ tag: 6, owed: 6, note: 'stored' });
    const after = granuleMark(run.at(), FRAME, 0x8e);
    expect(after.owed).toBe(6);
    expect(after.tag).not.toBe(6);
  });

  test('tells who wrote it last, at the cursor', () => {
    expect(granuleMark(run.at(2), FRAME, 0x8e).writer).toBeNull();
    expect(granuleMark(run.at(stored), FRAME, 0x8e).writer).toMatchObject({ step: stored, thread: 1 });
    expect(granuleMark(run.at(), FRAME, 0x8e).writer).toMatchObject({
      step: stored + 1,
      thread: 0,
      label: 'stgm 8',
    });
  });
});

describe('a guest page', () => {
  const run = new PlayedRun('vcpu-fault', 'v6.4');

  test('is joined to the frame once its stage-2 entry is valid', () => {
    const toFrame = () =>
      memoryPicture(run.at(), FRAME).links.filter(({ from, to }) => from === 'entry-2' && to === 'frame');
    expect(memoryPicture(run.at(), FRAME).guest[0]?.entry.kind).toBe('none');
    expect(toFrame()).toMatchObject([{ holds: false, thread: null }]);
    run.untilLabel(0, 'write PTE');
    expect(toFrame()).toMatchObject([{ holds: true, thread: 0 }]);
  });
});

test('a bit that the last step cleared in a PTE is marked', () => {
  const run = new PlayedRun('shared-mprotect', 'v5.10').until(0, ({ label }) => label.startsWith('STG'));
  const changed = memoryPicture(run.at(), FRAME).user[0]?.bits.filter((bit) => bit.change !== null);
  expect(changed).toMatchObject([{ name: 'rdonly', change: 'cleared' }]);
});

describe('many pages and page frames', () => {
  const input = new PlayedRun('quiet-vm', 'v6.4').at();
  const beside = (frame: number) => {
    const { user, guest } = memoryPicture(input, frame);
    return [...user, ...guest].map((mark) => mark.mapping.name);
  };

  test('have beside a frame the pages that map it', () => {
    expect(beside(1)).toEqual(['VMM page', 'Guest page 0']);
    expect(beside(6)).toEqual(['VMM buffer']);
  });

  test('have beside it the guest page of a VMM page that maps it, mapped or not', () => {
    expect(beside(3)).toEqual(['VMM page', 'Guest page 2']);
  });

  test('have all other pages in a list', () => {
    expect(memoryPicture(input, 1).elsewhere).toHaveLength(input.scenario.picture.mappings.length - 2);
  });
});
