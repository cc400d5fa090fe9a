import type { Scenario } from '../scenario.ts';

/** Derived: FOLL_FORCE faults in a page whose PTE shows it to nobody, so set_pte_at leaves its tags alone. */
export const ptraceProtNone: Scenario = {
  id: 'ptrace-prot-none',
  title: 'A debugger looks where the process may not',
  theme: 'process',
  lookFor:
    'Shared memory with PROT_NONE | PROT_MTE that nobody has touched. The debugger may read there all the same, and a page is faulted in behind a PTE that user space cannot use. Are its tags cleared for that?',
  caveat:
    'Derived: stands in no source that we know. Linux prints a warning, once, where the model goes on (v5.12 and later). Memory without a file is not concerned: it is cleared when it is allocated, or the zero page.',
  findings: {
    'v5.10': 'Every tagged PTE that is present counts, also one of PROT_NONE: the tags are cleared.',
    v11: 'A PTE that user space cannot use is passed over, so nobody clears the tags; ptrace asks only for PROT_MTE, and hands them out.',
    'v5.14': 'As on v11: set_pte_at asks whether user space can read the page, ptrace does not.',
  },
  threads: [{ name: 'CPU 0', role: 'debugger: PTRACE_PEEKMTETAGS', entry: 'debugger_peeks', args: [1, 0] }],
  constants: { NR_MMS: 2 },
  properties: ['stale', 'lost', 'trusted', 'handed', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Cleared behind PROT_NONE', choices: '0*58', breaks: null }],
    v11: [{ title: 'Tags of a former owner', choices: '0*42', breaks: 'handed' }],
    'v5.14': [{ title: 'Tags of a former owner', choices: '0*42', breaks: 'handed' }],
  },
  picture: {
    frames: [2, 1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Tracee' },
      { kind: 'user', space: 1, index: 0, name: 'Debugger' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
