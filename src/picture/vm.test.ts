import { describe, expect, test } from 'vitest';
import { PlayedRun } from './played.ts';
import { flagsSideBySide, vmsOf } from './vm.ts';

const text = (parts: readonly { readonly name: string; readonly value: string }[]): string =>
  parts.map(({ name, value }) => name + value).join(' ');

describe('the VM of quiet-vm on v6.4', () => {
  const [vm] = vmsOf(new PlayedRun('quiet-vm', 'v6.4').at());
  const fact = (name: string) => text(vm?.facts.find((one) => one.name === name)?.parts ?? []);

  test('may use tags, has one vCPU, and its locks are free', () => {
    expect([vm?.fd, fact('mte_enabled'), fact('created_vcpus'), fact('mmu_lock')]).toEqual([
      4n,
      'yes',
      '1',
      'free',
    ]);
  });

  test('has a slot, and one that is read-only', () => {
    const flags = vm?.slots.map(({ number, fields }) => [
      number,
      text(fields.find(({ name }) => name === 'flags')?.parts ?? []),
    ]);
    expect(flags).toEqual([
      [0, 'none'],
      [1, 'KVM_MEM_READONLY'],
    ]);
  });
});

test('v5.10 has no MTE for guests', () => {
  const [vm] = vmsOf(new PlayedRun('quiet-vm', 'v5.10').at());
  expect(text(vm?.facts.find(({ name }) => name === 'mte_enabled')?.parts ?? [])).toBe('no');
});

test('processes alone have no VM', () => {
  expect(vmsOf(new PlayedRun('isolation', 'v5.10').at())).toEqual([]);
});

test('what a step changed is told with that step, and no more after the next', () => {
  const run = new PlayedRun('fork-vm', 'v6.4').until(0, ({ label }) =>
    label.startsWith('spin_lock kvm->mmu_lock'),
  );
  const lock = () => vmsOf(run.at())[0]?.facts.find(({ name }) => name === 'mmu_lock');
  expect(text(lock()?.parts ?? [])).toBe('held by vCPU 0');
  expect(lock()?.changed).toEqual({ step: run.steps.length, thread: 0, label: run.steps.at(-1)?.label });
  run.step(1);
  expect(lock()?.changed).toBeNull();
});

test('a page frame that both sides map shows its flags once, and who may use tags', () => {
  const run = new PlayedRun('fork-vm', 'v6.4');
  while (vmsOf(run.at())[0]?.stage2.length !== 1) run.step(0);
  const [entry] = vmsOf(run.at())[0]?.stage2 ?? [];
  expect([entry?.name, text(entry?.parts.slice(0, 2) ?? [])]).toEqual(['0x4_0000', 'pfn0x41 valid']);
  const { flags, guest } = flagsSideBySide(run.at(), 1);
  expect(flags.find(({ name }) => name === 'PG_mte_tagged')?.set).toBe(true);
  expect(guest.map(({ mayUseTags }) => mayUseTags)).toEqual([true]);
});
