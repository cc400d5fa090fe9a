import type { Scenario } from '../scenario.ts';

/** FACTS 9 f6 (R8 without an alias): COPY_TAGS, a stage-2 fault and an mprotect wait for each other. */
export const copyTagsCycle: Scenario = {
  id: 'copy-tags-cycle',
  title: 'Three that wait for each other',
  theme: 'copying-tags',
  lookFor:
    "No memory is mapped twice here. The ioctl holds PG_mte_lock of a page and faults on its buffer; the guest touches that page; the VMM's other thread changes a mapping. Follow who waits for whom.",
  caveat:
    'Derived from the sources, in none of which it stands; not a known bug of Linux. It takes a guest that runs while its tags are restored, and a buffer that nobody has touched. Coarse: a copy moves all it can of a user page in one step.',
  findings: {
    'v5.10': 'There is no such ioctl.',
    v11: 'The ioctl holds no lock of the page while it reads the buffer: nobody waits for it.',
    'v5.14': 'As on v11.',
    'v6.2':
      "The ioctl holds PG_mte_lock and waits for mmap_lock; mprotect holds that and waits for mmu_lock; the vCPU's fault holds that and waits for PG_mte_tagged, which the ioctl would set.",
  },
  threads: [
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, to the guest', entry: 'vmm_copies', args: [0] },
    { name: 'vCPU 0', role: 'guest: LDR', entry: 'vcpu_reads', args: [0] },
    { name: 'CPU 2', role: 'another thread of the VMM: mprotect', entry: 'vmm_protects', args: [0] },
  ],
  constants: { COARSE_USER_COPY: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v6.2': [{ title: 'Three that wait for each other', choices: '0*22 1*35 2*18', breaks: 'deadlock' }],
    'v6.4': [],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
      { kind: 'user', space: 0, index: 1, name: 'Buffer' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
