/** Every primitive of the modelled hardware: its name and types as model C sees them, and what it does. One table. */
import type { Primitive } from '../machine/primitive.ts';
import { ldg, loadByte, stg, storeByte } from './access.ts';
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
import { copyPage, dcGzva, dcZva } from './data-blocks.ts';
import { guestException, guestImage, guestReset, guestStep } from './guest/step.ts';
import type { Hardware } from './hardware.ts';
import { kernelLdg, kernelStg, stgm, stgmZero } from './tag-blocks.ts';
import { copyFromUser, getUser, getUserTags, putUser, putUserTags } from './uaccess.ts';

interface Row {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly result: string;
  readonly ghost: boolean;
  readonly access: 'tags' | 'user' | 'none';
  readonly make: (hw: Hardware) => Primitive;
}

function step(
  name: string,
  parameters: readonly string[],
  result: string,
  access: 'tags' | 'user' | 'none',
  make: (hw: Hardware) => Primitive,
): Row {
  return { name, parameters, result, ghost: false, access, make };
}
function ghost(
  name: string,
  parameters: readonly string[],
  result: string,
  make: (hw: Hardware) => Primitive,
): Row {
  return { name, parameters, result, ghost: true, access: 'none', make };
}

const TAGS = 'tags_t *';
const DATA = 'data_t *';
const PTE = 'pte_t *';

/** In the order in which compiled code numbers them. */
export const HARDWARE_PRIMITIVES: readonly Row[] = [
  step('stgm_zero', [TAGS, 'u32'], 'void', 'tags', (hw) => stgmZero(hw.tagBlocks)),
  step('stgm', [TAGS, 'u32', TAGS], 'void', 'tags', (hw) => stgm(hw.tagBlocks)),
  step('dc_zva', [DATA, 'u32'], 'void', 'tags', (hw) => dcZva(hw.tagBlocks)),
  step('dc_gzva', [DATA, 'u32', TAGS], 'void', 'tags', (hw) => dcGzva(hw.tagBlocks)),
  step('copy_page', [DATA, DATA], 'void', 'none', () => copyPage),
  step('ldg', [TAGS, 'u32'], 'u8', 'tags', () => kernelLdg),
  step('stg', [TAGS, 'u32', 'u8'], 'void', 'tags', () => kernelStg),
  step('el0_ldg', [PTE, 'u64'], 's32', 'user', (hw) => ldg(hw, 'user')),
  step('el0_stg', [PTE, 'u64', 'u8'], 's32', 'user', (hw) => stg(hw, 'user')),
  step('el0_ldr', [PTE, 'u64'], 's32', 'user', (hw) => loadByte(hw, 'user')),
  step('el0_str', [PTE, 'u64', 'u8'], 's32', 'user', (hw) => storeByte(hw, 'user')),
  step('el0_ldr_async', [PTE, 'u64'], 's32', 'user', (hw) => loadByte(hw, 'user', 'async')),
  step('el0_str_async', [PTE, 'u64', 'u8'], 's32', 'user', (hw) => storeByte(hw, 'user', 'async')),
  step('guest_ldg', [PTE, 'u64'], 's32', 'user', (hw) => ldg(hw, 'guest')),
  step('guest_stg', [PTE, 'u64', 'u8'], 's32', 'user', (hw) => stg(hw, 'guest')),
  step('guest_ldr', [PTE, 'u64'], 's32', 'user', (hw) => loadByte(hw, 'guest')),
  step('guest_str', [PTE, 'u64', 'u8'], 's32', 'user', (hw) => storeByte(hw, 'guest')),
  step('get_user', [PTE, 'u64'], 's32', 'user', getUser),
  step('put_user', [PTE, 'u64', 'u8'], 's32', 'user', putUser),
  step('copy_from_user', ['u64 *', PTE, 'u64', 'u32'], 'u32', 'user', copyFromUser),
  step('get_user_tags', [PTE, 'u64', TAGS, 'u32', 'u32'], 'u32', 'user', getUserTags),
  step('put_user_tags', [PTE, 'u64', TAGS, 'u32', 'u32'], 'u32', 'user', putUserTags),
  step('guest_image', [PTE, 'u64'], 'void', 'user', guestImage),
  step('guest_reset', ['u32 *', 'u64'], 'void', 'none', guestReset),
  step('guest_exception', ['u32 *', 'u32', 'u64'], 'void', 'none', guestException),
  step('guest_a64', [PTE, 'u32 *', 'u64 *', 'u64', 'u64 *'], 'u32', 'user', guestStep),
  ghost('ghost_fill', [TAGS, 'u32'], 'void', () => ghostFill),
  ghost('ghost_copy', [TAGS, TAGS], 'void', () => ghostCopy),
  ghost('ghost_copy_block', [TAGS, 'u32', TAGS], 'void', (hw) => ghostCopyBlock(hw.tagBlocks)),
  ghost('ghost_or_block', [TAGS, 'u32', 'u32'], 'void', (hw) => ghostOrBlock(hw.tagBlocks)),
  ghost('ghost_or', [TAGS, 'u32', 'u32'], 'void', () => ghostNote(true)),
  ghost('ghost_set', [TAGS, 'u32', 'u32'], 'void', () => ghostNote(false)),
  ghost('ghost_get', [TAGS, 'u32'], 'u8', () => ghostGet),
  ghost('ghost_find_differing', [TAGS, TAGS, TAGS, 'u32', 'u32'], 'u32', () => ghostFindDiffering),
  ghost('ghost_find', [TAGS, 'u32', 'u32'], 'u32', () => ghostFind),
];
