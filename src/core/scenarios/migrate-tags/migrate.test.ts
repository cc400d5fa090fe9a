/** What a guest finds where it was moved to, by release and by VMM; written by hand from FACTS 4 and 6. */
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import type { State } from '../../machine/state.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { migrateLate } from '../migrate-late/scenario.ts';
import { migrateRam } from '../migrate-ram/scenario.ts';
import { machineOf } from '../machine.test-data.ts';
import type { Scenario } from '../scenario.ts';
import { IPA } from '../vmm.test-data.ts';
import { migrateTags } from './scenario.ts';

const [VCPU, SOURCE, DESTINATION] = [0, 1, 2];
const SEGV_MTESERR = 9;
/** Tags of the guest's two objects. */
const [OLD, NEW] = [3, 9];
const OLD_OBJECT = IPA + 0x100n;
const NEW_OBJECT = IPA + 0x900n;

/** Lets each of these go on as far as it can, in this order, and then all until nobody can. */
function drive(system: System, order: readonly number[]): State {
  let state = initialState(system);
  const goOn = (thread: number): boolean => {
    for (let any = false; ; any = true) {
      const taken = takeStep(system, state, { kind: 'step', thread });
      if ('refused' in taken) return any;
      ({ state } = taken);
    }
  };
  order.forEach(goOn);
  while ([VCPU, SOURCE, DESTINATION].map(goOn).includes(true));
  return state;
}

/** The signal that ended the guest's program at the destination, or null. */
function signalOf(system: System, state: State): { code: number; address: bigint } | null {
  const { globals } = system.program;
  const tasks = globals.get('tasks');
  if (tasks?.type.kind !== 'array' || tasks.type.of.kind !== 'struct') throw new Error('tasks');
  const { words, fields } = tasks.type.of;
  const field = (name: string): number =>
    state.words[tasks.address + DESTINATION * words + (fields.find((f) => f.name === name)?.offset ?? NaN)] ??
    NaN;
  return field('sig') === 0 ? null : { code: field('si_code'), address: BigInt(field('si_addr') >>> 0) };
}

/** Tags of both objects in the frames that the two VMMs have: source, destination. */
function tagsOf(system: System, state: State): number[][] {
  const { globals, constants } = system.program;
  const mms = globals.get('mms');
  if (mms?.type.kind !== 'array' || mms.type.of.kind !== 'struct') throw new Error('mms');
  const { words, fields } = mms.type.of;
  const pte = fields.find((f) => f.name === 'pte')?.offset ?? NaN;
  return [0, 1].map((mm) => {
    const low = state.words[mms.address + mm * words + pte] ?? NaN;
    const frame = (low >>> 12) - Number(constants.get('PFN_BASE'));
    const page = state.pages[(globals.get('frame_tags')?.address ?? NaN) + frame];
    // Two tags a byte; both objects are at even granules.
    return [0x10, 0x90].map((granule) => (page?.[granule / 2] ?? NaN) & 0xf);
  });
}

function moved(scenario: Scenario, release: string, order: readonly number[] = []) {
  const system = machineOf(scenario, release);
  const state = drive(system, order);
  return { signal: signalOf(system, state), tags: tagsOf(system, state) };
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const { mteCapability, copyTags } = featuresOf(release);

  test('without its tags the guest faults at its first checked access', () => {
    const { signal, tags } = moved(migrateRam, release);
    expect(signal).toEqual(mteCapability === null ? null : { code: SEGV_MTESERR, address: OLD_OBJECT });
    if (mteCapability !== null)
      expect(tags).toEqual([
        [OLD, NEW],
        [0, 0],
      ]);
  });

  test('with its tags it goes on, unless the kernel clears them or cannot give them', () => {
    for (const order of [[VCPU], [SOURCE, VCPU, DESTINATION]]) {
      const { signal, tags } = moved(migrateTags, release, order);
      expect(signal).toEqual(copyTags === 'zero' ? { code: SEGV_MTESERR, address: OLD_OBJECT } : null);
      if (mteCapability === null) continue;
      const [source, destination] = tags;
      expect(source?.[0]).toBe(OLD);
      const arrived = copyTags === 'bytes';
      expect(destination?.[0] === OLD).toBe(arrived);
      if (arrived) expect(destination?.[1]).toBe(NEW);
    }
  });
});

/** Steps until a thread is about to take one with this label. */
function before(system: System, state: State, thread: number, label: string): State {
  for (;;) {
    const taken = takeStep(system, state, { kind: 'step', thread });
    if ('refused' in taken) throw new Error(`${label} never came`);
    if (taken.record.label === label) return state;
    ({ state } = taken);
  }
}

test('v6.6: what is tagged behind the last copy stays behind; the log has it', () => {
  const system = machineOf(migrateLate, 'v6.6');
  let state = before(system, initialState(system), SOURCE, 'write vcpu');
  for (const thread of [VCPU, DESTINATION, SOURCE, VCPU, SOURCE, DESTINATION])
    for (
      let taken = takeStep(system, state, { kind: 'step', thread });
      !('refused' in taken);
      taken = takeStep(system, state, { kind: 'step', thread })
    )
      ({ state } = taken);
  expect(signalOf(system, state)).toEqual({ code: SEGV_MTESERR, address: NEW_OBJECT });
  const [source, destination] = tagsOf(system, state);
  expect(source).toEqual([OLD, NEW]);
  expect(destination?.[0]).toBe(OLD);
  expect(destination?.[1]).not.toBe(NEW);
});
