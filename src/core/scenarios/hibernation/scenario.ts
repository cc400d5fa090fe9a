import type { Scenario } from '../scenario.ts';

/** FACTS 2, hibernation: tags kept by page frame, -ENOMEM, flags that come back with the image. */
export const hibernation: Scenario = {
  id: 'hibernation',
  title: 'Memory goes to disk, and its tags?',
  theme: 'memory-management',
  lookFor:
    'Tags are in no hibernation image. Where are they while power is off, under which key, and why does the flag of a page need no care? Choose that the kernel has no memory for them, and see what becomes of the hibernation.',
  caveat:
    'Writing and reading the image is left out: everything but tags is simply still there. Four tag blocks a page, so that power goes in a few steps.',
  findings: {
    'v5.10': 'Tags of marked pages are kept by page frame. The guest has none.',
    v4: "As on v5.10; the guest's page is marked as well, so its tags are kept too.",
    v11: 'As on v4.',
    'v5.14': 'As on v4.',
    'v6.2-flag': 'As on v4; a page counts as marked only once its tags are valid.',
    'v6.13': 'As half-way. (Of a hugetlb page the flag of its head would count; there is none here.)',
  },
  threads: [
    { name: 'CPU 0', role: 'hibernation, then the programs', entry: 'machine_hibernates', args: [0] },
  ],
  constants: { ALLOCATIONS_MAY_FAIL: 1, NR_SAVED: 3, TAG_BLOCKS: 4, NR_FRAMES: 3 },
  properties: ['stale', 'lost', 'trusted', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Kept by page frame, and back', choices: '0*46', breaks: null }],
    v4: [{ title: 'Kept by page frame, and back', choices: '0*71', breaks: null }],
    v11: [{ title: 'Kept by page frame, and back', choices: '0*96', breaks: null }],
    'v5.14': [
      { title: 'Kept by page frame, and back', choices: '0*96', breaks: null },
      { title: 'No memory for the second page', choices: '0*13 0=1 0*14', breaks: null },
    ],
    'v6.1': [{ title: 'Kept by page frame, and back', choices: '0*96', breaks: null }],
    'v6.2-flag': [{ title: 'Kept by page frame, and back', choices: '0*99', breaks: null }],
  },
  picture: {
    frames: [1, 2],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Process page' },
      { kind: 'user', space: 1, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [0, 1, 2],
  },
  vmm: null,
};
