/**
 * Tag checks that failed without a fault: the instruction that set TF0 or TF1 of TFSR_EL1 or TFSRE0_EL1 is joined with who reads that
 * register later, the guest itself or KVM as it saves it. Read from the steps: a change of the register is one of their accesses.
 */
import { NOTING, type NotingRegister } from '../core/arm/cpu/noted.ts';
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import { standsAt } from '../core/scenarios/guest-place.ts';
import { readOn, type Reading } from '../core/step/reading.ts';
import type { StepRecord } from '../core/step/record.ts';
import { instructionOf } from './guest-label.ts';
import { constantOf, covers, placeOf, type Place } from './read.ts';

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

/** All of a run, in order. Of a run that grew, only the new steps are looked at. */
export function notedChecks(program: Program, steps: readonly StepRecord[]): readonly NotedCheck[] {
  const begin = (): Found[] => NOTING.map((register) => new Found(program, register));
  const reading = readOn(remembered.get(program), steps, begin, (found, record, i) => {
    for (const one of found) one.take(record, i + 1);
  });
  remembered.set(program, reading);
  return reading.found.flatMap(({ checks }) => checks).sort((a, b) => a.set.step - b.set.step);
}

const remembered = new WeakMap<Program, Reading<readonly Found[]>>();

/** The checks that were noted in one register. */
class Found {
  readonly checks: NotedCheck[] = [];
  private readonly program: Program;
  private readonly register: NotingRegister;
  private readonly places = new Map<number, Place | null>();

  constructor(program: Program, register: NotingRegister) {
    this.program = program;
    this.register = register;
  }

  take(record: StepRecord, step: number): void {
    const { register } = this;
    const name = register.toLowerCase();
    const text = instructionOf(record);
    const noted = { step, register, text: text ?? record.label };
    if (text?.startsWith(`msr ${name},`) === true) this.change({ until: step });
    else if (text?.startsWith('mrs ') === true) {
      if (text.endsWith(`, ${name}`)) this.read({ ...noted, by: 'guest' });
    } else if (text === null) {
      // The first of KVM's reads since: while the host runs the register is the host's.
      if (record.label === `read_sysreg ${register}` && this.standing?.reads.at(-1)?.by !== 'KVM')
        this.read({ ...noted, by: 'KVM' });
    } else if (writes(record, this.placeOn(record.thread)))
      this.checks.push({ set: { ...noted, by: 'guest' }, reads: [], until: null });
  }

  /** The one that nobody has written over. */
  private get standing(): NotedCheck | undefined {
    const last = this.checks.at(-1);
    return last?.until === null ? last : undefined;
  }

  private read(by: NotedStep): void {
    this.change({ reads: [...(this.standing?.reads ?? []), by] });
  }

  /** Another stands in its place: who has been given the one before keeps it as it was. */
  private change(what: Partial<NotedCheck>): void {
    const { standing } = this;
    if (standing !== undefined) this.checks.splice(-1, 1, { ...standing, ...what });
  }

  private placeOn(thread: number): Place | null {
    const known = this.places.get(thread);
    if (known !== undefined) return known;
    const index = Number(constantOf(this.program, this.register, -1n));
    const place = placeOf(this.program, 'cpus', thread, 'sysreg', index);
    this.places.set(thread, place);
    return place;
  }
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
