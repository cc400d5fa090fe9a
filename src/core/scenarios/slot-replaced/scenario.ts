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
    'v5.14':
      'The fault looks at the mapping once more: it is shared, and KVM_RUN answers -EFAULT. (A private mapping would fail by pfn_to_online_page().)',
    'v6.2': 'The mapping does not allow tags (VM_MTE_ALLOWED): KVM_RUN answers -EFAULT.',
    'v6.4': 'As on v6.2; what the mapping allows is read while mmap_lock is held.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDR', entry: 'vcpu_runs_on', args: [0] },
    { name: 'CPU 1', role: 'VMM: mmap(MAP_FIXED) over the slot', entry: 'vmm_maps_over', args: [0] },
  ],
  constants: { NR_PMEM_FRAMES: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'The guest gets the file', choices: '1*50 0*38', breaks: null }],
    v4: [{ title: 'The guest gets the file', choices: '1*50 0*55', breaks: null }],
    v11: [{ title: 'KVM_RUN answers -EFAULT', choices: '1*50 0*37', breaks: null }],
    'v5.14': [{ title: 'KVM_RUN answers -EFAULT', choices: '1*50 0*37', breaks: null }],
    'v6.4': [{ title: 'KVM_RUN answers -EFAULT', choices: '1*50 0*36', breaks: null }],
    'v6.6': [{ title: 'KVM_RUN answers -EFAULT', choices: '1*50 0*35', breaks: null }],
  },
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
