/**
 * Blocks of a page's data, as the kernel zeroes them. Hardware zeroes 4 << DCZID_EL0.BS bytes at a time; here a page takes as many steps as
 * for its tags. A pointer to data is its page number + 1. Source: Arm ARM C5 (DC ZVA, DC GZVA), D17 (DCZID_EL0).
 */
import { GRANULES_A_PAGE } from '../machine/state.ts';
import type { Call, Primitive } from '../machine/primitive.ts';
import { blockArgument, tagsArgument, zeroTags } from './tag-blocks.ts';

const BYTES_A_PAGE = 4096;
const BYTES_A_GRANULE = BYTES_A_PAGE / GRANULES_A_PAGE;

/** The page that a `data_t *` argument points to, or -1 after refusing the call. */
function dataArgument(call: Call, argument: number): number {
  const page = call.low(argument) - 1;
  if (page >= 0 && page < call.machine.pageCount && call.machine.page(page).length === BYTES_A_PAGE)
    return page;
  call.refuse();
  return -1;
}

function zeroData({ machine }: Call, page: number, granules: { from: number; to: number }): void {
  const from = granules.from * BYTES_A_GRANULE;
  const to = granules.to * BYTES_A_GRANULE;
  machine.notePage('write', page, from, to, 'kernel');
  machine.ownPage(page).fill(0, from, to);
}

/** copy_page(to, from): the data of a page. No step: nothing that is modelled races with the copy of data. */
export const copyPage: Primitive = (call) => {
  const [to, from] = [dataArgument(call, 0), dataArgument(call, 1)];
  if (to < 0 || from < 0) return;
  call.machine.noteUnseenPage('read', from, 0, BYTES_A_PAGE);
  call.machine.noteUnseenPage('write', to, 0, BYTES_A_PAGE);
  call.machine.ownPage(to).set(call.machine.page(from));
};

/** dc_zva(d, block): a block of data to 0; its tags stay. */
export function dcZva(blocks: number): Primitive {
  return (call) => {
    const data = dataArgument(call, 0);
    const granules = blockArgument(call, 1, blocks);
    if (data < 0 || granules === null) return;
    call.machine.detail = String(call.low(1));
    zeroData(call, data, granules);
  };
}

/** dc_gzva(d, block, t): a block of data to 0, and its tags with it. */
export function dcGzva(blocks: number): Primitive {
  return (call) => {
    const data = dataArgument(call, 0);
    const granules = blockArgument(call, 1, blocks);
    const tags = tagsArgument(call, 2);
    if (data < 0 || granules === null || tags < 0) return;
    call.machine.detail = String(call.low(1));
    zeroData(call, data, granules);
    zeroTags(call, tags, granules);
  };
}
