import type { Scenario } from '../scenario.ts';

/** FACTS R1 without the locks around set_pte_at: what the tag code by itself guarantees. */
export const isolation: Scenario = {
  id: 'isolation',
  title: 'The race in isolation',
  lookFor:
    'Two CPUs map one page frame whose tags lie in swap. Stop one inside mte_sync_tags and let the other go on: does it map the page before its tags are back, and does the first then overwrite what the second has stored?',
  caveat:
    'In isolation: the state is set up by hand, and no lock but those inside set_pte_at is taken. In Linux two swap-ins of one page exclude each other by its page lock.',
  findings: {},
  threads: [
    { name: 'CPU 0', role: 'maps the page in process A', entry: 'cpu_maps', args: [0] },
    { name: 'CPU 1', role: 'maps the page in process B', entry: 'cpu_maps', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: [],
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process A' },
      { kind: 'user', space: 1, index: 0, name: 'Process B' },
    ],
    swapSlots: [0],
  },
  vmm: null,
};
