import type { Scenario } from '../scenario.ts';

/** FACTS R6, R10: a stage-2 fault beside mprotect in the VMM and in another process that shares the guest's memory. */
export const vcpuFault: Scenario = {
  id: 'vcpu-fault',
  title: "A vCPU's fault beside the VMM's mapping",
  lookFor:
    "A guest touches a page for the first time while somebody maps it with tags. The VMM's own mprotect tells KVM, and the vCPU waits or tries again; another process that shares the memory tells nobody.",
  caveat: 'The guest memory is MAP_SHARED and a second process maps it too.',
  findings: {},
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG, STG, LDR', entry: 'vcpu_runs', args: [0] },
    { name: 'CPU 1', role: 'VMM: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
    { name: 'CPU 2', role: 'other process: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: [],
  picture: {
    frames: [0],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'user', space: 1, index: 0, name: 'Other process' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
