import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** Every modelled system call, on memory that can be swapped, for a person to make or for a random generator. */
export const allCalls: Scenario = {
  id: 'all-calls',
  title: 'A VMM, for every call',
  theme: 'vcpu',
  lookFor:
    'Make any call the model knows, in any order. On v6.2: push page 2 out with madvise(MADV_PAGEOUT), have it read back, ask for tags with mprotect(PROT_MTE): whose tags does it show?',
  caveat:
    'Coarse: a copy to or from user memory moves all it can of a user page in one step. User space is eight pages; a page that is read back from swap gets a new frame, and frames are not used again.',
  findings: {
    'v5.10': 'KVM knows nothing of MTE; the rest is as later.',
    v4: null,
    v11: null,
    'v5.14': 'A page that comes back from swap untagged is marked, and nobody clears its tags.',
    'v6.1': null,
    'v6.2-flag': 'As on v5.14: the flag is set for a page whose tags nobody cleared.',
    'v6.2': 'As on v5.14, since the caller of the locked function sets the flag in any case.',
    'v6.4': null,
    'v6.6': 'An untagged page is not looked at, and mprotect clears it.',
  },
  threads: [{ name: 'VMM', role: 'makes system calls', entry: 'serve_calls', args: [0, 0], resident: true }],
  constants: {
    COARSE_USER_COPY: 1,
    CONFIG_SPLIT_VMA: 1,
    CONFIG_SWAP: 1,
    NR_FRAMES: 24,
    NR_PTES: 8,
    NR_S2_PTES: 4,
    NR_VMAS: 8,
    NR_KVMS: 2,
    NR_MMS: 3,
    NR_TASKS: 1,
    NR_INODES: 1,
    NR_UNNAMED_INODES: 1,
    NR_SWAP_SLOTS: 7,
    NR_SAVED: 6,
  },
  properties: ['stale', 'lost', 'trusted', 'handed', 'registers', 'ata', 'deadlock', 'locks'],
  recorded: {},
  picture: {
    frames: [1, 2, 5],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page 0' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page 0' },
      { kind: 'user', space: 0, index: 1, name: 'VMM page 1' },
      { kind: 'stage2', space: 0, index: 1, name: 'Guest page 1' },
      { kind: 'user', space: 0, index: 2, name: 'VMM page 2' },
    ],
    swapSlots: [0],
  },
  vmm: {
    mailbox: 0,
    mm: 0,
    structAddress: USER_BASE + 4 * PAGE,
    bufferAddress: USER_BASE + 5 * PAGE,
    firstCall: 'madvise',
  },
};
