import type { Scenario } from '../scenario.ts';

/** FACTS 3 and 6: memory mapped over a slot after KVM has looked at it, and the late check of the stage-2 fault. */
export const slotReplaced: Scenario = {
  id: 'slot-replaced',
  title: 'Something else mapped over a slot',
  theme: 'guest-memory',
  lookFor:
    "KVM has looked at the VMM's memory when the slot was made. Now the VMM maps a shared file on persistent memory over it. Does the guest get that, and what does KVM_RUN answer?",
  caveat:
    'Persistent memory mapped page for page (DAX) lies in ZONE_DEVICE: it has a struct page, and need not have tags.',
  findings: {
    'v5.10': 'The guest has no tags, so it may have any memory.',
    v4: 'Whatever has a struct page will do: the tags of persistent memory are cleared, and it is mapped. Whether it has any is not asked.',
    v11: 'pfn_to_online_page() knows no page of ZONE_DEVICE: KVM_RUN answers -EFAULT.',
    v12: 'As on v11.',
    'v5.14':
      'The fault looks at the mapping once more: it is shared, and KVM_RUN answers -EFAULT. (A private mapping would fail by pfn_to_online_page().)',
    'v6.1': 'As on v5.14.',
    'v6.2-flag': 'As on v5.14.',
    'v6.2': 'The mapping does not allow tags (VM_MTE_ALLOWED): KVM_RUN answers -EFAULT.',
    'v6.4': 'As on v6.2; what the mapping allows is read while mmap_lock is held.',
    'v6.6': 'As on v6.4.',
    'v6.13': 'As on v6.4.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDR', entry: 'vcpu_runs_on', args: [0] },
    { name: 'CPU 1', role: 'VMM: mmap(MAP_FIXED) over the slot', entry: 'vmm_maps_over', args: [0] },
  ],
  constants: { NR_PMEM_FRAMES: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: [
    { title: 'The guest gets the file', release: 'v5.10', choices: '1*50 0*38', breaks: null },
    { title: 'The guest gets the file', release: 'v4', choices: '1*50 0*55', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v11', choices: '1*50 0*37', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v12', choices: '1*50 0*37', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v5.14', choices: '1*50 0*37', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v6.1', choices: '1*50 0*37', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v6.2-flag', choices: '1*50 0*37', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v6.2', choices: '1*50 0*37', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v6.4', choices: '1*50 0*36', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v6.6', choices: '1*50 0*35', breaks: null },
    { title: 'KVM_RUN answers -EFAULT', release: 'v6.13', choices: '1*50 0*35', breaks: null },
  ],
  picture: {
    frames: [1, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
