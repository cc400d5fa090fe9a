import type { Scenario } from '../scenario.ts';

/** FACTS 3: up to v12 created_vcpus was tested without kvm->lock. Derived. */
export const capabilityRace: Scenario = {
  id: 'capability-race',
  title: 'MTE is enabled while a vCPU is made',
  theme: 'vcpu',
  lookFor:
    'One thread of the VMM asks for MTE, another makes the first vCPU and initialises it. Can the VM end up with MTE, and its vCPU without HCR_EL2.ATA?',
  caveat: 'Derived from the postings, told by none of them: a VMM that does both at once is rare.',
  findings: {
    'v5.10': 'There is no MTE to be enabled.',
    v4: 'created_vcpus is tested without the lock: the vCPU can be made and initialised between the test and the flag. It has no tags then, in a VM that has them.',
    v11: 'As on v4.',
    'v5.14': 'kvm->lock is held from the test to the flag, and for counting the vCPU: one comes first.',
  },
  threads: [
    { name: 'CPU 0', role: 'VMM: KVM_ENABLE_CAP', entry: 'vmm_enables_mte', args: [0] },
    { name: 'CPU 1', role: 'VMM: KVM_CREATE_VCPU, KVM_ARM_VCPU_INIT', entry: 'vmm_makes_vcpu', args: [0] },
  ],
  constants: { NR_KVMS: 1, NR_MMS: 1, NR_TASKS: 2 },
  properties: ['ata', 'deadlock', 'locks'],
  recorded: {
    v4: [{ title: 'A vCPU without tags', choices: '0 1*19 0', breaks: 'ata' }],
    v11: [{ title: 'A vCPU without tags', choices: '0 1*19 0', breaks: 'ata' }],
    'v5.14': [{ title: 'The vCPU waits for kvm->lock', choices: '0*3', breaks: null }],
    'v6.1': [],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
