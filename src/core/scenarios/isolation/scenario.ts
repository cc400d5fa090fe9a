import type { Scenario } from '../scenario.ts';

/** FACTS R1 without the locks around set_pte_at: what the tag code by itself guarantees. */
export const isolation: Scenario = {
  id: 'isolation',
  title: 'The race in isolation',
  theme: 'race',
  lookFor:
    'Two CPUs map one page frame whose tags lie in swap. Stop one inside mte_sync_tags and let the other go on: does it map the page before its tags are back, and does the first then overwrite what the second has stored?',
  caveat:
    'In isolation: the state is set up by hand, and no lock but those inside set_pte_at is taken. In Linux two swap-ins of one page exclude each other by its page lock.',
  findings: {
    'v5.10':
      'The flag is set before the tags are back: the second CPU maps the page early, and the first overwrites its store.',
    v4: "As on v5.10: the posting changes nothing of the host's own memory.",
    v11: 'Restored tags are announced only after the work here, as the posting has it, so nothing stale is shown; but both CPUs restore, and the later one overwrites a store. For stale tags on v11 take the two mprotects.',
    v12: 'The second CPU waits at tag_sync_lock, and finds the work done when it gets it.',
    'v5.14': 'As on v5.10: the flag is set before the tags are back.',
    'v6.1': 'As on v5.10: only who restores sets the flag, but still before the work.',
    'v6.2-flag':
      'Cleared tags are announced after the work now, restored ones still before it: so here all is as on v5.10. For what this release changes take the two mprotects.',
    'v6.2':
      'The second CPU finds PG_mte_lock taken and waits until PG_mte_tagged says that the tags are valid.',
    'v6.6':
      'The tags come back before set_pte_at is called, in do_swap_page; who comes second waits for the flag there. (In Linux, for the page lock.)',
  },
  threads: [
    { name: 'CPU 0', role: 'maps the page in process A', entry: 'cpu_maps', args: [0] },
    { name: 'CPU 1', role: 'maps the page in process B', entry: 'cpu_maps', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Stale tags, then a lost store', choices: '0 1*4 0*21 1*4', breaks: 'stale' }],
    v11: [{ title: 'Restored twice, a store lost', choices: '0*2 1*22 0*21 1*4', breaks: 'lost' }],
    v12: [{ title: 'The second CPU waits for the lock', choices: '0*7 1*2 0*19 1*7', breaks: null }],
    'v5.14': [{ title: 'Stale tags, then a lost store', choices: '0*2 1*5 0*20 1*4', breaks: 'stale' }],
    'v6.1': [{ title: 'Stale tags, then a lost store', choices: '0*3 1*6 0*21 1*4', breaks: 'stale' }],
    'v6.2-flag': [{ title: 'Stale tags, then a lost store', choices: '0*3 1*7 0*25 1*4', breaks: 'stale' }],
    'v6.2': [{ title: 'The second CPU waits for the flag', choices: '0*10 1*3 0*20 1*10', breaks: null }],
    'v6.4': [{ title: 'The second CPU waits for the flag', choices: '0*7 1*3 0*21 1*8', breaks: null }],
    'v6.6': [{ title: 'The second CPU waits for the flag', choices: '0*8 1 0*18 1*8', breaks: null }],
  },
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
