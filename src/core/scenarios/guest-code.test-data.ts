/** A scenario whose guest runs code of its own, taken to its end: what became of its registers, and what went wrong. */
import { slotNamed } from '../arm/cpu/layout.ts';
import { readAccessText } from '../arm/guest/access-text.ts';
import type { State } from '../machine/state.ts';
import { initialState, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { read64 } from '../step/wide.ts';
import { machineOf } from './machine.test-data.ts';
import type { Scenario } from './scenario.ts';

/** More than any example takes. */
const TOO_MANY = 20_000;

export class GuestRun {
  readonly system: System;
  readonly labels: string[] = [];
  readonly broke: string[] = [];
  private state: State;

  /** Every thread in turn, to its end. `edited` texts replace files of the same path. */
  constructor(scenario: Scenario, release: string, edited: ReadonlyMap<string, string> = new Map()) {
    this.system = machineOf(scenario, release, { edited });
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
    return this.labels.flatMap((label) => {
      const { instruction, nth, of } = readAccessText(label);
      return instruction.startsWith('A64 ') && nth === of ? [instruction.slice(4)] : [];
    });
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
    return guestRegister(this.system, this.state, which);
  }

  /** A number of a global of VM 0: `number('vcpus', 'mmio', 'len')`; an array's first element. */
  number(name: string, ...path: readonly string[]): bigint {
    const global = this.system.program.globals.get(name);
    if (global === undefined) throw new Error(`no global ${name}`);
    let { type, address } = global;
    if (type.kind === 'array') type = type.of;
    for (const part of path) {
      const field = type.kind === 'struct' ? type.fields.find((one) => one.name === part) : undefined;
      if (field === undefined) throw new Error(`no field ${part}`);
      ({ type } = field);
      address += field.offset;
    }
    if (type.kind !== 'int') throw new Error(`${name} is no number`);
    const value =
      type.bits === 64 ? read64(this.state.words, address) : BigInt(this.state.words[address] ?? 0);
    return type.signed ? BigInt.asIntN(type.bits, value) : value;
  }

  /** What VM 0's serial port has sent. */
  get sent(): string {
    const at = this.system.program.globals.get('uarts');
    const element = at?.type.kind === 'array' ? at.type.of : null;
    const offset =
      element?.kind === 'struct' ? element.fields.find(({ name }) => name === 'sent')?.offset : null;
    const first = (at?.address ?? NaN) + (offset ?? NaN);
    return Array.from({ length: Number(this.number('uarts', 'count')) }, (_, i) =>
      String.fromCharCode(((this.state.words[first + (i >> 2)] ?? 0) >>> (8 * (i % 4))) & 0xff),
    ).join('');
  }
}

/** What a thread does from here to its end, or to where it waits: the states, this one first, and what it did in each. */
export interface Onward {
  readonly states: readonly State[];
  readonly labels: readonly string[];
  readonly broke: readonly number[];
  /** Where it stands then. */
  readonly end: State;
}

/** Takes the steps of one thread. */
export function onward(system: System, from: State, thread: number): Onward {
  const [states, labels, broke] = [[from], [] as string[], [] as number[]];
  for (let end = from; ;) {
    const taken = takeStep(system, end, { kind: 'step', thread });
    if ('refused' in taken) return { states, labels, broke, end };
    end = taken.state;
    states.push(end);
    labels.push(taken.record.label);
    broke.push(...taken.record.broke);
  }
}

/** A register of VM 0's guest: X0 to X30 by number, or a system register by name. */
export function guestRegister(
  { program }: Pick<System, 'program'>,
  { words }: State,
  which: number | string,
): bigint {
  const slot = typeof which === 'number' ? which : slotNamed(which);
  return read64(words, (program.globals.get('guest_code')?.address ?? NaN) + 2 * slot);
}
