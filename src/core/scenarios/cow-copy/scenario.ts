import type { Scenario } from '../scenario.ts';

/** FACTS R3: the copy on write of a page that is marked, but not initialised yet. */
export const cowCopy: Scenario = {
  id: 'cow-copy',
  title: 'A copy is taken of a half-initialised page',
  theme: 'memory-management',
  lookFor:
    "After a fork the parent asks for tags, and the kernel clears those of the page. Meanwhile the child's store copies that page. If PG_mte_tagged is set by then and the tags are not cleared yet, the copy gets a former owner's tags and the flag. Nobody clears the copy any more.",
  caveat:
    'All locks of Linux are here. Neither the copied page nor its page table is locked while it is copied. The page is read-only for both, so no store can be lost.',
  findings: {
    'v5.10':
      "The parent's mprotect sets the flag first. copy_highpage believes it, and the copy keeps stale tags for good.",
    v11: 'As on v5.10: a page that is cleared is announced before the work.',
    v12: 'The flag is set after the work: the copy is taken of valid tags, or without tags.',
    'v5.14': 'As on v5.10: the flag is set before the work.',
    'v6.2-flag':
      'The flag is set after the work, with a barrier between them. The race is gone already here.',
    'v6.2': 'The flag is set after the work: the copy is taken of valid tags, or without tags.',
  },
  threads: [
    { name: 'CPU 0', role: 'parent: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    {
      name: 'CPU 1',
      role: 'child: stores, then mprotect(PROT_MTE)',
      entry: 'child_copies',
      args: [1],
    },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Stale tags are copied, for good', choices: '0*7 1*48 0*37 1*19', breaks: 'stale' }],
    v11: [{ title: 'Stale tags are copied, for good', choices: '0*9 1*49 0*37 1*19', breaks: 'stale' }],
    v12: [{ title: 'A copy without tags, cleared later', choices: '0*7 1*55 0*42 1*19', breaks: null }],
    'v5.14': [{ title: 'Stale tags are copied, for good', choices: '0*8 1*50 0*37 1*19', breaks: 'stale' }],
    'v6.1': [{ title: 'Stale tags are copied, for good', choices: '0*9 1*51 0*37 1*19', breaks: 'stale' }],
    'v6.2-flag': [
      { title: 'A copy without tags, cleared later', choices: '0*6 1*55 0*44 1*19', breaks: null },
    ],
    'v6.4': [{ title: 'A copy without tags, cleared later', choices: '0*6 1*53 0*42 1*19', breaks: null }],
    'v6.6': [{ title: 'A copy of valid tags', choices: '0*34 1*53 0*12 1*19', breaks: null }],
  },
  picture: {
    frames: [2, 1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Parent' },
      { kind: 'user', space: 1, index: 0, name: 'Child' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
