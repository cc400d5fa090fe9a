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
    v4: 'As on v5.10.',
    v11: 'As on v5.10: a page that is cleared is announced before the work.',
    v12: 'The flag is set after the work: the copy is taken of valid tags, or without tags.',
    'v5.14': 'As on v5.10: the flag is set before the work.',
    'v6.1': 'As on v5.10: the flag is set before the work.',
    'v6.2-flag':
      'The flag is set after the work, with a barrier between them. The race is gone already here.',
    'v6.2': 'The flag is set after the work: the copy is taken of valid tags, or without tags.',
    'v6.4': 'As on v6.2.',
    'v6.6': 'As on v6.2.',
    'v6.13': 'As on v6.2.',
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
  recorded: [
    {
      title: 'Stale tags are copied, for good',
      release: 'v5.10',
      choices: '0*7 1*48 0*37 1*19',
      breaks: 'stale',
    },
    {
      title: 'Stale tags are copied, for good',
      release: 'v4',
      choices: '0*7 1*48 0*37 1*19',
      breaks: 'stale',
    },
    {
      title: 'Stale tags are copied, for good',
      release: 'v11',
      choices: '0*9 1*49 0*37 1*19',
      breaks: 'stale',
    },
    {
      title: 'A copy without tags, cleared later',
      release: 'v12',
      choices: '0*7 1*55 0*42 1*19',
      breaks: null,
    },
    {
      title: 'Stale tags are copied, for good',
      release: 'v5.14',
      choices: '0*8 1*50 0*37 1*19',
      breaks: 'stale',
    },
    {
      title: 'Stale tags are copied, for good',
      release: 'v6.1',
      choices: '0*9 1*51 0*37 1*19',
      breaks: 'stale',
    },
    {
      title: 'A copy without tags, cleared later',
      release: 'v6.2-flag',
      choices: '0*6 1*55 0*44 1*19',
      breaks: null,
    },
    {
      title: 'A copy without tags, cleared later',
      release: 'v6.2',
      choices: '0*6 1*55 0*44 1*19',
      breaks: null,
    },
    {
      title: 'A copy without tags, cleared later',
      release: 'v6.4',
      choices: '0*6 1*53 0*42 1*19',
      breaks: null,
    },
    { title: 'A copy of valid tags', release: 'v6.6', choices: '0*34 1*53 0*12 1*19', breaks: null },
    { title: 'A copy of valid tags', release: 'v6.13', choices: '0*34 1*53 0*12 1*19', breaks: null },
  ],
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
