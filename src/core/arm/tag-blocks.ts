/**
 * Blocks of tags, as LDGM and STGM move them: 4 << GMID_EL1.BS bytes of memory at a time, so a page takes 256 to 16 steps, none of
 * them atomic with another. A pointer to tags is its page number + 1. Source: Arm ARM C6 (LDGM, STGM), D17 (GMID_EL1).
 */
import { copyTags, GRANULES_A_PAGE, setTag, tagAt } from '../machine/state.ts';
import type { Call, Primitive } from '../machine/primitive.ts';

/** The page that a `tags_t *` argument points to, or -1 after refusing the call. */
export function tagsArgument(call: Call, argument: number): number {
  const page = call.low(argument) - 1;
  if (page >= 0 && page < call.machine.pageCount && call.machine.page(page).length === GRANULES_A_PAGE / 2)
    return page;
  call.refuse();
  return -1;
}

/** First granule of a block and the granule after its last, or null after refusing the call. */
export function blockArgument(
  call: Call,
  argument: number,
  blocks: number,
): { from: number; to: number } | null {
  const block = call.low(argument);
  if (block >= blocks) {
    call.refuse();
    return null;
  }
  const granules = GRANULES_A_PAGE / blocks;
  return { from: block * granules, to: (block + 1) * granules };
}

/** stgm_zero(t, block): STGM with all tags 0. */
export function stgmZero(blocks: number): Primitive {
  return (call) => {
    const page = tagsArgument(call, 0);
    const range = blockArgument(call, 1, blocks);
    if (page < 0 || range === null) return;
    call.machine.detail = String(call.low(1));
    zeroTags(call, page, range);
  };
}

/** Sets the tags of a range of granules to 0. */
export function zeroTags({ machine }: Call, page: number, { from, to }: { from: number; to: number }): void {
  machine.notePage('write', page, from, to, 'kernel');
  const tags = machine.ownPage(page);
  for (let granule = from; granule < to; granule++) setTag(tags, granule, 0);
}

/** stgm(t, block, from): STGM with the tags of the same block in another page of tags (a saved copy). */
export function stgm(blocks: number): Primitive {
  return (call) => {
    const page = tagsArgument(call, 0);
    const range = blockArgument(call, 1, blocks);
    const from = tagsArgument(call, 2);
    if (page < 0 || from < 0 || range === null) return;
    call.machine.detail = String(call.low(1));
    call.machine.notePage('read', from, range.from, range.to, 'kernel');
    call.machine.notePage('write', page, range.from, range.to, 'kernel');
    copyTags(call.machine.ownPage(page), call.machine.page(from), range.from, range.to);
  };
}

/** ldg(t, granule): one tag, as the kernel reads it through its linear map. */
export const kernelLdg: Primitive = (call) => {
  const page = tagsArgument(call, 0);
  const granule = call.low(1);
  if (page < 0) return;
  if (granule >= GRANULES_A_PAGE) {
    call.refuse();
    return;
  }
  call.machine.detail = `0x${granule.toString(16)}`;
  call.machine.notePage('read', page, granule, granule + 1, 'kernel');
  call.give(tagAt(call.machine.page(page), granule));
};

/** stg(t, granule, tag). */
export const kernelStg: Primitive = (call) => {
  const page = tagsArgument(call, 0);
  const granule = call.low(1);
  if (page < 0) return;
  if (granule >= GRANULES_A_PAGE) {
    call.refuse();
    return;
  }
  call.machine.detail = `0x${granule.toString(16)}`;
  call.machine.notePage('write', page, granule, granule + 1, 'kernel');
  setTag(call.machine.ownPage(page), granule, call.low(2) & 0xf);
};
