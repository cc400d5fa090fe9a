import type { Scenario } from '../scenario.ts';

/** FACTS 2: a page that is freed loses its flags and keeps its tags; its next owner must not see them. */
export const nextOwner: Scenario = {
  id: 'next-owner',
  title: 'A freed page and its next owner',
  theme: 'memory-management',
  lookFor:
    "Process A gives its page back. The flags of the page are wiped, the tags in it stay. Watch process B get the same frame: A's tags are in it until the kernel clears them, and PG_mte_tagged must not say that they are valid.",
  caveat:
    'A freed frame is handed out again before a fresh one. That the flags are wiped when a page is freed is from memory: likely.',
  findings: {
    'v5.10':
      "B finds the flag clear and clears the tags, whether the frame was A's or not. Tags are never wiped when a page is freed.",
    'v6.2':
      'PG_mte_lock is wiped too. If it stayed, B would take the page for locked and wait for ever for a flag that nobody sets.',
    'v6.4': 'As on v6.2: PG_mte_lock is wiped too.',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: gives its page back', entry: 'process_unmaps', args: [0] },
    { name: 'CPU 1', role: 'process B: new memory, then mprotect', entry: 'process_touches', args: [1] },
  ],
  constants: { CONFIG_FREE_PAGES: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: "B gets A's page and clears its tags", choices: '0*23 1*70', breaks: null }],
    v11: [{ title: "B gets A's page and clears its tags", choices: '0*23 1*74', breaks: null }],
    v12: [{ title: "B gets A's page and clears its tags", choices: '0*23 1*78', breaks: null }],
    'v5.14': [{ title: "B gets A's page and clears its tags", choices: '0*23 1*73', breaks: null }],
    'v6.1': [{ title: "B gets A's page and clears its tags", choices: '0*23 1*74', breaks: null }],
    'v6.2-flag': [{ title: "B gets A's page and clears its tags", choices: '0*23 1*78', breaks: null }],
    'v6.4': [{ title: "B gets A's page and clears its tags", choices: '0*23 1*76', breaks: null }],
    'v6.6': [{ title: "B gets A's page and clears its tags", choices: '0*23 1*73', breaks: null }],
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
