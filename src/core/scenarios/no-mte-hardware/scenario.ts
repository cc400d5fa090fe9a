import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** FACTS 3: KVM_CHECK_EXTENSION, KVM_ENABLE_CAP and what comes before and after them, where there is no MTE. */
export const noMteHardware: Scenario = {
  id: 'no-mte-hardware',
  title: 'A VMM asks for MTE, and the CPUs have none',
  theme: 'vcpu',
  lookFor:
    'The same calls as in “A VMM asks for MTE”, on CPUs without FEAT_MTE: what does KVM_CHECK_EXTENSION answer, and what KVM_ENABLE_CAP? Does PROT_MTE do anything?',
  caveat: 'A VM of the model has one vCPU at most, and there are two VMs.',
  findings: {
    'v5.10': 'No such capability, with or without the hardware.',
    v4: 'KVM_CHECK_EXTENSION answers 0, and KVM_ENABLE_CAP -EINVAL, as on a kernel that does not know the capability.',
    v11: 'KVM_CHECK_EXTENSION answers 0, and KVM_ENABLE_CAP -EINVAL, as on a kernel that does not know the capability.',
    'v5.14':
      'KVM_CHECK_EXTENSION answers 0, and KVM_ENABLE_CAP -EINVAL, as on a kernel that does not know the capability.',
  },
  threads: [{ name: 'VMM', role: 'makes system calls', entry: 'serve_calls', args: [0, 0], resident: true }],
  constants: { CPU_HAS_MTE: 0, DEV_KVM_OPEN: 0, COARSE_USER_COPY: 1, NR_KVMS: 2, NR_MMS: 1, NR_TASKS: 1 },
  properties: ['ata', 'registers', 'stale', 'lost', 'deadlock', 'locks'],
  recorded: {},
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
    firstCall: 'openat',
  },
};
