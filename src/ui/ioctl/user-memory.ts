/** Bytes of the VMM's own memory, through its page table. */
import { entryOf, mappedFrame, PAGE_SIZE } from '../../picture/mapping.ts';
import { bytesAt, constantOf, placeOf } from '../../picture/read.ts';
import type { RunSnapshot } from '../../run/run.ts';

/** One byte an address from `address` on; null where nothing is mapped. */
export function userBytes(
  { program, state }: Pick<RunSnapshot, 'program' | 'state'>,
  mm: number,
  address: bigint,
  count: number,
): readonly (number | null)[] {
  const base = constantOf(program, 'USER_BASE');
  const pages = new Map<bigint, Uint8Array | null>();
  return Array.from({ length: count }, (_, i) => {
    const offset = address + BigInt(i) - base;
    if (offset < 0n) return null;
    const index = offset / PAGE_SIZE;
    if (!pages.has(index)) {
      const entry = entryOf(program, state, { kind: 'user', space: mm, index: Number(index), name: '' });
      const frame = mappedFrame(program, entry);
      pages.set(index, frame === null ? null : bytesAt(state, placeOf(program, 'frame_data', frame)));
    }
    return pages.get(index)?.[Number(offset % PAGE_SIZE)] ?? null;
  });
}
