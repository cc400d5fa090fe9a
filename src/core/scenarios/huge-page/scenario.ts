import type { Scenario } from '../scenario.ts';

/** FACTS 3, user_mem_abort: the transparent huge page that a fault maps at once. */
export const hugePage: Scenario = {
  id: 'huge-page',
  title: 'One fault maps a huge page',
  theme: 'guest-memory',
  lookFor:
    'The guest touches one page of two, and stage 2 maps both. Are the tags of both valid by then, also while the VMM maps the huge page with tags?',
  caveat:
    'A huge page has two pages here, and each has a descriptor of its own, in stage 1 and in stage 2. Linux has one block entry.',
  findings: {
    'v5.10': 'The guest has no tags; only mprotect initialises any.',
    v4: 'compound_nr() pages are sanitised, from the head on: both.',
    v11: 'As many pages are sanitised as are mapped.',
    'v5.14': 'As on v11.',
    'v6.2': 'PG_mte_lock is taken page by page.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG in both pages', entry: 'vcpu_looks_at_both', args: [0] },
    { name: 'CPU 1', role: 'VMM: mprotect(PROT_MTE)', entry: 'vmm_mprotects', args: [0] },
  ],
  constants: { CONFIG_TRANSPARENT_HUGEPAGE: 1, NR_FRAMES: 5 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Both pages are mapped, no tags', choices: '0*17 1*65', breaks: null }],
    v4: [{ title: 'Both pages are sanitised and mapped', choices: '0*52 1*31', breaks: null }],
    v11: [{ title: 'Both pages are sanitised and mapped', choices: '0*52 1*31', breaks: null }],
    'v5.14': [{ title: 'Both pages are sanitised and mapped', choices: '0*55 1*33', breaks: null }],
    'v6.1': [{ title: 'Both pages are sanitised and mapped', choices: '0*55 1*35', breaks: null }],
    'v6.2-flag': [{ title: 'Both pages are sanitised and mapped', choices: '0*57 1*37', breaks: null }],
    'v6.4': [{ title: 'Both pages are sanitised and mapped', choices: '0*56 1*37', breaks: null }],
    'v6.6': [{ title: 'Both pages are sanitised and mapped', choices: '0*56 1*35', breaks: null }],
  },
  picture: {
    frames: [2, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page 0' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page 0' },
      { kind: 'user', space: 0, index: 1, name: 'VMM page 1' },
      { kind: 'stage2', space: 0, index: 1, name: 'Guest page 1' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
