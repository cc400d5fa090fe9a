/**
 * The primitives of the hardware, written once more, by hand, in Promela: from docs/model-c.md and the Arm ARM, not from core/arm. That the
 * two agree is what running Spin shows.
 *
 * Arguments are pairs of ints, low word first. `h_flt` is set to 8 where an argument makes no sense; `h_res` is the result.
 */
import type { Program } from '../lang/program.ts';
import { wordsOf } from '../lang/types.ts';
import { loadAt, type Memory } from './promela-memory.ts';

/** How many arguments each takes. What is missing cannot be exported. */
export const EXPORTED_PRIMITIVES: ReadonlyMap<string, number> = new Map([
  ['stgm_zero', 2],
  ['stgm', 3],
  ['dc_zva', 2],
  ['dc_gzva', 3],
  ['ldg', 2],
  ['stg', 3],
  ...['el0', 'guest'].flatMap((who): [string, number][] => [
    [`${who}_ldg`, 2],
    [`${who}_stg`, 3],
    [`${who}_ldr`, 2],
    [`${who}_str`, 3],
  ]),
  ['el0_ldr_async', 2],
  ['el0_str_async', 3],
  ['get_user', 2],
  ['put_user', 3],
  ['copy_from_user', 4],
  ['get_user_tags', 5],
  ['put_user_tags', 5],
  ['ghost_fill', 2],
  ['ghost_copy', 2],
  ['ghost_copy_block', 3],
  ['ghost_or_block', 3],
  ['ghost_or', 3],
  ['ghost_set', 3],
  ['ghost_get', 2],
  ['ghost_find_differing', 5],
  ['ghost_find', 3],
]);

/** Tags in an int. */
const TAGS_A_WORD = 8;
const WORDS_A_PAGE = 256 / TAGS_A_WORD;

/** The inlines' text, for a machine of so many tag blocks a page; or why there is none. */
export function primitiveInlines(program: Program, memory: Memory): string {
  const constant = (name: string): number => Number(program.constants.get(name) ?? 0n);
  const blocks = constant('TAG_BLOCKS');
  const perBlock = WORDS_A_PAGE / blocks;
  const tags = program.globals.get('frame_tags')?.address ?? 0;
  const frameData = program.globals.get('frame_data')?.address ?? 0;
  const data = memory.pageAt[frameData] ?? 0;
  return `
/* Puts h_w there. (An argument of an inline may not have brackets within brackets, so values do not come as one.) */
inline put(a) {
  h_dirty = 1;
  if :: h_ix(a) -> mem[h_ix(a) - 1] = h_w :: else -> assert(h_km(a) == h_w) fi
}
/* Unsigned: less, and shifted right. */
#define LTU(a, b) (((a) + (1 << 31)) < ((b) + (1 << 31)))
#define LSR(a, n) (((a) >> (n)) & ~(((0 - 1) << (31 - (n))) << 1))
#define LD(a) ${loadAt('a')}
#define TAG(base, g) ((LD((base) + ((g) >> 3)) >> (((g) & 7) << 2)) & 15)
#define IS_TAGS(t) ((t) > 0 && (t) <= ${memory.pageAt.length} && h_tp[(t) - 1] > 0)
inline set_tag(base, g, v) {
  h_a = (base) + ((g) >> 3);
  h_s = ((g) & 7) << 2;
  h_w = (LD(h_a) & ~(15 << h_s)) | (((v) & 15) << h_s);
  put(h_a)
}
/* Where the tags of a page argument begin, and of a block of it. */
inline page_of(t, to) { if :: IS_TAGS(t) -> to = h_tp[(t) - 1] :: else -> h_flt = 8; to = 0 fi }
inline block_of(b) { if :: (b) >= 0 && (b) < ${blocks} -> h_i = (b) * ${perBlock} :: else -> h_flt = 8 fi }

inline stgm_zero(t, t1, b, b1) {
  page_of(t, h_to); block_of(b);
  if :: h_flt -> skip :: else -> h_n = h_i + ${perBlock};
    do :: h_i < h_n -> h_w = 0; put(h_to + h_i); h_i++ :: else -> break od
  fi
}
inline stgm(t, t1, b, b1, f, f1) {
  page_of(t, h_to); page_of(f, h_from); block_of(b);
  if :: h_flt -> skip :: else -> h_n = h_i + ${perBlock};
    do :: h_i < h_n -> h_w = LD(h_from + h_i); put(h_to + h_i); h_i++ :: else -> break od
  fi
}
/* Data of a block: where it begins in a page of data, which has 16 bytes for every granule. */
#define IS_DATA(t) ((t) > ${frameData} && (t) <= ${frameData} + ${constant('NR_FRAMES')})
inline dc_zva(d, d1, b, b1) {
  block_of(b);
  if
  :: h_flt || !IS_DATA(d) -> h_flt = 8
  :: else -> h_to = ${data} + ((d) - 1 - ${frameData}) * 1024 + (b) * ${1024 / blocks}; h_i = 0;
    do :: h_i < ${1024 / blocks} -> h_w = 0; put(h_to + h_i); h_i++ :: else -> break od
  fi
}
inline dc_gzva(d, d1, b, b1, t, t1) {
  dc_zva(d, d1, b, b1);
  if :: h_flt -> skip :: else -> stgm_zero(t, t1, b, b1) fi
}
inline ldg(t, t1, g, g1) {
  page_of(t, h_from);
  if :: h_flt -> skip
  :: else -> if :: (g) < 0 || (g) > 255 -> h_flt = 8 :: else -> h_res = TAG(h_from, g) fi
  fi
}
inline stg(t, t1, g, g1, v, v1) {
  page_of(t, h_to);
  if :: h_flt -> skip
  :: else -> if :: (g) < 0 || (g) > 255 -> h_flt = 8 :: else -> set_tag(h_to, g, v) fi
  fi
}

/* Page tables: descriptor of the page, then where the access goes: frame, tagged, offset; or why not, in h_wf. */
inline descriptor(table, lo, hi, base, pages) {
  h_wo = (lo) & 4095;
  h_wf = 0;
  if :: ((hi) & 16777215) == 0 && !LTU(lo, base) && LTU(LSR((lo) - (base), 12), pages) ->
    h_wa = (table) + 2 * LSR((lo) - (base), 12);
    h_wl = LD(h_wa);
    h_wh = LD(h_wa + 1);
    h_wr = (((h_wh & 65535) << 20) | LSR(h_wl, 12)) - ${constant('PFN_BASE')};
    if :: (h_wl & 1) == 0 || h_wr < 0 || h_wr >= ${constant('NR_FRAMES')} -> h_wf = 1 :: else fi
  :: else -> h_wf = 1; h_wl = 0; h_wh = 0
  fi
}
/* Stage 1 of a process: bit 6 user may access, bit 7 read-only, bit 51 the hardware may make it writable. */
inline user_walk(table, lo, hi, write) {
  descriptor(table, lo, hi, ${constant('USER_BASE')}, ${constant('NR_PTES')});
  if :: write && (h_wl & 193) == 193 && (h_wh & 524288) -> h_wl = h_wl & ~128; h_w = h_wl; put(h_wa) :: else fi;
  if :: h_wf == 0 && ((h_wl & 64) == 0 || (write && (h_wl & 128))) -> h_wf = 2 :: else fi;
  h_wt = ((h_wl >> 2) & 7) == 1
}
/* Stage 2 of a VM: bit 6 readable, bit 7 writable; tagged if it is Normal memory (bits 5:2) and the VM has MTE. */
inline guest_walk(table, lo, hi, write) {
  descriptor(table, lo, hi, ${constant('IPA_BASE')}, ${constant('NR_S2_PTES')});
  if :: h_wf == 0 && (h_wl & (write -> 128 : 64)) == 0 -> h_wf = 2 :: else fi;
  h_wk = table;
  h_wt = ((h_wl & 60) == 60) && ${guestHasTags(program)}
}
#define FRAME_TAGS (h_tp[${tags} + h_wr])
#define DATA_WORD (${data} + h_wr * 1024 + (h_wo >> 2))
#define DATA_SHIFT ((h_wo & 3) << 3)
inline load_byte() {
  if :: h_wf -> h_res = 0 - h_wf :: else -> h_res = (LD(DATA_WORD) >> DATA_SHIFT) & 255 fi
}
inline store_byte(v) {
  if :: h_wf -> h_res = 0 - h_wf
  :: else -> h_a = DATA_WORD; h_s = DATA_SHIFT;
    h_w = (LD(h_a) & ~(255 << h_s)) | (((v) & 255) << h_s);
    put(h_a)
  fi
}
/* Tagged memory is accessed only by pointers whose bits 59:56 are its tag. */
inline check_tag(hi) {
  if :: h_wf == 0 && h_wt ->
    if :: TAG(FRAME_TAGS, h_wo >> 4) != (((hi) >> 24) & 15) -> h_wf = 3 :: else fi
  :: else fi
}
inline load_tag() {
  if :: h_wf -> h_res = 0 - h_wf
  :: else -> if :: h_wt -> h_res = TAG(FRAME_TAGS, h_wo >> 4) :: else -> h_res = 0 fi
  fi
}
inline store_tag(v) {
  if :: h_wf -> h_res = 0 - h_wf
  :: else -> if :: h_wt -> h_to = FRAME_TAGS; set_tag(h_to, h_wo >> 4, v) :: else fi
  fi
}
${['el0', 'guest'].map((who) => accesses(who, who === 'el0' ? 'user' : 'guest')).join('\n')}
/* Where checks are asynchronous: the access is made, and 256 in its result says that the check failed. */
inline check_tag_async(hi) {
  h_w = 0;
  if :: h_wf == 0 && h_wt -> if :: TAG(FRAME_TAGS, h_wo >> 4) != (((hi) >> 24) & 15) -> h_w = 256 :: else fi
  :: else fi
}
inline el0_ldr_async(table, t1, lo, hi) {
  user_walk(table, lo, hi, 0); check_tag_async(hi); load_byte();
  if :: h_wf == 0 -> h_res = h_res | h_w :: else fi
}
inline el0_str_async(table, t1, lo, hi, v, v1) {
  user_walk(table, lo, hi, 1); check_tag_async(hi);
  if :: h_wf == 0 -> h_res = h_w :: else fi;
  store_byte(v)
}
inline get_user(table, t1, lo, hi) { user_walk(table, lo, hi, 0); load_byte() }
inline put_user(table, t1, lo, hi, v, v1) { user_walk(table, lo, hi, 1); store_byte(v) }
/* Eight bytes at a time, of which the one that faults ends it: low word in h_v, high word in h_to. */
inline copy_from_user(to, to1, table, t1, lo, hi, n, n1) {
  h_n = 0;
  do
  :: h_n >= (n) || h_res -> break
  :: else ->
    h_i = 0; h_v = 0; h_to = 0;
    do
    :: h_i == 8 || h_res -> break
    :: else ->
      h_from = (lo) + h_n + h_i;
      user_walk(table, h_from, hi, 0);
      if
      :: h_wf -> h_res = (n) - h_n
      :: else ->
        h_a = (LD(DATA_WORD) >> DATA_SHIFT) & 255;
        if :: h_i < 4 -> h_v = h_v | (h_a << (h_i * 8)) :: else -> h_to = h_to | (h_a << ((h_i - 4) * 8)) fi;
        h_i++
      fi
    od;
    if
    :: h_res -> skip
    :: else -> h_a = (to) + (h_n >> 2); h_w = h_v; put(h_a); h_w = h_to; put(h_a + 1); h_n = h_n + 8
    fi
  od
}
/* How many tags of n lie in the page of an address and in a page of tags: in h_n. */
inline group_of(lo, g, n) {
  h_n = (n);
  if :: h_n > 4096 - ((lo) & 4095) -> h_n = 4096 - ((lo) & 4095) :: else fi;
  if :: h_n > 256 - (g) -> h_n = 256 - (g) :: else fi;
  if :: h_n < 0 -> h_n = 0 :: else fi
}
inline get_user_tags(table, t1, lo, hi, t, t2, g, g1, n, n1) {
  page_of(t, h_to); user_walk(table, lo, hi, 0);
  if
  :: h_flt || h_wf -> skip
  :: else -> group_of(lo, g, n);
    h_i = 0;
    do
    :: h_i < h_n -> h_from = (g) + h_i; h_v = LD(DATA_WORD) >> DATA_SHIFT; set_tag(h_to, h_from, h_v); h_wo++; h_i++
    :: else -> break
    od;
    h_res = h_n
  fi
}
inline put_user_tags(table, t1, lo, hi, t, t2, g, g1, n, n1) {
  page_of(t, h_from); user_walk(table, lo, hi, 1);
  if
  :: h_flt || h_wf -> skip
  :: else -> group_of(lo, g, n);
    h_i = 0;
    do
    :: h_i < h_n -> h_v = (g) + h_i; h_v = TAG(h_from, h_v); store_byte(h_v); h_wo++; h_i++
    :: else -> break
    od;
    h_res = h_n
  fi
}

/* Notes of the ghosts: a tag page used as 256 small numbers. ALL(v) is eight of them in an int. */
#define ALL(v) (((v) & 15) * 286331153)
inline ghost_fill(t, t1, v, v1) {
  page_of(t, h_to);
  if :: h_flt -> skip :: else -> h_i = 0; h_n = ALL(v);
    do :: h_i < ${WORDS_A_PAGE} -> h_w = h_n; put(h_to + h_i); h_i++ :: else -> break od
  fi
}
inline ghost_copy(t, t1, f, f1) {
  page_of(t, h_to); page_of(f, h_from);
  if :: h_flt -> skip :: else -> h_i = 0;
    do :: h_i < ${WORDS_A_PAGE} -> h_w = LD(h_from + h_i); put(h_to + h_i); h_i++ :: else -> break od
  fi
}
inline ghost_copy_block(t, t1, b, b1, f, f1) { stgm(t, t1, b, b1, f, f1) }
inline ghost_or_block(t, t1, b, b1, v, v1) {
  page_of(t, h_to); block_of(b);
  if :: h_flt -> skip :: else -> h_n = h_i + ${perBlock};
    do :: h_i < h_n -> h_w = LD(h_to + h_i) | ALL(v); put(h_to + h_i); h_i++ :: else -> break od
  fi
}
inline ghost_or(t, t1, g, g1, v, v1) {
  page_of(t, h_to);
  if :: !h_flt && (g) >= 0 && (g) < 256 -> h_v = TAG(h_to, g) | (v); set_tag(h_to, g, h_v) :: else fi
}
inline ghost_set(t, t1, g, g1, v, v1) {
  page_of(t, h_to);
  if :: !h_flt && (g) >= 0 && (g) < 256 -> set_tag(h_to, g, v) :: else fi
}
inline ghost_get(t, t1, g, g1) {
  page_of(t, h_from);
  if :: !h_flt && (g) >= 0 && (g) < 256 -> h_res = TAG(h_from, g) :: else fi
}
inline ghost_find_differing(x, x1, y, y1, z, z1, mask, mask1, want, want1) {
  page_of(x, h_from); page_of(y, h_to); page_of(z, h_s);
  h_i = 0;
  do
  :: h_flt || h_i >= 256 -> break
  :: else ->
    if
    :: (h_i & 7) == 0 && LD(h_from + (h_i >> 3)) == LD(h_to + (h_i >> 3)) -> h_i = h_i + 8
    :: else ->
      if :: TAG(h_from, h_i) != TAG(h_to, h_i) && (TAG(h_s, h_i) & (mask)) == (want) -> h_res = 1 + h_i; break
      :: else -> h_i++
      fi
    fi
  od
}
inline ghost_find(z, z1, mask, mask1, want, want1) {
  page_of(z, h_s);
  h_i = 0;
  do
  :: h_flt || h_i >= 256 -> break
  :: else -> if :: (TAG(h_s, h_i) & (mask)) == (want) -> h_res = 1 + h_i; break :: else -> h_i++ fi
  od
}
`;
}

/** What a user program (stage 1) or a guest (stage 2) does. */
function accesses(who: string, stage: string): string {
  return `inline ${who}_ldg(table, t1, lo, hi) { ${stage}_walk(table, lo, hi, 0); load_tag() }
inline ${who}_stg(table, t1, lo, hi, v, v1) {
  if :: (lo) & 15 -> h_res = 0 - 4 :: else -> ${stage}_walk(table, lo, hi, 1); store_tag(v) fi
}
inline ${who}_ldr(table, t1, lo, hi) { ${stage}_walk(table, lo, hi, 0); check_tag(hi); load_byte() }
inline ${who}_str(table, t1, lo, hi, v, v1) { ${stage}_walk(table, lo, hi, 1); check_tag(hi); store_byte(v) }`;
}

/** HCR_EL2.ATA of the vCPU of the VM that a table belongs to: bit 56 of vcpus[i].hcr_el2, which lies in its upper word. */
function guestHasTags(program: Program): string {
  const kvms = program.globals.get('kvms');
  const vcpus = program.globals.get('vcpus');
  if (kvms?.type.kind !== 'array' || vcpus?.type.kind !== 'array' || vcpus.type.of.kind !== 'struct')
    return '0';
  const hcr = vcpus.type.of.fields.find((f) => f.name === 'hcr_el2');
  if (hcr === undefined) return '0';
  const vm = `((h_wk - ${kvms.address}) / ${wordsOf(kvms.type.of)})`;
  return `((LD(${vcpus.address + hcr.offset + 1} + ${vm} * ${wordsOf(vcpus.type.of)}) >> 24) & 1)`;
}
