/** What a step touches as numbers that can be compared: a word, or a sixteenth of a page. */
import type { Program } from '../lang/program.ts';
import type { Access } from '../machine/access.ts';

const CHUNKS = 16;
const TAGS_BYTES = 128;
/** Granules, or bytes of data, of a chunk. */
const GRANULES_A_CHUNK = 16;
const BYTES_A_CHUNK = 256;

/** Places touched, each once for reading (2 × place) and once for writing (2 × place + 1). */
export function touchedPlaces(program: Program, accesses: readonly Access[]): readonly number[] {
  const places = new Set<number>();
  for (const access of accesses) {
    const write = access.kind === 'write' ? 1 : 0;
    if (access.store === 'words') {
      for (let i = 0; i < access.width; i++) places.add(2 * (access.address + i) + write);
      continue;
    }
    const size = program.pageSizes[access.page] === TAGS_BYTES ? GRANULES_A_CHUNK : BYTES_A_CHUNK;
    const first = program.wordCount + access.page * CHUNKS;
    for (let at = Math.floor(access.from / size); at * size < access.to; at++)
      places.add(2 * (first + at) + write);
  }
  return [...places];
}
