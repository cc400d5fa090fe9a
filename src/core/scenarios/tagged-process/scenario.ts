import type { Scenario } from '../scenario.ts';

/** FACTS 2, prctl and signals: synchronous and asynchronous checks, side by side. */
export const taggedProcess: Scenario = {
  id: 'tagged-process',
  title: 'A heap with tags, and a mistake',
  theme: 'process',
  lookFor:
    'Two programs use an object that they have freed. Where does each one stop: with what signal, at which address, and is the store in memory? And what does a system call make of the old pointer?',
  caveat:
    'Nobody has a signal handler, so a signal ends the program. The random tags are those of the architecture’s generator, from a seed that is given. In synchronous mode Linux promises no more than its best to check its own accesses (likely [M]).',
  findings: {
    'v5.10':
      'Synchronous: openat answers -EFAULT, the store is not made, SIGSEGV with SEGV_MTESERR at the object. Asynchronous: openat reads through the old pointer, the store is made, TFSRE0_EL1.TF0 is set, and the next entry into the kernel brings SEGV_MTEAERR, which knows no address.',
    'v6.1':
      'As on v5.10. From v5.15 on a program may ask for both modes, and gets the one that the CPU prefers: asynchronous, unless somebody says otherwise.',
  },
  threads: [
    { name: 'CPU 0', role: 'asks for synchronous checks', entry: 'program', args: [0, 2] },
    { name: 'CPU 1', role: 'asks for asynchronous checks', entry: 'program', args: [1, 4] },
  ],
  constants: { NR_KVMS: 1, NR_MMS: 2, NR_TASKS: 2, NR_PTES: 1, NR_VMAS: 1 },
  properties: ['stale', 'lost', 'trusted', 'handed', 'registers', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'First the one, then the other', choices: '0*68 1*76', breaks: null }],
    v4: [],
    v11: [],
    'v5.14': [{ title: 'First the one, then the other', choices: '0*70 1*78', breaks: null }],
    'v6.1': [{ title: 'First the one, then the other', choices: '0*71 1*79', breaks: null }],
    'v6.2-flag': [],
    'v6.4': [{ title: 'First the one, then the other', choices: '0*74 1*82', breaks: null }],
    'v6.6': [],
    'v6.13': [{ title: 'First the one, then the other', choices: '0*73 1*81', breaks: null }],
  },
  picture: {
    frames: [1, 2],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Synchronous' },
      { kind: 'user', space: 1, index: 0, name: 'Asynchronous' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
