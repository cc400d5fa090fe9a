/** Where VM 0's guest is in the state of a machine whose guests run code of their own: its registers, its stage 2, the hardware. */
import { guestRegister, type Which } from '../arm/guest/registers.ts';
import { guestSees } from '../arm/guest/look.ts';
import type { GuestPlace } from '../arm/guest/watch.ts';
import type { Hardware } from '../arm/hardware.ts';
import type { Program } from '../lang/program.ts';
import type { State } from '../machine/state.ts';
import { hardwareOf } from './assemble.ts';

/** The place, and the hardware around it; null where guests run no code of their own. */
export function guestPlace(program: Program): (GuestPlace & { readonly hw: Hardware }) | null {
  const code = program.globals.get('guest_code');
  const kvms = program.globals.get('kvms');
  if ((program.constants.get('CONFIG_GUEST_CODE') ?? 0n) === 0n || code === undefined) return null;
  if (kvms?.type.kind !== 'array' || kvms.type.of.kind !== 'struct') return null;
  const table = kvms.type.of.fields.find(({ name }) => name === 's2');
  if (table === undefined) return null;
  const blocks = Number(program.constants.get('TAG_BLOCKS') ?? 0n);
  const hw = hardwareOf(program, blocks, new Uint8Array());
  return { firstWord: code.address, table: kvms.address + table.offset, hw };
}

/** A register of the guest; 0 where there is none. */
export function registerOf(program: Program, { words }: Pick<State, 'words'>, which: Which): bigint {
  const first = program.globals.get('guest_code')?.address;
  return first === undefined ? 0n : guestRegister(words, first, which);
}

/** Where the guest stands in its physical memory, as a listing has it: its code may run by other virtual addresses. */
export function standsAt(program: Program, state: State): bigint {
  const pc = registerOf(program, state, 'pc');
  const place = guestPlace(program);
  const seen = place === null ? null : guestSees(place.hw, state, place, pc);
  return seen?.kind === 'memory' || seen?.kind === 'stage 2' ? seen.ipa : pc;
}
