import type { Scenario } from '../scenario.ts';

/** FACTS 1.5, 1.7: swapoff reads every page back, under the page lock; mprotect does not take that lock. */
export const swapoff: Scenario = {
  id: 'swapoff',
  title: 'A swap file is taken away',
  theme: 'memory-management',
  lookFor:
    "The parent and, with tags, the child share a page that is swapped out. swapoff reads it back and maps it for the parent, then for the child, which brings the saved tags back. Meanwhile the parent asks for tags too. In the end nothing may be kept of that swap file's tags.",
  caveat:
    'All locks of Linux are here. Nothing goes to swap meanwhile. When unuse_pte began to restore tags itself, and that it gave the entry up after the PTE was set before that, is from memory: likely.',
  findings: {
    'v5.10':
      "The parent's PTE is untagged, so nothing is restored for it. Then the child's PTE sets the flag first, and the parent's mprotect believes it while the tags are still coming back.",
    v4: 'As on v5.10: tags come back behind a tagged PTE only.',
    v11: "The parent's untagged PTE brings the tags back, with the page locked and before anybody can mprotect it.",
    'v5.14': 'As on v11: what replaces a swap entry is looked at, tagged or not.',
    'v6.1':
      'As on v5.14. swapoff sets the PTE before it gives the entry up, so the tags are still there; a fault of this release does not.',
    'v6.6': 'unuse_pte calls arch_swap_restore itself, before the PTE is set.',
  },
  threads: [
    { name: 'CPU 0', role: 'swapoff: reads all pages back', entry: 'root_swaps_off', args: [0] },
    { name: 'CPU 1', role: 'parent: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [0] },
  ],
  constants: { CONFIG_SWAP: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks', 'saved'],
  recorded: {
    'v5.10': [
      {
        title: "The child's tags on their way back, shown to the parent",
        choices: '0*27 1*8 0*37 1*45',
        breaks: 'stale',
      },
    ],
    v11: [
      { title: 'Restored before the parent could mprotect', choices: '0*44 1*8 0*22 1*45', breaks: null },
    ],
    v12: [
      { title: 'Restored before the parent could mprotect', choices: '0*47 1*8 0*22 1*45', breaks: null },
    ],
    'v5.14': [
      { title: 'Restored before the parent could mprotect', choices: '0*43 1*9 0*23 1*46', breaks: null },
    ],
    'v6.1': [
      { title: 'Restored before the parent could mprotect', choices: '0*45 1*10 0*24 1*47', breaks: null },
    ],
    'v6.2-flag': [
      { title: 'Restored before the parent could mprotect', choices: '0*49 1*11 0*25 1*50', breaks: null },
    ],
    'v6.2': [
      { title: 'Restored before the parent could mprotect', choices: '0*49 1*11 0*25 1*51', breaks: null },
    ],
    'v6.4': [
      { title: 'Restored before the parent could mprotect', choices: '0*47 1*11 0*25 1*51', breaks: null },
    ],
    'v6.6': [{ title: 'Restored before the parent could mprotect', choices: '0*51 1*60 0*20', breaks: null }],
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
