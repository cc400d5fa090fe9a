import type { Scenario } from '../scenario.ts';

/** FACTS 2 (Alloc) and 0.1: with __GFP_ZEROTAGS a new page has its tags before set_pte_at looks. The numbers are asserted in first-touch.test.ts. */
export const firstTouch: Scenario = {
  id: 'first-touch',
  title: 'The first store to new memory',
  theme: 'memory-management',
  lookFor:
    "The first look maps the zero page, which set_pte_at passes over. The first store gets a page of one's own. A has asked for tags before: who zeroes them, before or while A's page-table lock is held? B asks later. Count the steps.",
  caveat:
    'Zeroing takes as many steps for the data of a page as for its tags. DC GZVA, which does both at once, is a step as DC ZVA is. Later releases (v6.18) also stopped marking the zero page at boot.',
  findings: {
    'v5.10':
      "A's store takes 52 steps, 25 of them with the page-table lock held: set_pte_at clears the tags there, after the data were zeroed.",
    v4: "As on v5.10: A's store takes 52 steps, 25 of them with the page-table lock held.",
    v11: "As on v5.10: A's store takes 54 steps, 27 of them with the page-table lock held.",
    v12: "A's store takes 53 steps, 8 of them with the page-table lock held: tags are cleared with the page in hand, so set_pte_at finds the flag set and does not take tag_sync_lock. They are cleared one by one all the same.",
    'v5.14':
      "A's store takes 38 steps, 9 of them with the page-table lock held: the page allocator zeroes data and tags together (DC GZVA), so the tags cost nothing more.",
    'v6.1': "As on v5.14: A's store takes 39 steps, 10 of them with the page-table lock held.",
    'v6.2-flag': "As on v5.14: A's store takes 41 steps, 11 of them with the page-table lock held.",
    'v6.2': "As on v5.14: A's store takes 42 steps, 11 of them with the page-table lock held.",
    'v6.6': "As on v5.14: A's store takes 41 steps, 10 of them with the page-table lock held.",
  },
  threads: [
    {
      name: 'CPU 0',
      role: 'process A, PROT_MTE from the first',
      entry: 'process_uses_new_memory',
      args: [0],
    },
    { name: 'CPU 1', role: 'process B, which asks later', entry: 'process_asks_later', args: [1] },
  ],
  constants: { CONFIG_ZEROING: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Data zeroed, then tags cleared under the lock', choices: '0*68 1*93', breaks: null }],
    v11: [{ title: 'Data zeroed, then tags cleared under the lock', choices: '0*70 1*97', breaks: null }],
    v12: [{ title: 'Tags cleared before the lock', choices: '0*69 1*101', breaks: null }],
    'v5.14': [{ title: 'Data and tags zeroed together', choices: '0*54 1*96', breaks: null }],
    'v6.1': [{ title: 'Data and tags zeroed together', choices: '0*55 1*97', breaks: null }],
    'v6.2-flag': [{ title: 'Data and tags zeroed together', choices: '0*57 1*101', breaks: null }],
    'v6.2': [{ title: 'Data and tags zeroed together', choices: '0*58 1*101', breaks: null }],
    'v6.4': [{ title: 'Data and tags zeroed together', choices: '0*58 1*99', breaks: null }],
    'v6.6': [{ title: 'Data and tags zeroed together', choices: '0*57 1*96', breaks: null }],
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
