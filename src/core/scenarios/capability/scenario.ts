import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** FACTS 3: KVM_CHECK_EXTENSION, KVM_ENABLE_CAP and what comes before and after them. */
export const capability: Scenario = {
  id: 'capability',
  title: 'A VMM asks for MTE',
  theme: 'vcpu',
  lookFor:
    'Follow a VM from open("/dev/kvm") on: is the capability there, and under which number? Enable it before the first vCPU, after it, twice, with flags. Then make a vCPU, also one whose EL1 is AArch32.',
  caveat:
    'A VM of the model has one vCPU at most, and there are two VMs. Why MTE is a capability of the VM and not a feature of a vCPU, as SVE and the PMU are, was asked in the review of v4: tagged memory is a matter of the whole VM, since all its vCPUs see the same memory.',
  findings: {
    'v5.10': 'No such capability: KVM_CHECK_EXTENSION answers 0, KVM_ENABLE_CAP -EINVAL.',
    v4: 'Capability 191. A vCPU with AArch32 at EL1 is let pass, which the review asked to refuse.',
    v11: 'Capability 195 (the number of v9; likely). A vCPU with AArch32 at EL1 is let pass.',
    v12: 'Capability 199. A vCPU with AArch32 at EL1 is let pass.',
    'v5.14': 'Capability 205. KVM_ARM_VCPU_INIT refuses AArch32 at EL1 in a VM with MTE, since v13.',
  },
  threads: [{ name: 'VMM', role: 'makes system calls', entry: 'serve_calls', args: [0, 0], resident: true }],
  constants: { DEV_KVM_OPEN: 0, COARSE_USER_COPY: 1, NR_KVMS: 2, NR_MMS: 1, NR_TASKS: 1 },
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
