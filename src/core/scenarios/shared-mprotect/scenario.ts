import type { Scenario } from '../scenario.ts';

/** FACTS R1, clear flavour, with the locks of FACTS 1.7: two mms share a page and both ask for tags. */
export const sharedMprotect: Scenario = {
  id: 'shared-mprotect',
  title: 'Two processes, both mprotect(PROT_MTE)',
  lookFor:
    'Two processes share a page and both ask for tags. Each holds its own mmap_lock and page-table lock, but nothing that the other takes: who clears the tags, and who may go on before that is done?',
  caveat:
    'All locks of Linux around this set_pte_at are here. Two threads of one process could not do it: mprotect holds the mmap_lock for writing.',
  findings: {},
  threads: [
    { name: 'CPU 0', role: 'process A: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 1', role: 'process B: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: [],
  picture: {
    frames: [0],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process A' },
      { kind: 'user', space: 1, index: 0, name: 'Process B' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
