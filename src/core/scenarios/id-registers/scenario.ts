import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** FACTS 3: ID_AA64PFR1_EL1.MTE, and the registers of MTE for the guest and for KVM_GET_ONE_REG. */
export const idRegisters: Scenario = {
  id: 'id-registers',
  title: 'What a guest sees of MTE',
  theme: 'vcpu',
  lookFor:
    'Two guests run the same program, one in a VM with MTE: they read ID_AA64PFR1_EL1, then the registers of MTE. What does the other get? The VMM can ask for the same registers of either.',
  caveat:
    "Of the ID register only the field MTE is modelled. The guests' instructions are those of a small program, one a line, not yet A64.",
  findings: {
    'v5.10': 'No guest has MTE: the ID register says 0, and the first access to GCR_EL1 is undefined.',
    v4: 'The ID register says what the host has, 3. Without MTE it says 0, GCR_EL1 is undefined, and an exception that KVM injects leaves PSTATE.TCO clear.',
    v11: 'The ID register of the guest with MTE says 2, whatever the host has. The other: 0, and GCR_EL1 is undefined.',
    'v5.14':
      'The ID register of the guest with MTE says what the host has, 3. The other: 0, and GCR_EL1 is undefined; KVM_GET_ONE_REG answers -ENOENT.',
  },
  threads: [
    { name: 'VMM', role: 'makes system calls', entry: 'serve_calls', args: [0, 0], resident: true },
    { name: 'vCPU 0', role: 'KVM_RUN of VM 0, with MTE', entry: 'vcpu_thread', args: [0] },
    { name: 'vCPU 1', role: 'KVM_RUN of VM 1, without', entry: 'vcpu_thread', args: [1] },
  ],
  constants: { COARSE_USER_COPY: 1, NR_KVMS: 2, NR_MMS: 1, NR_TASKS: 3 },
  properties: ['registers', 'ata', 'stale', 'lost', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Neither has MTE', choices: '1*39 2*39', breaks: null }],
    v4: [{ title: 'With MTE, then without', choices: '1*121 2*71', breaks: null }],
    v11: [],
    v12: [{ title: 'With MTE, then without', choices: '1*121 2*73', breaks: null }],
    'v5.14': [{ title: 'With MTE, then without', choices: '1*123 2*73', breaks: null }],
    'v6.1': [],
    'v6.13': [{ title: 'With MTE, then without', choices: '1*123 2*73', breaks: null }],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: {
    mailbox: 0,
    mm: 0,
    structAddress: USER_BASE + PAGE,
    bufferAddress: USER_BASE + 2 * PAGE,
    firstCall: 'KVM_GET_ONE_REG',
  },
};
