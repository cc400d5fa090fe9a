/** A scenario whose guest runs code of its own, taken to its end: what became of its registers, and what went wrong. */
import { slotNamed } from '../arm/cpu/layout.ts';
import type { State } from '../machine/state.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { Compiler } from '../lang/compile.ts';
import { assemble } from './assemble.ts';
import type { Scenario } from './scenario.ts';

/** More than any example takes. */
const TOO_MANY = 20_000;

/** Kept: the machines of a test have most of their texts in common. */
const compiler = new Compiler();

export class GuestRun {
  readonly system: System;
  readonly labels: string[] = [];
  readonly broke: string[] = [];
  private state: State;

  /** Every thread in turn, to its end. `edited` texts replace files of the same path. */
  constructor(scenario: Scenario, release: string, edited: ReadonlyMap<string, string> = new Map()) {
    const assembled = assemble(scenario, release, edited, { compiler });
    if (!('system' in assembled)) throw new Error(assembled.diagnostics.map((d) => d.message).join('\n'));
    this.system = assembled.system;
    this.state = initialState(this.system);
    for (const thread of scenario.threads.keys()) {
      for (let taken = this.step(thread); taken; taken = this.step(thread)) {
        if (this.labels.length > TOO_MANY) throw new Error('the guest does not come to its end');
      }
    }
    this.broke = this.broke.map((check) => scenario.properties[Number(check)] ?? '');
  }

  private step(thread: number): boolean {
    const taken = takeStep(this.system, this.state, { kind: 'step', thread });
    if ('refused' in taken) return false;
    this.state = taken.state;
    this.labels.push(taken.record.label);
    this.broke.push(...taken.record.broke.map(String));
    return true;
  }

  /** The instructions that ran, as they are written; stage-2 faults between them. */
  get instructions(): string[] {
    return this.labels.filter((label) => label.startsWith('A64 ')).map((label) => label.slice(4));
  }

  /** The instructions that took an exception to a handler which reads ESR_EL1 first, into X6: behind the branch of the vector. */
  get faulted(): string[] {
    const { instructions } = this;
    return instructions.flatMap((_, i) =>
      instructions[i + 2] === 'mrs x6, esr_el1' ? [instructions[i] ?? ''] : [],
    );
  }

  /** A register of VM 0's guest: X0 to X30 by number, or a system register by name. */
  register(which: number | string): bigint {
    const slot = typeof which === 'number' ? which : slotNamed(which);
    const first = this.system.program.globals.get('guest_code')?.address ?? NaN;
    const low = this.state.words[first + 2 * slot] ?? 0;
    return (BigInt(this.state.words[first + 2 * slot + 1] ?? 0) << 32n) | BigInt(low);
  }
}
