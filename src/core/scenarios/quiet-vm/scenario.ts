import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** FACTS 4: every answer of KVM_ARM_MTE_COPY_TAGS, from a VM that holds still. */
export const quietVm: Scenario = {
  id: 'quiet-vm',
  title: 'A quiet VM, for the ioctl',
  lookFor:
    'No vCPU runs. The VMM asks KVM for tags with KVM_ARM_MTE_COPY_TAGS, or gives it some: fill in the struct, send it, and see which check decides the answer.',
  caveat:
    'Coarse: a copy to or from user memory moves all it can of a user page in one step, instead of one tag at a time.',
  findings: {},
  threads: [{ name: 'VMM', role: 'serves system calls', entry: 'serve_calls', args: [0, 0], resident: true }],
  constants: {
    NR_FRAMES: 10,
    NR_PTES: 8,
    NR_S2_PTES: 8,
    NR_KVMS: 2,
    NR_MMS: 1,
    NR_VMAS: 4,
    COARSE_USER_COPY: 1,
  },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: [],
  picture: {
    frames: [0, 1, 2, 3, 4, 5, 6],
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
