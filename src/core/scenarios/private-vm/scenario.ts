import type { Scenario } from '../scenario.ts';

/** FACTS R6: a stage-2 fault beside mprotect of the same process, with private memory. */
export const privateVm: Scenario = {
  id: 'private-vm',
  title: "A vCPU's fault beside its own VMM",
  theme: 'guest-memory',
  lookFor:
    'The guest touches a page for the first time while the VMM itself maps it with tags. Both would initialise it, and neither the flag nor any lock for tags keeps them apart. Stop each of the two half-way: what does?',
  caveat: 'The guest memory is private: no other process has it.',
  findings: {
    'v5.10': 'KVM gives this guest no tags; only mprotect initialises any.',
    v4: "mprotect first tells KVM, under mmu_lock; the fault initialises under mmu_lock, and tries again if the notifier's count or sequence say that the page table has changed.",
    v11: "mprotect first tells KVM, under mmu_lock; the fault initialises under mmu_lock, and tries again if the notifier's count or sequence say that the page table has changed.",
    v12: "As on v11: mmu_lock with the notifier's count and sequence, not tag_sync_lock, keeps these two apart.",
    'v5.14':
      "mmu_lock with the notifier's count and sequence excludes the two. (The comment in Linux gives the credit to mmap_lock, which the fault has dropped by then.)",
    'v6.2': 'As before; PG_mte_lock comes on top.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG, STG, LDR', entry: 'vcpu_runs', args: [0] },
    { name: 'CPU 1', role: 'VMM: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'mprotect waits for mmu_lock', choices: '0*13 1*3 0*2 1*53', breaks: null }],
    v4: [{ title: 'mprotect waits for mmu_lock', choices: '0*19 1*3 0*15 1*36', breaks: null }],
    v11: [{ title: 'mprotect waits for mmu_lock', choices: '0*19 1*3 0*15 1*36', breaks: null }],
    'v5.14': [
      { title: 'mprotect waits for mmu_lock', choices: '0*20 1*3 0*16 1*37', breaks: null },
      {
        title: 'The page table has changed: the vCPU tries again',
        choices: '0*8 1*41 0*57 1*2',
        breaks: null,
      },
    ],
    'v6.1': [{ title: 'mprotect waits for mmu_lock', choices: '0*20 1*3 0*16 1*38', breaks: null }],
    'v6.2-flag': [{ title: 'mprotect waits for mmu_lock', choices: '0*20 1*3 0*17 1*39', breaks: null }],
    'v6.4': [{ title: 'mprotect waits for mmu_lock', choices: '0*19 1*3 0*17 1*39', breaks: null }],
    'v6.6': [{ title: 'mprotect waits for mmu_lock', choices: '0*19 1*3 0*17 1*38', breaks: null }],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
