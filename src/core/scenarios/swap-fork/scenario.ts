import type { Scenario } from '../scenario.ts';

/** FACTS R1, swap flavour, with the locks of Linux (9 c4): a leak, no lost store; and the copy of a half-restored page (R3). */
export const swapFork: Scenario = {
  id: 'swap-fork',
  title: 'Back from swap after a fork',
  theme: 'memory-management',
  lookFor:
    "After a fork the child has the page tagged, the parent has it untagged. It was swapped out, and the parent has read it back. Now the child's fault restores the tags, holding the page lock, while the parent asks for tags: mprotect does not take that lock.",
  caveat:
    'All locks of Linux are here. The page is read-only for both, so a store copies it first: no store can be lost, but a copy can be taken of tags that are not back yet.',
  findings: {
    'v5.10':
      "The parent's read restored nothing, since its PTE is untagged. Then the child sets the flag and restores; the parent finds the flag set, maps the page tagged and sees what a former owner left. Its store copies the half-restored tags to a page of its own, for good.",
    v4: 'As on v5.10: tags come back behind a tagged PTE only.',
    v11: "Tags come back behind an untagged PTE as well: the parent's read has restored them already.",
    v12: "As on v11: the parent's read has restored the tags, under its page lock.",
    'v5.14': 'As on v11: the first fault, tagged or not, restores the tags under the page lock.',
    'v6.6': 'do_swap_page itself restores the tags, under the page lock.',
  },
  threads: [
    { name: 'CPU 0', role: 'child, tagged: reads the page back', entry: 'child_reads', args: [1] },
    { name: 'CPU 1', role: 'parent: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
  ],
  constants: { CONFIG_SWAP: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Stale tags, then copied', choices: '0*13 1*53 0*24', breaks: 'stale' }],
    v11: [{ title: "The parent's read had restored them", choices: '0*15 1*52 0*4', breaks: null }],
    'v5.14': [{ title: "The parent's read had restored them", choices: '0*16 1*54 0*4', breaks: null }],
    'v6.1': [{ title: "The parent's read had restored them", choices: '0*17 1*56 0*4', breaks: null }],
    'v6.2-flag': [{ title: "The parent's read had restored them", choices: '0*18 1*60 0*4', breaks: null }],
    'v6.2': [{ title: "The parent's read had restored them", choices: '0*18 1*61 0*4', breaks: null }],
    'v6.6': [{ title: "The parent's read had restored them", choices: '0*20 1*59 0*4', breaks: null }],
  },
  picture: {
    frames: [2, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Parent' },
      { kind: 'user', space: 1, index: 0, name: 'Child' },
    ],
    swapSlots: [0],
  },
  vmm: null,
};
