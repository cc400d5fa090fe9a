import type { Scenario } from '../scenario.ts';

/** A guest's own A64 code, from its first instruction to a tag check fault. */
export const helloTags: Scenario = {
  id: 'hello-tags',
  title: 'Hello, tags: a guest’s own code',
  theme: 'guest-code',
  lookFor:
    'The guest turns on its MMU, takes a random tag, gives it to a granule, and uses it by two pointers. Where does the first STG go through the host, and which access fails?',
  caveat: 'An instruction is one step. The guest has one vCPU, no interrupts, and no device.',
  findings: {
    'v5.10': 'The guest has no MTE: IRG gives the pointer as it was, STG does nothing, nothing is checked.',
    v4: 'user_mem_abort sanitises the page before the guest has it.',
    v11: 'As on v4.',
    v12: 'As on v4.',
    'v5.14': 'As on v4.',
    'v6.1': 'As on v4.',
    'v6.2-flag': 'As on v4.',
    'v6.2': 'As on v4, with PG_mte_lock around the work.',
    'v6.4': 'As on v6.2.',
    'v6.6': 'As on v6.2.',
    'v6.13': 'As on v6.2.',
  },
  threads: [{ name: 'vCPU 0', role: 'KVM_RUN', entry: 'vcpu_thread', args: [0] }],
  constants: { CONFIG_GUEST_CODE: 1, NR_KVMS: 1, NR_MMS: 1, NR_TASKS: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'registers', 'ata', 'locks'],
  recorded: [],
  picture: {
    frames: [3, 1],
    mappings: [
      { kind: 'user', space: 0, index: 2, name: 'VMM page 2' },
      { kind: 'stage2', space: 0, index: 2, name: 'Guest data' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest code' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
