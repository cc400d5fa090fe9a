import type { Scenario } from '../scenario.ts';

/** FACTS 3: GCR, RGSR, TFSR and TFSRE0 between host and guest. */
export const worldSwitch: Scenario = {
  id: 'world-switch',
  title: 'Registers change hands',
  theme: 'vcpu',
  lookFor:
    'A guest sets GCR_EL1 and RGSR_EL1, leaves for the host and comes back. Are they as it left them, and has the host its own meanwhile? Take a line out of mte_switch_to_hyp and look again.',
  caveat:
    'The host is one without VHE. The change of registers is modelled under KVM_RUN only: in the other scenarios a guest exits to KVM without it. That the registers of v4 to v12 change without an ISB cannot be seen here: the CPUs of the model do not run ahead.',
  findings: {
    'v5.10': 'The guest has no MTE: its first access to GCR_EL1 is undefined, and nothing changes hands.',
    v4: 'RGSR_EL1, GCR_EL1 and TFSRE0_EL1 change in one macro, TFSR_EL1 with the registers of EL1. No ISB.',
    v11: 'RGSR_EL1 and GCR_EL1 change next to the guest; TFSR_EL1 and TFSRE0_EL1 with the registers of EL1. No ISB.',
    'v5.14': 'As on v12, with an ISB before the host goes on.',
  },
  threads: [{ name: 'CPU 0', role: 'VMM: KVM_RUN', entry: 'vcpu_thread', args: [0] }],
  constants: { NR_KVMS: 1, NR_MMS: 1, NR_TASKS: 1 },
  properties: ['registers', 'ata', 'stale', 'lost', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'An undefined instruction, and off', choices: '0*22', breaks: null }],
    v4: [{ title: 'Out and back, twice', choices: '0*204', breaks: null }],
    v11: [],
    v12: [{ title: 'Out and back, twice', choices: '0*204', breaks: null }],
    'v5.14': [{ title: 'Out and back, twice', choices: '0*208', breaks: null }],
    'v6.1': [],
    'v6.13': [{ title: 'Out and back, twice', choices: '0*208', breaks: null }],
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
