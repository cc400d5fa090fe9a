import type { Scenario } from '../scenario.ts';

/** A small VMM in model C: open, enable, memory, vCPU, run, tags out and in (FACTS 3, 4). */
export const vmmProgram: Scenario = {
  id: 'vmm-program',
  title: 'A small VMM, to be changed',
  theme: 'vcpu',
  lookFor:
    'A VMM of forty lines makes a VM with MTE, runs its guest and copies its tags out and in. Open the system calls, play it, and follow each to its moment; then change the program and look which answer changes.',
  caveat:
    'The program hands its calls to a second thread, which is the kernel’s side of the same task. Coarse: a copy to or from user memory moves all it can of a user page in one step.',
  findings: {
    'v5.10':
      'KVM_CHECK_EXTENSION answers 0, KVM_ENABLE_CAP and COPY_TAGS -EINVAL; the guest’s tag store does nothing.',
    v4: 'The VM has MTE, and COPY_TAGS is not known: -EINVAL.',
    v11: 'COPY_TAGS answers 0 for success.',
    'v5.14': 'All works: COPY_TAGS answers 4096, the bytes of guest memory.',
  },
  threads: [
    { name: 'VMM', role: 'its program', entry: 'vmm_main', args: [0] },
    { name: 'kernel', role: "the VMM's system calls", entry: 'serve_calls', args: [0, 0], resident: true },
  ],
  // The program's calls are made by another thread of the model, so prctl would not be about the one that makes the accesses.
  constants: {
    CONFIG_ARM64_TAGGED_ADDR_ABI: 0,
    DEV_KVM_OPEN: 0,
    COARSE_USER_COPY: 1,
    NR_KVMS: 1,
    NR_MMS: 1,
    NR_TASKS: 2,
  },
  properties: ['ata', 'registers', 'stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [
      {
        title: 'The whole program',
        choices:
          '0*37 1*9 0*9 1*8 0*8 1*10 0*41 1*12 0*41 1*34 0*8 1*15 0*41 1*27 0*8 1*82 0*40 1*9 0*42 1*9 0*9 1*18 0*2',
        breaks: null,
      },
    ],
    v4: [],
    v11: [],
    v12: [
      {
        title: 'The whole program',
        choices:
          '0*37 1*9 0*9 1*8 0*8 1*10 0*41 1*14 0*41 1*34 0*8 1*15 0*41 1*29 0*8 1*184 0*40 1*37 0*42 1*33 0*9 1*60 0*2',
        breaks: null,
      },
    ],
    'v5.14': [
      {
        title: 'The whole program',
        choices:
          '0*37 1*9 0*9 1*8 0*8 1*10 0*41 1*16 0*41 1*36 0*8 1*15 0*41 1*30 0*8 1*189 0*40 1*38 0*42 1*34 0*9 1*61 0*2',
        breaks: null,
      },
    ],
    'v6.1': [],
    'v6.6': [
      {
        title: 'The whole program',
        choices:
          '0*37 1*9 0*9 1*8 0*8 1*10 0*41 1*16 0*41 1*36 0*8 1*15 0*41 1*30 0*8 1*189 0*40 1*39 0*42 1*37 0*9 1*61 0*2',
        breaks: null,
      },
    ],
    'v6.13': [
      {
        title: 'The whole program',
        choices:
          '0*37 1*9 0*9 1*8 0*8 1*10 0*41 1*16 0*41 1*36 0*8 1*15 0*41 1*30 0*8 1*189 0*40 1*39 0*42 1*40 0*9 1*61 0*2',
        breaks: null,
      },
    ],
  },
  picture: {
    frames: [1, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
      { kind: 'user', space: 0, index: 2, name: 'VMM buffer' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
