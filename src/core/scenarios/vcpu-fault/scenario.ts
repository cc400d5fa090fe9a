import type { Scenario } from '../scenario.ts';

/** FACTS R6, R10: a stage-2 fault beside mprotect in the VMM and in another process that shares the guest's memory. */
export const vcpuFault: Scenario = {
  id: 'vcpu-fault',
  title: "A vCPU's fault beside the VMM's mapping",
  theme: 'guest-memory',
  lookFor:
    "A guest touches a page for the first time while somebody maps it with tags. The VMM's own mprotect tells KVM, and the vCPU waits or tries again; another process that shares the memory tells nobody.",
  caveat: 'The guest memory is MAP_SHARED and a second process maps it too.',
  findings: {
    'v5.10':
      'KVM gives this guest no tags, so its fault initialises none; the two processes still race with each other.',
    v4: "The stage-2 fault sets the flag first, as set_pte_at does. The VMM's own mprotect is kept out by mmu_lock and the notifier's count; the other process is not.",
    v11: "The stage-2 fault sets the flag first, as set_pte_at does. The VMM's own mprotect is kept out by mmu_lock and the notifier's count; the other process is not.",
    v12: 'The spinlock orders set_pte_at against set_pte_at. sanitise_mte_tags does not take it: a hole while guest memory may be shared between processes (derived from the posting; the merged series refused such memory).',
    'v5.14':
      'KVM has refused the memory, since it is MAP_SHARED: the guest has none. The two processes still race with each other.',
    'v6.2-flag':
      'The memory is still refused. The two processes may both clear the tags, and a store is lost.',
    'v6.2': 'Shared memory is allowed again: the stage-2 fault takes the same two-bit lock as set_pte_at.',
    'v6.4': 'The stage-2 fault takes the same two-bit lock as set_pte_at.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG, STG, LDR', entry: 'vcpu_runs', args: [0] },
    { name: 'CPU 1', role: 'VMM: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 2', role: 'other process: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Two processes, as without a VM', choices: '0*15 1*14 2*13 1*29', breaks: 'stale' }],
    v4: [
      {
        title: 'The guest faults, another process reads stale tags',
        choices: '0*12 2*13 0*22',
        breaks: 'stale',
      },
    ],
    v11: [
      {
        title: 'The guest faults, another process reads stale tags',
        choices: '0*12 2*13 0*22',
        breaks: 'stale',
      },
    ],
    v12: [
      { title: 'Around the spinlock: stale tags behind stage 2', choices: '0*12 2*13 0*22', breaks: 'stale' },
      { title: "Around the spinlock: the guest's store is lost", choices: '2*11 0*34 2*24', breaks: 'lost' },
    ],
    'v5.14': [
      {
        title: 'No guest memory; two processes, as without a VM',
        choices: '0 1*9 2*13 1*22 2*4',
        breaks: 'stale',
      },
    ],
    'v6.1': [
      {
        title: 'No guest memory; two processes, as without a VM',
        choices: '0 1*9 2*14 1*23 2*4',
        breaks: 'stale',
      },
    ],
    'v6.2-flag': [
      {
        title: 'No guest memory; cleared twice, a store lost',
        choices: '0 1*9 2*35 1*27 2*4',
        breaks: 'lost',
      },
    ],
    'v6.2': [{ title: 'The other process waits for the flag', choices: '0*13 2*9 0*24 2*10', breaks: null }],
    'v6.4': [{ title: 'The other process waits for the flag', choices: '0*18 2*9 0*18 2*8', breaks: null }],
    'v6.6': [{ title: 'The other process waits for the flag', choices: '0*12 2*7 0*24 2*8', breaks: null }],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'user', space: 1, index: 0, name: 'Other process' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
