/** Memory as a guest's own code sees it: an address by both stages of translation, with nothing of it noted or changed. */
import type { State } from '../../machine/state.ts';
import { Cpu } from '../cpu/cpu.ts';
import { translateFor } from '../cpu/mmu.ts';
import { faultName } from '../cpu/syndrome.ts';
import type { Hardware } from '../hardware.ts';
import { GUEST_WORDS } from './step.ts';
import { guestMemory, type GuestPlace } from './watch.ts';

export type Seen =
  | {
      readonly kind: 'memory';
      readonly ipa: bigint;
      /** Of physical memory. */
      readonly frame: number;
      /** Whether it holds tags, by both stages. */
      readonly tagged: boolean;
    }
  | { readonly kind: 'stage 1'; readonly fault: string }
  | { readonly kind: 'stage 2'; readonly ipa: bigint };

const PAR_FAULT = 1n;
const PAR_ADDRESS = 0xfffffffff000n;
const TAGGED = 0xf0n;

/** Where a read of an address leads. Who looks from outside is not held up by permissions: it is read as EL1, without PAN. */
export function guestSees(hw: Hardware, state: State, place: GuestPlace, address: bigint): Seen {
  const memory = guestMemory(hw, { ...state, words: state.words.slice() }, place);
  const walked: bigint[] = [];
  const surroundings = {
    hypercall: () => false,
    exception: () => undefined,
    exit: ({ ipa }: { readonly ipa: number }) => walked.push(BigInt(ipa)),
  };
  const cpu = new Cpu(memory, place.firstWord, surroundings, GUEST_WORDS);
  cpu.pan = 0;
  const result = translateFor(cpu, address, false, 1);
  if (result === null) return { kind: 'stage 2', ipa: walked[0] ?? 0n };
  if ((result & PAR_FAULT) !== 0n)
    return { kind: 'stage 1', fault: faultName(Number((result >> 1n) & 0x3fn)) };
  const ipa = (result & PAR_ADDRESS) | (address & 0xfffn);
  const found = memory.map.stageTwo?.(Number(ipa), false);
  if (found === undefined || 'fault' in found) return { kind: 'stage 2', ipa };
  return { kind: 'memory', ipa, frame: found.frame, tagged: found.tagged && result >> 56n === TAGGED };
}
