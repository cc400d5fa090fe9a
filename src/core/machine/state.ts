/**
 * The state of a modelled machine: one value that holds all that behaviour depends on.
 *
 * `words` are the kernel objects, page flags, PTEs, locks, ghosts and the threads' program counters and locals, 32 bits each
 * (64-bit values take two, low word first). `pages` are the bulk stores (the tags and the data of page frames, saved tags): each
 * is never written in place once another state may share it, so copying a state copies references only.
 */
export interface State {
  words: Uint32Array;
  pages: readonly Uint8Array[];
}

/** Allocation tags a page: 256 granules of 16 bytes. */
export const GRANULES_A_PAGE = 256;
/** Bytes of a page's tags: two 4-bit tags a byte, the even granule in the low nibble. */
export const TAG_BYTES_A_PAGE = 128;

/** A copy that can be written to without `state` noticing. */
export function copyState(state: State): State {
  return { words: state.words.slice(), pages: state.pages };
}

/** The tag (0 to 15) of a granule (0 to 255) in a page of tags. */
export function tagAt(tags: Uint8Array, granule: number): number {
  const byte = tags[granule >> 1] ?? 0;
  return (granule & 1) === 0 ? byte & 0xf : byte >> 4;
}

/** Writes a tag into a page of tags, in place. */
export function setTag(tags: Uint8Array, granule: number, tag: number): void {
  const byte = tags[granule >> 1] ?? 0;
  tags[granule >> 1] = (granule & 1) === 0 ? (byte & 0xf0) | (tag & 0xf) : (byte & 0x0f) | ((tag & 0xf) << 4);
}

/** Gives the granules from `from` on, before `to`, the tags that `tags` has there, in place. */
export function copyTags(into: Uint8Array, tags: Uint8Array, from: number, to: number): void {
  for (let granule = from; granule < to; granule++) setTag(into, granule, tagAt(tags, granule));
}

/** Whether two states hold the same content, shared or not. */
export function sameState(a: State, b: State): boolean {
  if (a.words.length !== b.words.length || a.pages.length !== b.pages.length) return false;
  for (let i = 0; i < a.words.length; i++) if (a.words[i] !== b.words[i]) return false;
  return a.pages.every((page, i) => {
    const other = b.pages[i];
    return page === other || (other !== undefined && sameBytes(page, other));
  });
}

/** Whether two pages hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
