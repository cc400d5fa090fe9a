/**
 * What keeps a vCPU's fault and its own VMM apart on v5.14, where neither the flag nor a lock for tags does: each of these things is
 * taken away, and some interleaving breaks a property then. (As it is it holds: known-answers.test.ts.)
 */
import { expect, test } from 'vitest';
import { Search } from '../../explore/search.ts';
import { kernelSources } from '../../kernel/sources.ts';
import { partsOf } from '../../step/parts.ts';
import { machineOf } from '../machine.test-data.ts';
import { forkVm } from '../fork-vm/scenario.ts';
import type { Scenario } from '../scenario.ts';
import { privateVm } from './scenario.ts';

const ABORT = 'arch/arm64/kvm/mmu-abort.c';
const MEMSLOT = 'arch/arm64/kvm/mmu-memslot.c';
const KVM_HOST = 'include/linux/kvm_host.h';
const MPROTECT = 'mm/mprotect.c';

const LOCK = '\tspin_lock(&kvm->mmu_lock);\n';
const RETRY = '\tif (mmu_notifier_retry(kvm, mmu_seq))\n\t\tgoto out_unlock;\n';

type Edit = readonly [path: string, find: string, put: string];

/** The properties that some interleaving breaks on v5.14 with these edits, each of whose places is the only one of its kind. */
function broken(scenario: Scenario, edits: readonly Edit[]): string[] {
  const edited = new Map<string, string>();
  for (const [path, find, put] of edits) {
    const text = edited.get(path) ?? kernelSources('v5.14').find((file) => file.path === path)?.text ?? '';
    expect(text.split(find)).toHaveLength(2);
    edited.set(path, text.replace(find, put));
  }
  const system = machineOf(scenario, 'v5.14', { edited, constants: { TAG_BLOCKS: 2 } });
  const search = new Search(partsOf(system), { states: 1e6, bytes: Infinity });
  while (!search.advance(1000));
  expect(search.progress.bounded).toBe(false);
  return scenario.properties.filter((_, check) => search.shortest(check) !== null);
}

test.each<[string, Edit]>([
  ['mmu_lock around the fault', [ABORT, LOCK, '']],
  ["the look at the notifier's count and sequence", [ABORT, RETRY, '']],
  [
    'that look being under mmu_lock',
    [ABORT, LOCK + RETRY, `\tif (mmu_notifier_retry(kvm, mmu_seq))\n\t\treturn 0;\n${LOCK}`],
  ],
  ['the count in it', [KVM_HOST, '\tif (kvm->mmu_notifier_count)\n\t\treturn true;\n', '']],
  [
    'telling KVM before mprotect changes a PTE',
    [MPROTECT, '\tmmu_notifier_invalidate_range_start(mm, start, end);\n', ''],
  ],
])('needed: %s', (_, edit) => {
  expect(broken(privateVm, [edit])).toEqual(['stale', 'lost', 'trusted']);
});

test('the sequence alone is not needed: what it tells of is over, so the tags are there, and the page is the same', () => {
  const edit: Edit = [KVM_HOST, '\treturn kvm->mmu_notifier_seq != seq;\n', '\treturn false;\n'];
  expect(broken(privateVm, [edit])).toEqual([]);
});

test('another process is kept out by refusing shared memory, at the slot or at the fault', () => {
  const slot: Edit = [MEMSLOT, ' && (vma->vm_flags & VM_SHARED)', ' && false'];
  const fault: Edit = [ABORT, '\t\tshared = (vma->vm_flags & VM_SHARED) != 0;\n', '\t\tshared = false;\n'];
  expect(broken(forkVm, [slot])).toEqual([]);
  expect(broken(forkVm, [fault])).toEqual([]);
  expect(broken(forkVm, [slot, fault])).toEqual(['stale', 'lost', 'trusted']);
});
