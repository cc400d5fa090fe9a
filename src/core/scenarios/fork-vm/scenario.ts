import type { Scenario } from '../scenario.ts';

/** FACTS 1.3: the case that the review of the postings turned on, by fork and MAP_SHARED. */
export const forkVm: Scenario = {
  id: 'fork-vm',
  title: "A fork, then the parent's VM beside the child",
  theme: 'guest-memory',
  lookFor:
    "Memory is mapped MAP_SHARED without PROT_MTE, and the process forks. The VM's first access maps the page for the parent and for the guest; meanwhile the child asks for tags. Which lock do the two sides have in common?",
  caveat:
    'The child has touched the page before. All locks of Linux around set_pte_at and around the stage-2 fault are here.',
  findings: {
    'v5.10': 'The VM has no tags, so only the child initialises any.',
    v4: 'Sanitising and set_pte_at both set the flag first, and no lock is common to them.',
    v11: 'sanitising and set_pte_at both set the flag first, and no lock is common to them.',
    v12: 'set_pte_at takes tag_sync_lock, sanitise_mte_tags does not: this case, which the lock was made for, is still open (derived from the posting).',
    'v5.14':
      'KVM_SET_USER_MEMORY_REGION answers -EINVAL: memory that is shared between processes is refused, so there is no such guest.',
    'v6.2':
      'Shared memory is allowed again: both sides take PG_mte_lock of the page, and the second waits for PG_mte_tagged.',
    'v6.4': 'Both sides take PG_mte_lock of the page.',
  },
  threads: [
    {
      name: 'vCPU 0',
      role: 'VM of the parent: gets memory, runs',
      entry: 'vmm_adds_memory_and_runs',
      args: [0],
    },
    { name: 'CPU 1', role: 'child: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Only the child asks for tags', choices: '0*57 1*30', breaks: null }],
    v4: [
      {
        title: 'The guest faults, the child reads stale tags',
        choices: '0*62 1*12 0*24 1*4',
        breaks: 'stale',
      },
    ],
    v11: [
      {
        title: 'The guest faults, the child reads stale tags',
        choices: '0*62 1*12 0*26 1*4',
        breaks: 'stale',
      },
    ],
    v12: [
      {
        title: 'Around the spinlock: the child reads stale tags',
        choices: '0*62 1*12 0*26 1*4',
        breaks: 'stale',
      },
      {
        title: "Around the spinlock: the guest's store is lost",
        choices: '1*11 0*87 1*24 0*4',
        breaks: 'lost',
      },
    ],
    'v5.14': [{ title: 'The memory is refused', choices: '0*9 1*31', breaks: null }],
    'v6.1': [{ title: 'The memory is refused', choices: '0*9 1*32', breaks: null }],
    'v6.2-flag': [{ title: 'The memory is refused', choices: '0*9 1*36', breaks: null }],
    'v6.2': [{ title: 'The child waits for the flag', choices: '0*64 1*9 0*17 1*10', breaks: null }],
    'v6.4': [{ title: 'The child waits for the flag', choices: '0*63 1*9 0*17 1*8', breaks: null }],
    'v6.6': [{ title: 'The child waits for the flag', choices: '0*62 1*7 0*17 1*8', breaks: null }],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Parent (VMM)' },
      { kind: 'user', space: 1, index: 0, name: 'Child' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
