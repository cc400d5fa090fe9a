/** QEMU 9.2 with mte=on, on every kernel: against what its rows of the table say (FACTS 5). */
import { expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import type { State } from '../../machine/state.ts';
import { initialState, takeStep } from '../../step/step.ts';
import type { System } from '../../step/system.ts';
import { sourcesOf } from '../assemble.ts';
import { machineOf } from '../machine.test-data.ts';
import { qemuConfigurations } from './configurations.ts';
import { qemuMte } from './scenario.ts';

const [NO_ERROR, NOT_SUPPORTED, MIGRATION_DISABLED] = [0, 1, 3];
/** The number of the capability as it was merged, which QEMU asks for. */
const MERGED = 205;

function started(release: string, constants: Readonly<Record<string, number>> = {}) {
  const system = machineOf(qemuMte, release, { constants });
  let state = initialState(system);
  let enabled = 0;
  // QEMU goes on until it makes a call, the kernel until the call is served.
  for (let before: State | null = null; before !== state;) {
    before = state;
    for (const thread of [0, 1]) {
      for (
        let taken = takeStep(system, state, { kind: 'step', thread });
        !('refused' in taken);
        taken = takeStep(system, state, { kind: 'step', thread })
      ) {
        ({ state } = taken);
        if (taken.record.label === 'write mte_enabled') enabled++;
        expect(taken.record.broke).toEqual([]);
      }
    }
  }
  return { ...kept(system, state), enabled };
}

/** What QEMU keeps, by its names. */
function kept(system: System, state: State) {
  const found = system.program.globals.get('qemu');
  if (found?.type.kind !== 'struct') throw new Error('qemu');
  const { fields } = found.type;
  const at = (name: string): number => found.address + (fields.find((f) => f.name === name)?.offset ?? NaN);
  const word = (name: string): number => state.words[at(name)] ?? NaN;
  return {
    exits: word('exits'),
    run: word('run'),
    migrate: word('migrate'),
    blocker: word('migration_blocker'),
    cpus: [0, 1].map((cpu) => state.words[at('cpu') + cpu]),
    hostMte: word('host_pfr1') & 0xf,
  };
}

test.each(releases.map(({ id }) => id))('%s', (release) => {
  const qemu = started(release);
  if (featuresOf(release).mteCapability !== MERGED) {
    expect(qemu).toEqual({
      ...{ exits: NOT_SUPPORTED, run: 0, migrate: NO_ERROR, blocker: 0, cpus: [0, 0], enabled: 0 },
      hostMte: qemu.hostMte,
    });
    return;
  }
  // Once for the VM that is made to be asked, once for the one that is meant; two CPUs make no difference.
  expect(qemu).toEqual({
    ...{ exits: NO_ERROR, run: 0, migrate: MIGRATION_DISABLED, blocker: 1, cpus: [1, 1], enabled: 2 },
    hostMte: 3,
  });
});

test('mte=off: nothing is enabled for the guest, and nothing blocks migration', () => {
  const qemu = started('v6.6', { MACHINE_MTE: 0 });
  expect([qemu.exits, qemu.blocker, qemu.migrate, qemu.cpus]).toEqual([NO_ERROR, 0, NO_ERROR, [0, 0]]);
  // The throw-away VM alone.
  expect(qemu.enabled).toBe(1);
});

test('the messages of 9.2 with KVM stand in the model', () => {
  const text = sourcesOf(qemuMte, 'v6.6').find(({ path }) => path.endsWith('/qemu.c'))?.text ?? '';
  const kvm = qemuConfigurations.filter((row) => row.version === '9.2' && row.accelerator === 'KVM');
  const messages = kvm.flatMap(({ outcome }) => /“(.*)”/.exec(outcome)?.slice(1) ?? []);
  expect(messages).toHaveLength(3);
  expect(messages.filter((message) => !text.includes(`"${message}"`))).toEqual([]);
});
