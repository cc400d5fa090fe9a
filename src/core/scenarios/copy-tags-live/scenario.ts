import type { Scenario } from '../scenario.ts';

/** FACTS 4.2 h: KVM_ARM_MTE_COPY_TAGS beside a vCPU that stores tags. */
export const copyTagsLive: Scenario = {
  id: 'copy-tags-live',
  title: 'Tags copied out of a running guest',
  theme: 'copying-tags',
  lookFor:
    "The guest tags two granules, first the low one, then the high one, while the VMM copies the page's tags. Can the copy have the second store and not the first?",
  caveat:
    'Coarse: the copy goes in two steps, as far as each page of the buffer reaches. Nothing breaks a property here: the guest loses nothing, but the copy may be of no moment that there ever was. So a migration stops the vCPUs for its last pass.',
  findings: {
    'v5.10': 'There is no such ioctl.',
    v11: 'Nothing keeps the guest out. The answer is 0.',
    'v5.14': 'Nothing keeps the guest out: the documentation does not promise that.',
    'v6.2': 'PG_mte_lock orders initialisations only. Nothing keeps the guest out.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: STG, STG', entry: 'vcpu_tags', args: [0] },
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, from the guest', entry: 'vmm_asks', args: [0] },
  ],
  constants: { COARSE_USER_COPY: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {},
  picture: {
    frames: [1, 3, 2],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
      { kind: 'user', space: 0, index: 1, name: 'Buffer, first half' },
      { kind: 'user', space: 0, index: 2, name: 'Buffer, second half' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
