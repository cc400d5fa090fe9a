import type { Scenario } from '../scenario.ts';

/** FACTS R1, clear flavour, with the locks of FACTS 1.7: two mms share a page and both ask for tags. */
export const sharedMprotect: Scenario = {
  id: 'shared-mprotect',
  title: 'Two processes, both mprotect(PROT_MTE)',
  theme: 'race',
  lookFor:
    'Two processes share a page and both ask for tags. Each holds its own mmap_lock and page-table lock, but nothing that the other takes: who clears the tags, and who may go on before that is done?',
  caveat:
    'All locks of Linux around this set_pte_at are here. Two threads of one process could not do it: mprotect holds the mmap_lock for writing.',
  findings: {
    'v5.10':
      'Nothing excludes the two: each holds its own mmap_lock and page-table lock, and mprotect does not lock the page.',
    v4: "As on v5.10: two processes of the host are none of the posting's business.",
    v11: 'As on v5.10: a page that is cleared is still announced before the work.',
    v12: 'tag_sync_lock is the one lock that both take.',
    'v5.14': 'As on v5.10: the flag is set before the work, and no lock is common to the two.',
    'v6.2-flag':
      'The flag is set after the work, so nothing stale is shown. But both may find it clear, and the later clearing overwrites a store.',
    'v6.2': 'PG_mte_lock belongs to the page, so it is the one lock that both meet.',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 1', role: 'process B: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Stale tags, then a lost store', choices: '0*7 1*13 0*23', breaks: 'stale' }],
    v11: [{ title: 'Stale tags, then a lost store', choices: '0*9 1*13 0*23', breaks: 'stale' }],
    v12: [{ title: 'The second process waits for the lock', choices: '0*14 1*8 0*21 1*9', breaks: null }],
    'v5.14': [{ title: 'Stale tags, then a lost store', choices: '0*9 1*13 0*22 1*4', breaks: 'stale' }],
    'v6.1': [{ title: 'Stale tags, then a lost store', choices: '0*9 1*14 0*23 1*4', breaks: 'stale' }],
    'v6.2-flag': [{ title: 'Cleared twice, a store lost', choices: '0*9 1*35 0*27 1*4', breaks: 'lost' }],
    'v6.2': [{ title: 'The second process waits for the flag', choices: '0*16 1*9 0*20 1*10', breaks: null }],
    'v6.4': [{ title: 'The second process waits for the flag', choices: '0*14 1*9 0*20 1*8', breaks: null }],
    'v6.6': [{ title: 'The second process waits for the flag', choices: '0*14 1*7 0*18 1*8', breaks: null }],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process A' },
      { kind: 'user', space: 1, index: 0, name: 'Process B' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
