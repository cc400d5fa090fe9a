/** What one instruction did, in words: the tag check of each of its accesses, granule by granule, or the rules by which there was none. */
import { exceptionName } from '../core/arm/cpu/syndrome.ts';
import type { Unchecked } from '../core/arm/cpu/unchecked.ts';
import type { Watched, WatchedAccess } from '../core/arm/cpu/watch.ts';
import { logicalTag } from '../core/arm/walk.ts';

export interface CheckedGranule {
  /** Of its first byte, without the pointer's top byte. */
  readonly address: bigint;
  /** Of physical memory, and the granule in it; null where there is no memory. */
  readonly frame: number | null;
  readonly granule: number;
  /** Null where memory holds no tags. */
  readonly allocation: number | null;
  readonly result: 'equal' | 'differs' | 'not looked at';
}

export interface TagCheck {
  readonly pointer: bigint;
  /** Bits 59:56 of the pointer. */
  readonly logical: number;
  readonly bytes: number;
  readonly write: boolean;
  readonly el: number;
  readonly granules: readonly CheckedGranule[];
  /** Why nothing was compared, in words, a rule each; empty: it was. */
  readonly unchecked: readonly string[];
  /** What came of it: a fault, a bit in a register for whoever reads it later, or nothing. */
  readonly outcome: 'goes on' | 'faults' | 'noted';
  /** Where a failed check is noted: `TFSR_EL1.TF0`. */
  readonly notedIn: string;
}

/** What a processor did in one step. */
export interface GuestStep {
  /** The instruction; empty if it could not be fetched. */
  readonly text: string;
  readonly address: bigint;
  /** Which access of the instruction the step was, from 1, where it has several that are steps; null: it was all of it. */
  readonly access: { readonly nth: number; readonly of: number } | null;
  readonly checks: readonly TagCheck[];
  /** The exception that it took to EL1, in words. */
  readonly exception: string | null;
  /** The address that stage 2 did not translate, for which the guest exits to KVM. */
  readonly exit: { readonly ipa: number; readonly write: boolean } | null;
}

/** The rules of Arm ARM D10.4 and D8.8, in words. */
const RULES: Readonly<Record<Unchecked, string>> = {
  'SP relative': 'SP with an immediate offset, or none, is never checked',
  'PC relative': 'loads relative to the PC are never checked',
  'tag instruction': 'instructions that load or store tags are not checked themselves',
  'cache maintenance': 'cache maintenance is not checked',
  TCO: 'PSTATE.TCO is 1: checks are overridden',
  'HCR_EL2.ATA': 'HCR_EL2.ATA is 0: KVM gives this guest no tags',
  ATA: 'SCTLR_EL1.ATA is 0: EL1 has no access to tags',
  ATA0: 'SCTLR_EL1.ATA0 is 0: EL0 has no access to tags',
  TCF: 'SCTLR_EL1.TCF is 0: a failed check at EL1 has no effect',
  TCF0: 'SCTLR_EL1.TCF0 is 0: a failed check of EL0 has no effect',
  TBI0: 'TCR_EL1.TBI0 is 0: the top byte is part of the address',
  TBI1: 'TCR_EL1.TBI1 is 0: the top byte is part of the address',
  TCMA0: 'TCR_EL1.TCMA0 is 1: tag 0 is not checked in the lower half',
  TCMA1: 'TCR_EL1.TCMA1 is 1: tag 15 is not checked in the upper half',
  'MMU off': 'the MMU is off: no memory is Tagged',
  device: 'stage 1 says Device memory: it is not Tagged',
  attribute: 'stage 1 says Normal memory that is not Tagged (MAIR_EL1)',
  'stage 2': 'stage 2 does not say Normal memory: it is not Tagged',
};

/** An instruction that was watched; `dataPage` is the page of the state with the data of frame 0. */
export function stepOf(watched: Watched, dataPage: number): GuestStep {
  const { address, text, accesses, exception, exit } = watched;
  return {
    text,
    address,
    access: null,
    checks: accesses.map((access) => checkOf(access, watched, dataPage)),
    exception: exception === null ? null : exceptionName(exception.esr),
    exit: exit === null ? null : { ipa: exit.ipa, write: ((exit.esr >> 6) & 1) === 1 },
  };
}

const BIT_55 = 1n << 55n;

function checkOf(
  { pointer, bytes, write, el, unchecked, granules }: WatchedAccess,
  { exception }: Watched,
  dataPage: number,
): TagCheck {
  const logical = logicalTag(pointer);
  const marked = granules.map(
    ({ address, dataPage: page, granule, allocation, compared }): CheckedGranule => ({
      address,
      frame: page === null ? null : page - dataPage,
      granule,
      allocation,
      result: !compared ? 'not looked at' : allocation === logical ? 'equal' : 'differs',
    }),
  );
  const fails = marked.some(({ result }) => result === 'differs');
  return {
    pointer,
    logical,
    bytes,
    write,
    el,
    granules: marked,
    unchecked: unchecked.map((rule) => RULES[rule]),
    outcome: !fails ? 'goes on' : exception === null ? 'noted' : 'faults',
    notedIn: `${el === 0 ? 'TFSRE0_EL1' : 'TFSR_EL1'}.${(pointer & BIT_55) === 0n ? 'TF0' : 'TF1'}`,
  };
}
