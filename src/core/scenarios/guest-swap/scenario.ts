import type { Scenario } from '../scenario.ts';

/** FACTS R7: guest tags behind an untagged PTE of the VMM, lost on swap before v5 of the series. */
export const guestSwap: Scenario = {
  id: 'guest-swap',
  title: "A guest's tags go to swap",
  theme: 'guest-memory',
  lookFor:
    "The guest has tagged an object, the page went to swap, and its tags were put aside. Now it is read back, and the VMM maps it without tags: does that bring the guest's tags back?",
  caveat:
    'The swap entry is given up by reads only here. (For a store, see: A store brings a page back from swap.)',
  findings: {
    'v5.10': 'The guest has no tags.',
    v4: "Tags come back behind a tagged PTE only, and the VMM's is untagged. The stage-2 fault then finds the flag clear and clears the tags: those that were put aside are lost. The author found it when the review asked.",
    v11: 'set_pte_at looks at every PTE that user space can use, and restores the tags.',
    v12: 'As on v11: an untagged PTE that replaces a swap entry restores the tags.',
    'v5.14': 'As on v12.',
    'v6.6': 'do_swap_page itself restores the tags.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: uses a tagged object', entry: 'vcpu_uses_object', args: [0] },
    { name: 'CPU 1', role: 'VMM: reads a byte', entry: 'vmm_reads', args: [0] },
  ],
  constants: { CONFIG_SWAP: 1, NR_MMS: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    v4: [{ title: "The guest's tags are gone after swap", choices: '0*9 1*12 0*24', breaks: 'stale' }],
  },
  picture: {
    frames: [2, 1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [0],
  },
  vmm: null,
};
