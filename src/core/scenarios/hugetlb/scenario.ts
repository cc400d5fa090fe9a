import type { Scenario } from '../scenario.ts';

/** FACTS 1.6 R9: sanitise_mte_tags clears what is mapped, and marks the folio. */
export const hugetlb: Scenario = {
  id: 'hugetlb',
  title: 'A hugetlb page, mapped page by page',
  theme: 'guest-memory',
  lookFor:
    'Guest memory is a hugetlb page at an address that is aligned otherwise, so each fault maps one small page. The first fault marks the page as done: which page, and what does the second fault believe?',
  caveat:
    'Derived from the sources, not reported as a bug of Linux. A hugetlb page has two pages here, each with a descriptor of its own. The pool of hugetlb pages, and what clears their flags on reuse, are left out.',
  findings: {
    'v5.10': 'The guest has no tags.',
    v4: 'compound_nr() pages are sanitised, from the head on.',
    v11: 'Each page has flags of its own.',
    'v5.14': 'As on v11: private memory is not refused, whatever kind it is.',
    'v6.2': 'The memory is refused: hugetlb memory is not sure to carry tags (VM_MTE_ALLOWED).',
    'v6.13':
      'The flag on the head speaks for both pages, and the first fault has cleared one: the guest sees stale tags in the other (R9, derived).',
  },
  threads: [{ name: 'vCPU 0', role: 'guest: LDG in both pages', entry: 'vcpu_looks_at_both', args: [0] }],
  constants: { CONFIG_HUGETLBFS: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    v4: [{ title: 'Each page by itself', choices: '0*66', breaks: null }],
    'v5.14': [{ title: 'Each page by itself', choices: '0*68', breaks: null }],
    'v6.1': [],
    'v6.13': [{ title: 'One page cleared, both marked', choices: '0*53', breaks: 'stale' }],
  },
  picture: {
    frames: [2, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page 0' },
      { kind: 'stage2', space: 0, index: 1, name: 'Guest page 0' },
      { kind: 'user', space: 0, index: 1, name: 'VMM page 1' },
      { kind: 'stage2', space: 0, index: 2, name: 'Guest page 1' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
