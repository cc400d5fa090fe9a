import type { Scenario } from '../scenario.ts';

/** FACTS R5: an untagged page comes back from swap and is marked, though nobody has initialised its tags. */
export const swapUntagged: Scenario = {
  id: 'swap-untagged',
  title: 'An untagged page comes back from swap',
  theme: 'memory-management',
  lookFor:
    "A page that never had tags comes back from swap into a frame with a former owner's tags. Is PG_mte_tagged set, though nobody has cleared them? Then whoever asks for tags later sees them.",
  caveat: 'No moment matters here, only the order: first the page is read back, then mprotect asks for tags.',
  findings: {
    'v5.10':
      'set_pte_at does not look at an untagged PTE. mprotect finds the flag clear and clears the tags.',
    v11: 'The untagged PTE is looked at, but without saved tags the flag is left alone.',
    'v5.14':
      'The flag is set first; then there is nothing to restore and nothing to clear. mprotect finds it set and clears nothing.',
    'v6.1': 'Only who restores or clears sets the flag.',
    'v6.2-flag': 'mte_sync_tags sets the flag once more whatever was done: the old mistake is back.',
    'v6.2': 'As half-way: mte_sync_tags sets the flag whatever was done.',
    'v6.4': 'The flag is set only where the work is done.',
    'v6.6': 'set_pte_at looks at tagged PTEs only.',
  },
  threads: [
    { name: 'CPU 0', role: 'a thread: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 1', role: 'another: reads the page back', entry: 'thread_reads', args: [0] },
  ],
  constants: { CONFIG_SWAP: 1, NR_MMS: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Read back, then cleared', choices: '1*21 0*70', breaks: null }],
    v11: [{ title: 'Read back, then cleared', choices: '1*25 0*72', breaks: null }],
    v12: [{ title: 'Read back, then cleared', choices: '1*28 0*75', breaks: null }],
    'v5.14': [{ title: 'Marked when read back, never cleared', choices: '1*25 0*55', breaks: 'stale' }],
    'v6.1': [{ title: 'Read back, then cleared', choices: '1*26 0*74', breaks: null }],
    'v6.2-flag': [{ title: 'Marked when read back, never cleared', choices: '1*28 0*61', breaks: 'stale' }],
    'v6.2': [{ title: 'Marked when read back, never cleared', choices: '1*28 0*62', breaks: 'stale' }],
    'v6.4': [{ title: 'Read back, then cleared', choices: '1*26 0*80', breaks: null }],
    'v6.6': [{ title: 'Read back, then cleared', choices: '1*23 0*77', breaks: null }],
  },
  picture: {
    frames: [2, 3],
    mappings: [{ kind: 'user', space: 0, index: 0, name: 'The process' }],
    swapSlots: [],
  },
  vmm: null,
};
