import { describe, expect, test } from 'vitest';
import { scenarioSources } from '../core/scenarios/sources.ts';
import type { Named } from './named.ts';
import { PlayedRun } from './played.ts';
import { flagsSideBySide, vmsOf } from './vm.ts';
import { whyOver, type CpuMark, type VcpuMark } from './vcpu.ts';

const vcpu = (run: PlayedRun): VcpuMark | null => vmsOf(run.at())[0]?.vcpu ?? null;

const cpu = (run: PlayedRun): CpuMark | undefined => vcpu(run)?.cpus[0];

const row = (rows: readonly Named[] | undefined, name: string): Named | undefined =>
  rows?.find((one) => one.name === name);

const text = (rows: readonly Named[] | undefined, name: string): string =>
  (row(rows, name)?.parts ?? []).map((part) => `${part.name}=${part.value}`).join(' ');

/** The world switch on v5.14, up to where somebody has the CPU. */
function until(runs: string): PlayedRun {
  const run = new PlayedRun('world-switch', 'v5.14');
  while (cpu(run)?.runs !== runs) run.step(0);
  return run;
}

describe('the registers of MTE around a world switch', () => {
  test('a vCPU that has been made says what it may do', () => {
    const run = until('the host runs');
    const facts = vcpu(run)?.facts;
    expect(text(facts, 'initialized')).toBe('=yes');
    expect(text(facts, 'HCR_EL2')).toContain('ATA=1');
    expect(text(vcpu(run)?.saved, 'PSTATE')).toMatch(/^EL=1 .*TCO=/);
  });

  test('while the host runs the CPU has its mask, and HCR_EL2.ATA is clear', () => {
    const run = until('the host runs');
    expect(text(cpu(run)?.now, 'GCR_EL1')).toBe('Exclude=1–15 RRND=1');
    expect(text(cpu(run)?.now, 'RGSR_EL1')).toContain('SEED=0xace1');
  });

  test('while the guest runs the host’s mask is put aside, and ATA is set', () => {
    const run = until('the guest of VM 0 runs');
    expect(text(cpu(run)?.host, 'GCR_EL1')).toBe('Exclude=1–15 RRND=1');
    expect(row(cpu(run)?.now, 'GCR_EL1')?.raw).toBe(row(vcpu(run)?.saved, 'GCR_EL1')?.raw);
    expect(text(cpu(run)?.now, 'HCR_EL2')).toContain('ATA=1');
  });

  test('the register that a step wrote is marked with the step, by its fields', () => {
    const run = until('from the host to the guest');
    while ((row(cpu(run)?.host, 'GCR_EL1')?.changed ?? null) === null) run.step(0);
    const changed = row(cpu(run)?.host, 'GCR_EL1');
    expect(changed?.changed).toEqual({ step: run.steps.length, thread: 0, label: run.steps.at(-1)?.label });
    expect(changed?.parts.map((part) => part.changed)).toEqual([true, true]);
  });
});

test('a VM that has no vCPU yet shows none', () => {
  const run = new PlayedRun('vmm-program', 'v5.14');
  // The VMM hands a call over, and the kernel says that it is done.
  while (vmsOf(run.at()).length === 0)
    for (const side of [0, 1]) run.until(side, ({ label }) => label === 'write pending');
  expect(vcpu(run)).toBeNull();
});

test('whether a guest may use tags is its vCPU’s HCR_EL2.ATA: on v5.10 no guest may', () => {
  const run = new PlayedRun('quiet-vm', 'v5.10');
  const guests = (one: PlayedRun) => flagsSideBySide(one.at(), 1).guest.map(({ mayUseTags }) => mayUseTags);
  expect(guests(run)).not.toContain(true);
  expect(guests(new PlayedRun('quiet-vm', 'v6.4'))).toContain(true);
});

describe('a vCPU that runs code of its own', () => {
  const store = 'strb    w0, [x19] ';
  const main = scenarioSources('guest-console').find(({ path }) => path.endsWith('main.s'));
  const edited = main?.text.replace(store, 'strb    w0, [x19], #0 ') ?? '';

  test('calls PSCI; and says with what KVM_RUN has failed, once it has', () => {
    const run = new PlayedRun('guest-console', 'v6.13', new Map([[main?.path ?? '', edited]]));
    expect(text(vcpu(run)?.facts, 'features')).toBe('=KVM_ARM_VCPU_PSCI_0_2');
    expect(row(vcpu(run)?.facts, 'KVM_RUN')).toBeUndefined();
    run.untilLabel(0, 'write kvm_run_gave[vm]');
    expect(text(vcpu(run)?.facts, 'KVM_RUN')).toBe('=-ENOSYS');
    expect(text(vcpu(run)?.facts, 'exit_reason')).toBe('=KVM_EXIT_MMIO');
    expect(whyOver(run.at())).toBe('KVM_RUN gave -ENOSYS: the VMM runs this vCPU no more');
  });

  test('powers itself off', () => {
    const run = new PlayedRun('hello-tags', 'v6.13');
    expect(whyOver(run.at())).toBeNull();
    run.untilLabel(0, 'write kvm_run_gave[vm]');
    expect(whyOver(run.at())).toBe('The guest has powered itself off: KVM_EXIT_SYSTEM_EVENT');
  });
});
