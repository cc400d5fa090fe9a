import type { Scenario } from '../scenario.ts';

/** FACTS 2 (memcmp_pages) and 9 a10: the page that KSM maps for both is not locked, and its owner may ask for tags at any time. */
export const ksm: Scenario = {
  id: 'ksm',
  title: 'KSM merges two pages, one gets tags',
  theme: 'memory-management',
  lookFor:
    "ksmd compares a page of B with one of A; a page with PG_mte_tagged is like no other. It maps A's page for B in place of B's own. Meanwhile A asks for tags, which takes no lock that ksmd has. Is A's page tagged by the time it is compared, or is it only marked while B has it already?",
  caveat:
    "All locks of Linux are here. The two pages have the same data; how KSM finds them is left out. The page is read-only for both, so no store can be lost. That A's mprotect may come between the comparison and the new PTE is derived from the sources.",
  findings: {
    'v5.10':
      'A page that is marked is not merged. But A may mark it a moment later, when it was compared: then B has the page too, asks for tags, finds the flag set and sees what A is still clearing.',
    v11: 'As on v5.10: a page that is cleared is announced before the work.',
    v12: 'Both processes take tag_sync_lock to initialise the page they share.',
    'v5.14': 'As on v5.10: the flag is set before the work.',
    'v6.2-flag':
      'The flag is set after the work. Both may clear the page; neither can store to it without a copy, so nothing is lost.',
    'v6.2': 'PG_mte_lock belongs to the page, which both processes now have.',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    {
      name: 'CPU 1',
      role: 'ksmd, then process B: mprotect',
      entry: 'ksmd_merges_then_mprotects',
      args: [1],
    },
  ],
  constants: { CONFIG_KSM: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Merged, then stale tags for both', choices: '1*30 0*53 1*64', breaks: 'stale' }],
    v11: [{ title: 'Merged, then stale tags for both', choices: '1*36 0*53 1*64', breaks: 'stale' }],
    v12: [
      { title: "A's page has tags by now, and is not merged", choices: '0*32 1*16 0*44 1*51', breaks: null },
    ],
    'v5.14': [{ title: 'Merged, then stale tags for both', choices: '1*33 0*55 1*65', breaks: 'stale' }],
    'v6.1': [{ title: 'Merged, then stale tags for both', choices: '1*34 0*57 1*66', breaks: 'stale' }],
    'v6.2-flag': [
      { title: "A's page has tags by now, and is not merged", choices: '0*33 1*14 0*49 1*54', breaks: null },
    ],
    'v6.2': [
      { title: "A's page has tags by now, and is not merged", choices: '0*33 1*14 0*50 1*54', breaks: null },
    ],
    'v6.4': [
      { title: "A's page has tags by now, and is not merged", choices: '0*31 1*14 0*50 1*52', breaks: null },
    ],
    'v6.6': [
      { title: "A's page has tags by now, and is not merged", choices: '0*29 1*13 0*49 1*50', breaks: null },
    ],
  },
  picture: {
    frames: [1, 2],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process A' },
      { kind: 'user', space: 1, index: 0, name: 'Process B' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
