import type { Scenario } from '../scenario.ts';

/** FACTS R4 at its plainest: v5.10's ptrace asks the page's flag, not the mapping. */
export const ptraceUntagged: Scenario = {
  id: 'ptrace-untagged',
  title: 'A debugger looks at memory without tags',
  theme: 'process',
  lookFor:
    'B has never asked for tags; A asks for them on the page that both share. Does ptrace tell the debugger of B that there are none, and what does it show while A clears?',
  caveat: 'All locks of Linux are here; none is common to A and the debugger.',
  findings: {
    'v5.10':
      'ptrace asks the flag of the page, whoever set it: A has, before the work. The debugger gets the tags of a former owner, of memory that its process maps without tags.',
    v11: 'From v5.12 on ptrace asks whether the tracee mapped it with PROT_MTE: -EIO, at any moment.',
    v12: 'As on v11: -EIO.',
    'v5.14': 'As on v11: -EIO. (The documentation promises -EOPNOTSUPP; the code has never answered it.)',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 1', role: 'debugger of B: PTRACE_PEEKMTETAGS', entry: 'debugger_peeks', args: [2, 1] },
  ],
  constants: { NR_MMS: 3 },
  properties: ['stale', 'lost', 'trusted', 'handed', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Stale tags for the debugger', choices: '0*23 1*12 0*23 1*13', breaks: 'handed' }],
    v11: [{ title: '-EIO while A clears', choices: '0*31 1*15 0*17', breaks: null }],
    v12: [{ title: '-EIO while A clears', choices: '0*32 1*15 0*19', breaks: null }],
    'v5.14': [{ title: '-EIO while A clears', choices: '0*30 1*15 0*17', breaks: null }],
    'v6.1': [{ title: '-EIO while A clears', choices: '0*30 1*15 0*18', breaks: null }],
    'v6.2-flag': [{ title: '-EIO while A clears', choices: '0*30 1*15 0*22', breaks: null }],
    'v6.4': [{ title: '-EIO while A clears', choices: '0*30 1*15 0*20', breaks: null }],
    'v6.6': [{ title: '-EIO while A clears', choices: '0*28 1*15 0*20', breaks: null }],
  },
  picture: {
    frames: [1, 2],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process A' },
      { kind: 'user', space: 1, index: 0, name: 'Process B' },
      { kind: 'user', space: 2, index: 0, name: 'Debugger' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
