import type { Scenario } from '../scenario.ts';

/** FACTS 2 (copy_highpage) and 1.5: the flags of a hugetlb page are its head's, and speak for all its pages when it is copied. */
export const hugetlbFork: Scenario = {
  id: 'hugetlb-fork',
  title: 'A hugetlb page is copied after a fork',
  theme: 'memory-management',
  lookFor:
    'A store to one page of a hugetlb page copies all of it. Only the head has PG_mte_tagged: watch when the tags of the second page are copied, and which page of the copy is marked.',
  caveat:
    'A hugetlb page has two pages here, each with a PTE of its own. The pool of hugetlb pages is left out; that the old page is locked while it is copied is from memory: likely.',
  findings: {
    'v5.10': 'PROT_MTE is refused for hugetlb memory (-EINVAL), so there are no tags to copy.',
    'v6.13':
      'copy_highpage copies the tags of both pages when it comes to the head, and marks the head of the copy. For the other page it does nothing more.',
  },
  threads: [
    {
      name: 'CPU 0',
      role: 'child: stores to page 0, uses the object on page 1',
      entry: 'child_stores_and_looks',
      args: [1],
    },
    { name: 'CPU 1', role: 'parent: tags the object anew', entry: 'parent_tags_anew', args: [0] },
  ],
  constants: { CONFIG_HUGETLBFS: 1, NR_FRAMES: 6 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Copied without tags', choices: '0*27 1*18', breaks: null }],
    v11: [{ title: 'Copied without tags', choices: '0*31 1*18', breaks: null }],
    'v5.14': [{ title: 'Copied without tags', choices: '0*29 1*18', breaks: null }],
    'v6.6': [{ title: 'Copied without tags', choices: '0*27 1*18', breaks: null }],
    'v6.13': [{ title: 'The tags of both pages, with the head', choices: '0*72 1*18', breaks: null }],
  },
  picture: {
    frames: [3, 2, 4, 5],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Parent, page 0' },
      { kind: 'user', space: 1, index: 0, name: 'Child, page 0' },
      { kind: 'user', space: 0, index: 1, name: 'Parent, page 1' },
      { kind: 'user', space: 1, index: 1, name: 'Child, page 1' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
