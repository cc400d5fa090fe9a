import type { Scenario } from '../scenario.ts';

/** FACTS 1.5: from v5.18 on the swap entry is given up before the PTE is set; v6.5 restores the tags before that. */
export const swapStore: Scenario = {
  id: 'swap-store',
  title: 'A store brings a page back from swap',
  theme: 'memory-management',
  lookFor:
    'A tagged page was swapped out. If a store brings it back, the page is mapped writable and its swap slot is freed, with the tags that were saved for it. Are they back in the page by then?',
  caveat: 'Linux frees swap slots in batches; here a slot is freed at once, as when the batch is full.',
  findings: {
    'v5.10': 'The PTE is set, and the tags are restored, before the entry is given up.',
    'v6.1':
      'Since v5.18 the entry is given up first. set_pte_at finds no saved tags any more and clears the page: its tags are lost.',
    'v6.4': 'As on v6.1. (The fix came with v6.5, and for long-term kernels.)',
    'v6.6': 'do_swap_page calls arch_swap_restore before it gives the entry up.',
  },
  threads: [
    { name: 'CPU 0', role: 'a thread: uses a tagged object', entry: 'thread_uses_object', args: [0] },
    { name: 'CPU 1', role: 'another: stores a tag', entry: 'thread_stores_tag', args: [0] },
  ],
  constants: { CONFIG_SWAP: 1, NR_MMS: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Restored, then the slot is freed', choices: '1*45 0*2', breaks: null }],
    v11: [{ title: 'Restored, then the slot is freed', choices: '1*46 0*2', breaks: null }],
    v12: [{ title: 'Restored, then the slot is freed', choices: '1*49 0*2', breaks: null }],
    'v6.1': [{ title: 'The slot is freed, the tags are gone', choices: '1*48 0*5', breaks: 'stale' }],
    'v6.2-flag': [{ title: 'The slot is freed, the tags are gone', choices: '1*52 0*5', breaks: 'stale' }],
    'v6.4': [{ title: 'The slot is freed, the tags are gone', choices: '1*50 0*5', breaks: 'stale' }],
    'v6.6': [{ title: 'Restored, then the slot is freed', choices: '1*49 0*2', breaks: null }],
  },
  picture: {
    frames: [2, 3],
    mappings: [{ kind: 'user', space: 0, index: 0, name: 'The process' }],
    swapSlots: [0],
  },
  vmm: null,
};
