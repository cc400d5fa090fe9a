import type { Scenario } from '../scenario.ts';

/** FACTS 9 b7 (R11): tags copied into a page that a stage-2 fault initialises at the same time. */
export const copyTagsFirstTouch: Scenario = {
  id: 'copy-tags-first-touch',
  title: 'Tags restored while the guest first touches the page',
  theme: 'copying-tags',
  lookFor:
    'The VMM puts saved tags into a page, and the running guest touches it for the first time. The stage-2 fault has found the flag clear: does it clear the tags that have just been restored?',
  caveat:
    'Derived from the sources, not reported as a bug of Linux: a VMM would restore memory before it runs the vCPUs. Coarse: the copy goes in two steps, as far as each page of the buffer reaches.',
  findings: {
    'v5.10': 'There is no such ioctl.',
    v4: "There is no such ioctl: only the guest's fault initialises tags.",
    v11: "The ioctl does not mark the page. So no race is needed: the guest's first touch clears what was restored. If it comes in between, half of it.",
    'v5.14':
      'The fault finds the flag clear, the ioctl copies and sets it, the fault clears: the restored tags are lost.',
    'v6.2-flag': 'As on v5.14: the flag comes after the work, but both sides find it clear.',
    'v6.2':
      'The ioctl takes PG_mte_lock as well. If it comes first, the fault waits for the flag; if the fault does, the ioctl waits and then overwrites.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG', entry: 'vcpu_looks', args: [0] },
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, to the guest', entry: 'vmm_restores', args: [0] },
  ],
  constants: { COARSE_USER_COPY: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    v11: [{ title: 'Cleared by the first touch, race or not', choices: '0*40 1*21 0', breaks: 'lost' }],
    v12: [],
    'v5.14': [{ title: 'The fault clears what was restored', choices: '0*42 1*21 0', breaks: 'lost' }],
    'v6.1': [],
  },
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
