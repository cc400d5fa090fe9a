/** Ghost helpers: `tags_t` used as 256 small notes, for properties that must remember. They are no step and touch nothing real. */
import type { Call, Primitive } from '../machine/primitive.ts';
import { copyTags, GRANULES_A_PAGE, setTag, tagAt } from '../machine/state.ts';
import { blockArgument, tagsArgument } from './tag-blocks.ts';

function looked(call: Call, page: number, from = 0, to = GRANULES_A_PAGE): void {
  call.machine.noteUnseenPage('read', page, from, to);
}
function wrote(call: Call, page: number, from = 0, to = GRANULES_A_PAGE): void {
  call.machine.noteUnseenPage('write', page, from, to);
}

/** ghost_fill(t, value). */
export const ghostFill: Primitive = (call) => {
  const page = tagsArgument(call, 0);
  const value = call.low(1) & 0xf;
  if (page < 0) return;
  wrote(call, page);
  call.machine.ownPage(page).fill(value | (value << 4));
};

/** ghost_copy(t, from). */
export const ghostCopy: Primitive = (call) => {
  const [page, from] = [tagsArgument(call, 0), tagsArgument(call, 1)];
  if (page < 0 || from < 0) return;
  looked(call, from);
  wrote(call, page);
  call.machine.ownPage(page).set(call.machine.page(from));
};

/** ghost_copy_block(t, block, from). */
export function ghostCopyBlock(blocks: number): Primitive {
  return (call) => {
    const [page, from] = [tagsArgument(call, 0), tagsArgument(call, 2)];
    const range = blockArgument(call, 1, blocks);
    if (page < 0 || from < 0 || range === null) return;
    looked(call, from, range.from, range.to);
    wrote(call, page, range.from, range.to);
    copyTags(call.machine.ownPage(page), call.machine.page(from), range.from, range.to);
  };
}

/** ghost_or_block(t, block, bits). */
export function ghostOrBlock(blocks: number): Primitive {
  return (call) => {
    const page = tagsArgument(call, 0);
    const range = blockArgument(call, 1, blocks);
    if (page < 0 || range === null) return;
    looked(call, page, range.from, range.to);
    wrote(call, page, range.from, range.to);
    const notes = call.machine.ownPage(page);
    for (let granule = range.from; granule < range.to; granule++)
      setTag(notes, granule, tagAt(notes, granule) | call.low(2));
  };
}

/** ghost_or(t, granule, bits) and ghost_set(t, granule, value). */
export function ghostNote(keep: boolean): Primitive {
  return (call) => {
    const page = tagsArgument(call, 0);
    const granule = call.low(1);
    if (page < 0 || granule >= GRANULES_A_PAGE) return;
    if (keep) looked(call, page, granule, granule + 1);
    wrote(call, page, granule, granule + 1);
    const notes = call.machine.ownPage(page);
    setTag(notes, granule, (keep ? tagAt(notes, granule) : 0) | (call.low(2) & 0xf));
  };
}

/** ghost_find_differing(a, b, notes, mask, want): 1 + the first granule where a and b differ and (notes & mask) == want; 0 if none. */
export const ghostFindDiffering: Primitive = (call) => {
  const pages = [0, 1, 2].map((i) => tagsArgument(call, i));
  const [a, b, notes] = pages.map((page) => call.machine.page(page));
  for (const page of pages) if (page >= 0) looked(call, page);
  if (a === undefined || b === undefined || notes === undefined || a === b) return;
  const [mask, want] = [call.low(3), call.low(4)];
  // Two granules a byte, the even one in the low half. Every step of a run comes by here, for every frame.
  for (let byte = 0; byte < GRANULES_A_PAGE / 2; byte++) {
    const differs = (a[byte] ?? 0) ^ (b[byte] ?? 0);
    if (differs === 0) continue;
    const note = notes[byte] ?? 0;
    const even = (differs & 0xf) !== 0 && (note & 0xf & mask) === want;
    if (even || ((differs & 0xf0) !== 0 && ((note >> 4) & mask) === want)) {
      call.give(1 + 2 * byte + (even ? 0 : 1));
      return;
    }
  }
};

/** ghost_find(notes, mask, want): 1 + the first granule where (notes & mask) == want; 0 if none. */
export const ghostFind: Primitive = (call) => {
  const page = tagsArgument(call, 0);
  if (page < 0) return;
  looked(call, page);
  const [mask, want] = [call.low(1), call.low(2)];
  for (let granule = 0; granule < GRANULES_A_PAGE; granule++) {
    if ((tagAt(call.machine.page(page), granule) & mask) === want) {
      call.give(1 + granule);
      return;
    }
  }
};

/** ghost_get(t, granule): the tag or note of a granule, looked at by a ghost: no access of the step. */
export const ghostGet: Primitive = (call) => {
  const page = tagsArgument(call, 0);
  const granule = call.low(1);
  if (page < 0 || granule >= GRANULES_A_PAGE) return;
  looked(call, page, granule, granule + 1);
  call.give(tagAt(call.machine.page(page), granule));
};
