import type { Scenario } from '../scenario.ts';

/** FACTS 3, kvm_set_spte_gfn: a page remapped by copy on write without a fault of the guest. */
export const cowRemapped: Scenario = {
  id: 'cow-remapped',
  title: 'The VMM writes, and the guest gets the new page',
  theme: 'guest-memory',
  lookFor:
    "VMM and guest share the zero page; the VMM's store gives it a page of its own, and KVM is told. Is the new page mapped for the guest before anybody has looked at its tags?",
  caveat: null,
  findings: {
    'v5.10': 'The new page is mapped for the guest, which has no tags.',
    v4: 'The new page is mapped for the guest at once: the guest sees what a former owner left as tags. James Morse pointed at this path in the review.',
    v11: 'Only the stage-2 fault sanitises: the new page is mapped with the tags of a former owner. v12 says that this path was missing.',
    v12: 'kvm_set_spte_gfn sanitises the page before it maps it.',
    'v5.14': 'As on v12.',
    'v6.2':
      "A page whose tags are not valid is left unmapped: the guest's next access faults and sanitises it.",
    'v6.13': "KVM is told that the old page goes, and of no new one: the guest's next access faults.",
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG', entry: 'vcpu_looks', args: [0] },
    { name: 'CPU 1', role: 'VMM: writes a byte', entry: 'vmm_writes', args: [0] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    v11: [{ title: 'Mapped for the guest with the tags of somebody else', choices: '1*19', breaks: 'stale' }],
    v12: [],
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
