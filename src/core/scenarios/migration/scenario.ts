import type { Scenario } from '../scenario.ts';

/** FACTS R5b: the end of a migration between two mappings of a shared page, beside two mprotects. */
export const migration: Scenario = {
  id: 'migration',
  title: 'A page moves while two processes ask for tags',
  theme: 'memory-management',
  lookFor:
    "A shared page moves to another frame, whose tags are a former owner's. It is back in the page table of A, which asks for tags and clears them; then the untagged PTE of B is put back. Does that set PG_mte_tagged, while A is still at it?",
  caveat:
    "Derived from the sources. It takes a mapping that could not be read when the page was put back (A's, PROT_NONE): else the first PTE that is put back sets the flag itself. All locks of Linux around set_pte_at are here.",
  findings: {
    'v5.10': 'An untagged PTE says nothing. The two mprotects race with each other, as without a migration.',
    v4: 'As on v5.10. The two mprotects race with each other, as without a migration.',
    v11: 'An untagged PTE leaves the flag alone. The two mprotects race with each other, as without a migration.',
    v12: 'The end of the migration takes tag_sync_lock and leaves the flag alone.',
    'v5.14':
      'The untagged PTE that replaces a migration entry sets the flag, and nobody clears the tags. The two mprotects race as well.',
    'v6.1': 'The untagged PTE leaves the flag alone; the two mprotects still race with each other.',
    'v6.2-flag': 'The untagged PTE sets the flag, and nobody clears the tags.',
    'v6.2':
      "The untagged PTE sets the flag. If A holds PG_mte_lock just then, that ends the lock before the work is done: B maps the page early, and A's clearing overwrites B's store.",
    'v6.4': 'The untagged PTE leaves the flag alone: B waits until A is done.',
    'v6.6': 'The untagged PTE is not looked at: B waits until A is done.',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 1', role: 'process B: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
    { name: 'CPU 2', role: 'kcompactd: moves the page', entry: 'kcompactd_moves', args: [1] },
  ],
  constants: { CONFIG_MIGRATION: 1, NR_SHMEM_PAGES: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [
      {
        title: 'Moved, then stale tags and a lost store',
        choices: '2*29 0*8 1*12 0*22 1*4',
        breaks: 'stale',
      },
    ],
    v11: [
      {
        title: 'Moved, then stale tags and a lost store',
        choices: '2*31 0*10 1*12 0*22 1*4',
        breaks: 'stale',
      },
    ],
    v12: [
      {
        title: 'kcompactd waits for the lock, B for kcompactd',
        choices: '2*21 0*18 2*6 1*3 0*17 2*7 1*10',
        breaks: null,
      },
    ],
    'v5.14': [{ title: 'Marked when moved, never cleared', choices: '2*31 0*14 1*14', breaks: 'stale' }],
    'v6.1': [
      {
        title: 'Moved, then stale tags and a lost store',
        choices: '2*32 0*9 1*14 0*23 1*4',
        breaks: 'stale',
      },
    ],
    'v6.2-flag': [{ title: 'Marked when moved, never cleared', choices: '2*34 0*16 1*16', breaks: 'stale' }],
    'v6.2': [
      { title: 'Marked when moved, never cleared', choices: '2*34 0*16 1*16', breaks: 'stale' },
      {
        title: 'The lock ends early: a store is lost',
        choices: '2*21 0*16 2*13 1*15 0*20 1*4',
        breaks: 'lost',
      },
    ],
    'v6.4': [{ title: 'B waits for the flag', choices: '2*21 0*16 2*11 1*9 0*18 1*8', breaks: null }],
    'v6.6': [{ title: 'B waits for the flag', choices: '2*21 0*14 2*8 1*7 0*18 1*8', breaks: null }],
  },
  picture: {
    frames: [2, 1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process A' },
      { kind: 'user', space: 1, index: 0, name: 'Process B' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
