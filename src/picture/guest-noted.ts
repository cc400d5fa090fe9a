/**
 * Tag checks that failed without a fault: the instruction that set TF0 or TF1 of TFSR_EL1 or TFSRE0_EL1 is joined with who reads that
 * register later, the guest itself or KVM as it saves it. Read from the steps: a change of the register is one of their accesses.
 */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { standsAt } from '../core/scenarios/guest-place.ts';
import type { StepRecord } from '../core/step/record.ts';
import { instructionOf } from './guest-label.ts';
import { constantOf, covers, placeOf, type Place } from './read.ts';

export const NOTING = ['TFSR_EL1', 'TFSRE0_EL1'] as const;
export type NotingRegister = (typeof NOTING)[number];

/** A step, from 1, that read or set such a register. */
export interface NotedStep {
  readonly step: number;
  readonly register: NotingRegister;
  /** The instruction; of KVM's own steps their name. */
  readonly text: string;
  readonly by: 'guest' | 'KVM';
}

export interface NotedCheck {
  readonly set: NotedStep;
  /** Who has read it since, as far as the run has been taken, until it is written anew. */
  readonly reads: readonly NotedStep[];
  /** The step at which the guest has written the register anew; null if it has not. */
  readonly until: number | null;
}

/** All of a run, in order. */
export function notedChecks(program: Program, steps: readonly StepRecord[]): readonly NotedCheck[] {
  return NOTING.flatMap((register) => notedIn(program, steps, register)).sort(
    (a, b) => a.set.step - b.set.step,
  );
}

function notedIn(program: Program, steps: readonly StepRecord[], register: NotingRegister): NotedCheck[] {
  const name = register.toLowerCase();
  const index = Number(constantOf(program, register, -1n));
  const found: { set: NotedStep; reads: NotedStep[]; until: number | null }[] = [];
  const places = new Map<number, Place | null>();
  const placeOn = (thread: number): Place | null => {
    if (!places.has(thread)) places.set(thread, placeOf(program, 'cpus', thread, 'sysreg', index));
    return places.get(thread) ?? null;
  };
  steps.forEach((record, i) => {
    const text = instructionOf(record);
    const step = { step: i + 1, register, text: text ?? record.label };
    const stands = found.at(-1)?.until === null ? found.at(-1) : undefined;
    if (text?.startsWith(`msr ${name},`) === true) {
      if (stands !== undefined) stands.until = i + 1;
    } else if (text?.startsWith('mrs ') === true) {
      if (text.endsWith(`, ${name}`)) stands?.reads.push({ ...step, by: 'guest' });
    } else if (text === null) {
      // The first of KVM's reads since: while the host runs the register is the host's.
      if (record.label === `read_sysreg ${register}` && stands?.reads.at(-1)?.by !== 'KVM')
        stands?.reads.push({ ...step, by: 'KVM' });
    } else if (writes(record, placeOn(record.thread)))
      found.push({ set: { ...step, by: 'guest' }, reads: [], until: null });
  });
  return found;
}

function writes({ accesses }: StepRecord, place: Place | null): boolean {
  return accesses.some(
    (one) => one.store === 'words' && one.kind === 'write' && covers(place, one.address, one.width),
  );
}

/** The failed check that stands in a register at a moment, or was taken out of it by the last step; null if there is none. */
export function notedAt(checks: readonly NotedCheck[], cursor: number): NotedCheck | null {
  return (
    checks.findLast(({ set, until }) => set.step <= cursor && (until === null || cursor <= until)) ?? null
  );
}

/** Where the instruction stands whose check failed, as the listing has it. */
export function placeNoted(program: Program, { set }: NotedCheck, stateAt: (step: number) => State): bigint {
  return standsAt(program, stateAt(set.step - 1));
}
