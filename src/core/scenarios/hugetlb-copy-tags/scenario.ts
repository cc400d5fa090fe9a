import type { Scenario } from '../scenario.ts';

/** FACTS 1.6 R9, 9 f4: COPY_TAGS into one page of a hugetlb page. */
export const hugetlbCopyTags: Scenario = {
  id: 'hugetlb-copy-tags',
  title: 'Tags restored into a part of a hugetlb page',
  theme: 'guest-memory',
  lookFor:
    'The VMM restores the tags of one page of a hugetlb page, and the guest touches the other. Whose tags does it see there?',
  caveat:
    'Derived from the sources, not reported as a bug of Linux. A hugetlb page has two pages here, each with a descriptor of its own. The pool of hugetlb pages, and what clears their flags on reuse, are left out. Coarse: a copy to or from user memory moves all it can of a user page in one step.',
  findings: {
    'v5.10': 'There is no such ioctl.',
    v11: "The ioctl does not mark the page: the guest's first touch clears what was restored.",
    'v5.14':
      "Each page has flags of its own. If the fault has found the first page's clear, it clears what was restored (R11).",
    'v6.2':
      'The memory is refused: hugetlb memory is not sure to carry tags (VM_MTE_ALLOWED). COPY_TAGS answers -EFAULT.',
    'v6.13':
      'The ioctl sets the flag that speaks for both pages, and has written one: the guest sees stale tags in the other (R9, derived).',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG in both pages', entry: 'vcpu_looks_at_both', args: [0] },
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, to the first page', entry: 'vmm_restores', args: [0] },
  ],
  constants: { CONFIG_HUGETLBFS: 1, COARSE_USER_COPY: 1, NR_FRAMES: 6 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    v11: [{ title: 'The fault clears what was restored', choices: '0*42 1*21 0*43 1*3', breaks: 'lost' }],
    v12: [],
    'v5.14': [{ title: 'The fault clears what was restored', choices: '0*44 1*21 0*45 1*4', breaks: 'lost' }],
    'v6.1': [],
    'v6.13': [{ title: 'One page restored, both marked', choices: '1*32 0*55', breaks: 'stale' }],
  },
  picture: {
    frames: [2, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page 0' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page 0' },
      { kind: 'user', space: 0, index: 1, name: 'VMM page 1' },
      { kind: 'stage2', space: 0, index: 1, name: 'Guest page 1' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
