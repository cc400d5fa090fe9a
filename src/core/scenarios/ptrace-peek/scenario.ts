import type { Scenario } from '../scenario.ts';

/** FACTS R4: a tracer reads tags of a page that another process is about to initialise. */
export const ptracePeek: Scenario = {
  id: 'ptrace-peek',
  title: 'A debugger looks at a page that gets its tags',
  theme: 'process',
  lookFor:
    'Process A asks for tags on a page that it shares with B; B is stopped, and its debugger reads tags of the same page with PTRACE_PEEKMTETAGS. Let A set the flag and stop there: whose tags does the debugger get?',
  caveat:
    'All locks of Linux are here. Two threads of one process could not do it: the debugger takes the mmap_lock for reading, mprotect for writing.',
  findings: {
    'v5.10':
      'A sets the flag before it clears. The fault that the debugger causes finds it set and maps the page; the look at the flag that follows finds it set too, and the debugger gets what a former owner left.',
    v4: "As on v5.10: the posting changes nothing of the host's own memory.",
    v11: 'ptrace asks whether B mapped the page with PROT_MTE, which it did; the flag is still set before the work.',
    v12: 'The fault waits at tag_sync_lock until A has cleared the page.',
    'v5.14': 'As on v11: ptrace looks at the mapping, and the mapping shows the page too early.',
    'v6.1': 'As on v5.14: only who clears the tags sets the flag, but still before the work.',
    'v6.2-flag':
      'The flag is set after the work: the debugger gets no stale tag. But both may clear, and the later clearing overwrites what A has stored.',
    'v6.2': 'The fault finds PG_mte_lock taken and waits for PG_mte_tagged.',
  },
  threads: [
    { name: 'CPU 0', role: 'process A: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 1', role: 'debugger of B: PTRACE_PEEKMTETAGS', entry: 'debugger_peeks', args: [2, 1] },
  ],
  constants: { NR_MMS: 3 },
  properties: ['stale', 'lost', 'trusted', 'handed', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Stale tags for the debugger', choices: '0*23 1*26 0*23 1*13', breaks: 'handed' }],
    v11: [{ title: 'Stale tags for the debugger', choices: '0*25 1*28 0*23 1*13', breaks: 'handed' }],
    v12: [{ title: "The debugger's fault waits", choices: '0*32 1*21 0*19 1*24', breaks: null }],
    'v5.14': [{ title: 'Stale tags for the debugger', choices: '0*24 1*29 0*23 1*13', breaks: 'handed' }],
    'v6.1': [{ title: 'Stale tags for the debugger', choices: '0*25 1*30 0*23 1*13', breaks: 'handed' }],
    'v6.2-flag': [
      { title: "Cleared twice, A's store lost", choices: '0*42 1*22 0*9 1*3 0*4 1*39', breaks: 'lost' },
    ],
    'v6.2': [{ title: "The debugger's fault waits", choices: '0*30 1*22 0*22 1*25', breaks: null }],
    'v6.4': [{ title: "The debugger's fault waits", choices: '0*30 1*22 0*20 1*23', breaks: null }],
    'v6.6': [{ title: "The debugger's fault waits", choices: '0*28 1*20 0*20 1*23', breaks: null }],
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
