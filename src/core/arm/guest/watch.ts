/** The instruction that a guest's own code runs next, watched on a copy of the state: core/arm/guest/step.ts is what runs it. */
import { Machine } from '../../machine/machine.ts';
import type { State } from '../../machine/state.ts';
import { slotNamed } from '../cpu/layout.ts';
import { Memory } from '../cpu/memory.ts';
import { watch, type Watched } from '../cpu/watch.ts';
import type { Hardware } from '../hardware.ts';
import { stageTwoOf } from '../stage-two.ts';
import { GUEST_WORDS } from './step.ts';

/** Where a guest is in the state: the first word of its registers, and of its stage-2 table. */
export interface GuestPlace {
  readonly firstWord: number;
  readonly table: number;
}

const HCR = slotNamed('hcr_el2');

/** The guest's memory, behind its stage 2, over words that are the caller's own. */
export function guestMemory(hw: Hardware, { words, pages }: State, { table }: GuestPlace): Memory {
  const machine = new Machine({ words, pages }, []);
  return new Memory(machine, {
    base: 0,
    frames: hw.frames,
    dataPage: hw.dataPage,
    tagsPage: hw.tagsPage,
    devices: [],
    stageTwo: stageTwoOf(machine, hw, table),
  });
}

/** What the instruction between two states did. What KVM has put into HCR_EL2 reaches the processor with the step itself. */
export function watchGuest(hw: Hardware, before: State, after: State, place: GuestPlace): Watched {
  const words = before.words.slice();
  for (const at of [2 * HCR, 2 * HCR + 1].map((word) => place.firstWord + word))
    words[at] = after.words[at] ?? 0;
  return watch(guestMemory(hw, { words, pages: before.pages }, place), place.firstWord, GUEST_WORDS);
}
