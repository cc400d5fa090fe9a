import type { Scenario } from '../scenario.ts';

/** FACTS 2: -ENOMEM while tags are put aside aborts the swap-out, and what was kept for earlier pages of the folio goes again. */
export const swapNoMemory: Scenario = {
  id: 'swap-no-memory',
  title: 'Swap-out without memory for the tags',
  theme: 'memory-management',
  lookFor:
    'Tags have no room in the swap file: the kernel keeps 128 bytes a page in its own memory, and just now it may have none. At kmalloc_fails choose 1 for the page for which it has none. The page must not go then, its owner must find its tags, and nothing may be kept for a slot that nobody uses.',
  caveat:
    'A huge page has two pages here. Which releases split it first is from memory in part: memory with tags was never swapped out whole before v6.10 (likely).',
  findings: {
    'v5.10':
      'The huge page is split. Each page goes, or stays in the swap cache with its flag and its tags; a fault maps it again.',
    'v6.1': 'As on v5.10; arch_thp_swp_supported says now that memory with tags must be split.',
    'v6.13':
      'The folio goes whole or not at all: if the second page fails, what was kept for the first goes again.',
  },
  threads: [
    { name: 'CPU 0', role: 'kswapd: the huge page goes to swap', entry: 'kswapd_shrinks', args: [0] },
    { name: 'CPU 1', role: 'a thread: uses an object on each page', entry: 'thread_uses_both', args: [0] },
  ],
  constants: {
    CONFIG_SWAP: 1,
    CONFIG_TRANSPARENT_HUGEPAGE: 1,
    ALLOCATIONS_MAY_FAIL: 1,
    NR_MMS: 1,
    NR_FRAMES: 6,
  },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks', 'saved'],
  recorded: {
    'v5.10': [
      { title: 'The first page cannot go', choices: '0*14 0=1 0 1*19', breaks: null },
      { title: 'The first page goes, the second cannot', choices: '0*52 0=1 0 1*58', breaks: null },
    ],
    v4: [{ title: 'The first page goes, the second cannot', choices: '0*52 0=1 0 1*58', breaks: null }],
    v11: [{ title: 'The first page goes, the second cannot', choices: '0*52 0=1 0 1*59', breaks: null }],
    v12: [{ title: 'The first page goes, the second cannot', choices: '0*52 0=1 0 1*62', breaks: null }],
    'v5.14': [{ title: 'The first page goes, the second cannot', choices: '0*52 0=1 0 1*59', breaks: null }],
    'v6.1': [{ title: 'The first page goes, the second cannot', choices: '0*52 0=1 0 1*62', breaks: null }],
    'v6.2-flag': [
      { title: 'The first page goes, the second cannot', choices: '0*54 0=1 0 1*67', breaks: null },
    ],
    'v6.2': [{ title: 'The first page goes, the second cannot', choices: '0*54 0=1 0 1*69', breaks: null }],
    'v6.4': [{ title: 'The first page goes, the second cannot', choices: '0*54 0=1 0 1*67', breaks: null }],
    'v6.13': [
      { title: 'The first page cannot go', choices: '0*25 0=1 0*2 1*44', breaks: null },
      {
        title: 'Memory runs out at the second page: neither goes',
        choices: '0*49 0=1 0*6 1*44',
        breaks: null,
      },
    ],
  },
  picture: {
    frames: [2, 3, 4, 5],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Page 0' },
      { kind: 'user', space: 0, index: 1, name: 'Page 1' },
    ],
    swapSlots: [0, 1],
  },
  vmm: null,
};
