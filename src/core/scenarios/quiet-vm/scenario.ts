import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** FACTS 4: every answer of KVM_ARM_MTE_COPY_TAGS, from a VM that holds still. */
export const quietVm: Scenario = {
  id: 'quiet-vm',
  title: 'A quiet VM, for the ioctl',
  theme: 'copying-tags',
  lookFor:
    'No vCPU runs. The VMM asks KVM for tags with KVM_ARM_MTE_COPY_TAGS, or gives it some: fill in the struct, send it, and see which check decides the answer.',
  caveat:
    'Coarse: a copy to or from user memory moves all it can of a user page in one step, instead of one tag at a time.',
  findings: {
    'v5.10': 'KVM has no MTE: the capability is absent and the ioctl unknown.',
    v4: 'The VM can have MTE (capability 191), but there is no ioctl yet that copies tags.',
    v11: 'The postings up to v12 look at no page flag: tags of an untagged page are read as they lie there, a page given tags is not marked, and success is 0.',
    v12: 'As v11: no page flag is looked at, success is 0, and a failure half-way gives no count.',
    'v5.14':
      'As merged: the flag of each page is looked at, success is the number of bytes. A buffer that ends early leaves a page half done and, if it had none before, unmarked.',
    'v6.2': 'A buffer that ends early now makes all tags of that page zero.',
    'v6.4': 'A length above INT_MAX is refused, since v6.3.',
    'v6.13':
      'As on v6.6; in addition -EBUSY for tags into a VM while one of its slots is logged for migration, since v6.12.',
  },
  threads: [{ name: 'VMM', role: 'makes system calls', entry: 'serve_calls', args: [0, 0], resident: true }],
  constants: {
    NR_FRAMES: 8,
    NR_PTES: 8,
    NR_S2_PTES: 8,
    NR_KVMS: 2,
    NR_MMS: 1,
    NR_VMAS: 4,
    COARSE_USER_COPY: 1,
  },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {},
  picture: {
    frames: [1, 2, 3, 7, 4, 6],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page 0' },
      { kind: 'user', space: 0, index: 1, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 1, name: 'Guest page 1' },
      { kind: 'user', space: 0, index: 2, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 2, name: 'Guest page 2' },
      { kind: 'user', space: 0, index: 3, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 3, name: 'Guest page 3' },
      { kind: 'user', space: 0, index: 6, name: 'VMM buffer' },
    ],
    swapSlots: [],
  },
  vmm: { mailbox: 0, mm: 0, structAddress: USER_BASE + 5 * PAGE, bufferAddress: USER_BASE + 6 * PAGE },
};
