import type { Scenario } from '../scenario.ts';

/** The cover letter of v12: the race of PG_dcache_clean, where doing the work twice is no problem, beside that of PG_mte_tagged. */
export const twoFlags: Scenario = {
  id: 'two-flags',
  title: 'Instruction caches: the same race, harmless when done twice',
  theme: 'race',
  lookFor:
    'One page, two flags: PG_dcache_clean for its instructions, PG_mte_tagged for its tags. With the flag first, both are believed too early. With the flag last, both may be done twice: what does that do to instructions, and what to a tag that has been stored meanwhile?',
  caveat:
    'Instructions are a number a line here, and lie apart from the data of the page; cleaning a line and dropping it is one step. That v4, v11 and v12 stand on kernels without the fix of PG_dcache_clean (14 May 2021) is likely.',
  findings: {
    'v5.10': 'Both flags come before the work: an old instruction is run, stale tags are shown.',
    v12: 'The spinlock is for tags alone: an old instruction is still run.',
    'v5.14':
      'PG_dcache_clean is set after the work, as its fix has it. Tags are not so lucky: what two CPUs clear is lost for who stored in between.',
    'v6.2-flag':
      'Both flags come after the work now, and both kinds of work may be done twice. Instructions do not mind; a tag that was stored in between is lost.',
    'v6.2': 'For tags a second flag keeps the other CPU waiting. Instruction caches need none.',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: PROT_EXEC, PROT_MTE', entry: 'process_runs_code', args: [0] },
    { name: 'CPU 1', role: 'process B: PROT_EXEC, PROT_MTE', entry: 'process_runs_code', args: [1] },
  ],
  constants: { CONFIG_ICACHE: 1 },
  properties: ['fetched', 'stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [
      { title: 'An old instruction is run', choices: '0*7 1*30 0*15 1*5', breaks: 'fetched' },
      { title: 'Stale tags are shown', choices: '0*12 1*9 0*27 1*9', breaks: 'stale' },
    ],
    v11: [
      { title: 'An old instruction is run', choices: '0*7 1*32 0*15 1*5', breaks: 'fetched' },
      { title: 'Stale tags are shown', choices: '0*14 1*9 0*27 1*9', breaks: 'stale' },
    ],
    v12: [
      { title: 'An old instruction is run, the tags wait', choices: '0*7 1*35 0*15 1*5', breaks: 'fetched' },
    ],
    'v5.14': [
      {
        title: 'Lines cleaned twice, tags believed too early',
        choices: '0*13 1*9 0*10 1*4 0*4 1*23',
        breaks: 'lost',
      },
    ],
    'v6.1': [
      {
        title: 'Lines cleaned twice, tags believed too early',
        choices: '0*13 1*10 0*11 1*3 0*4 1*24',
        breaks: 'lost',
      },
    ],
    'v6.2-flag': [
      {
        title: 'Both done twice: harmless, and a store lost',
        choices: '0*32 1*10 0*13 1*3 0*4 1*28',
        breaks: 'lost',
      },
    ],
    'v6.2': [
      { title: 'The second process waits for the tags', choices: '0*15 1*10 0*31 1*14', breaks: null },
    ],
    'v6.4': [
      { title: 'The second process waits for the tags', choices: '0*15 1*10 0*29 1*12', breaks: null },
    ],
    'v6.6': [{ title: 'The second process waits for the tags', choices: '0*13 1*8 0*29 1*12', breaks: null }],
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
