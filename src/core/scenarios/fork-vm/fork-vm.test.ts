import { expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import type { StepRecord } from '../../step/record.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { machineOf } from '../machine.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { forkVm } from './scenario.ts';

const PATH = 'scenarios/fork-vm/fork.c';

/** The steps of the VM's thread alone, to its end. */
function vmAlone(release: string, edited = new Map<string, string>()): StepRecord[] {
  const system = machineOf(forkVm, release, { edited });
  const records: StepRecord[] = [];
  let state = initialState(system);
  for (;;) {
    const taken = takeStep(system, state, { kind: 'step', thread: 0 });
    if ('refused' in taken) return records;
    ({ state } = taken);
    records.push(taken.record);
  }
}

const WITH_MTE = releases.map(({ id }) => id).filter((id) => featuresOf(id).mteCapability !== null);
const refusesShared = (release: string): boolean => featuresOf(release).refusedMemory === 'shared';

function guestAccesses(records: readonly StepRecord[]): string[] {
  return records.filter((r) => r.function.startsWith('vcpu_')).map((r) => r.label);
}

test.each(WITH_MTE.filter(refusesShared))('%s refuses the memory, so the guest never runs', (release) => {
  expect(guestAccesses(vmAlone(release))).toEqual([]);
});

test.each(WITH_MTE.filter((id) => !refusesShared(id)))('%s takes the memory', (release) => {
  expect(guestAccesses(vmAlone(release))).toEqual([
    'LDG translation fault',
    expect.stringMatching(/^LDG 0x60/),
    'STG 0x60 ← 9',
    'LDR 0x60',
  ]);
});

/** MTE is asked for when the slot is there already, which skips the check of the slot. */
function enabledLate(): Map<string, string> {
  const text = scenarioSources('fork-vm').find((file) => file.path === PATH)?.text ?? '';
  const enable = '\tkvm_vm_ioctl_enable_cap(&kvms[0], cap);\n';
  const late = text
    .replace(enable, `\tkvm_set_memory_region(&kvms[0], 0, 0, IPA_BASE, PAGE_SIZE, USER_BASE);\n${enable}`)
    .replace(/\tif \(kvm_set_memory_region[\s\S]*?\treturn;\n/, '');
  return new Map([[PATH, late]]);
}

test('v5.14 refuses the page at the fault as well, if the slot was there before MTE was asked for', () => {
  const records = vmAlone('v5.14', enabledLate());
  expect(guestAccesses(records)).toEqual(['LDG translation fault']);
  expect(records.map((r) => r.function)).not.toContain('kvm_pgtable_stage2_map');
});

test('v6.2 maps it then', () => {
  expect(vmAlone('v6.2', enabledLate()).map((r) => r.function)).toContain('kvm_pgtable_stage2_map');
});
