/** The swap file beside what the kernel keeps of it: each slot in use, who holds it, and where its tags are. */
import type { PictureInput } from './moment.ts';
import { constantOf, integerAt, placeOf } from './read.ts';
import { keepsTags } from './swap-slot.ts';

export interface SwapDeviceMark {
  readonly offset: number;
  /** How many PTEs hold its entry. */
  readonly held: number;
  /** The page frame that the swap cache has for it, or null. */
  readonly cached: number | null;
  /** Whether tags are kept for it. */
  readonly tags: boolean;
  /** Whether the last step changed any of this. */
  readonly changed: boolean;
}

/** Slots that are in use, or were before the last step; null where nothing is swapped in this scenario. */
export function swapDevice(input: PictureInput): readonly SwapDeviceMark[] | null {
  const { program, state, previous } = input;
  if (constantOf(program, 'CONFIG_SWAP') === 0n) return null;
  const used: SwapDeviceMark[] = [];
  for (let offset = 1; placeOf(program, 'swap_slots', offset, 'count') !== null; offset++) {
    const at = (field: string) => placeOf(program, 'swap_slots', offset, field);
    const [held, cached] = [integerAt(state, at('count')), integerAt(state, at('cached'))];
    const [heldBefore, cachedBefore] = [integerAt(previous, at('count')), integerAt(previous, at('cached'))];
    if (held === 0n && cached === 0n && heldBefore === 0n && cachedBefore === 0n) continue;
    used.push({
      offset,
      held: Number(held),
      cached: cached === 0n ? null : Number(cached),
      tags: keepsTags(input, offset),
      changed: held !== heldBefore || cached !== cachedBefore,
    });
  }
  return used;
}
