import { guestExample } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

/** FACTS R7, with a guest that runs code of its own: every instruction beside every step of the swap-out. */
export const guestBesideSwap: Scenario = {
  ...guestExample,
  id: 'guest-beside-swap',
  title: 'A guest’s STG beside swap',
  lookFor:
    'The host swaps the page out at some moment while the guest’s code tags two granules and uses them. Does the guest find its tags when the page is back, wherever the swap came between its instructions?',
  caveat: 'A step of the guest is an access. The page goes to swap once, and only the guest brings it back.',
  findings: {
    'v5.10': 'The guest has no MTE.',
    v4: 'Behind the VMM’s untagged PTE nothing brings tags back. Wherever the swap comes behind the first STG, the granule’s tag is 0, and the guest faults by its own pointer.',
    v11: 'The tags come back, wherever the swap comes.',
    'v5.14':
      'A page that goes before the guest has touched it comes back marked, though nobody made its tags valid: the guest’s LDG finds what a former owner of the frame left. Tags that the guest has stored come back.',
    'v6.1':
      'If a load brings the page back, its tags come back too. If a store does, the swap slot is given up before the PTE is set, and the tags with it: the guest faults by its own pointer.',
    'v6.2-flag': 'Both: stale tags as on v5.14, and tags that a store does not bring back, as on v6.1.',
    'v6.2':
      'As on v6.1. The mark without work does no harm here: the fault looks at PG_mte_lock, and clears.',
    'v6.4': 'As on v6.1.',
    'v6.6':
      'do_swap_page restores the tags before it gives the slot up: they come back, wherever the swap comes.',
  },
  threads: [
    { name: 'vCPU 0', role: 'KVM_RUN', entry: 'vcpu_thread', args: [0] },
    { name: 'CPU 1', role: 'host: swaps out', entry: 'host_makes_room', args: [0] },
  ],
  constants: { ...guestExample.constants, CONFIG_SWAP: 1, NR_TASKS: 2, NR_FRAMES: 6 },
  properties: [...guestExample.properties, 'deadlock'],
  recorded: {
    v4: [{ title: 'A fault by its own pointer', choices: '0*251 1*50 0*132', breaks: 'stale' }],
    'v5.14': [{ title: 'Never touched, and marked', choices: '0*182 1*28 0*124', breaks: 'stale' }],
    'v6.1': [{ title: 'A store does not bring the tags back', choices: '0*257 1*50 0*140', breaks: 'stale' }],
    'v6.2-flag': [],
    'v6.13': [{ title: 'They come back', choices: '0*257 1*51 0*141', breaks: null }],
  },
  picture: {
    frames: [3, 4],
    mappings: [
      { kind: 'stage2', space: 0, index: 2, name: 'Guest data' },
      { kind: 'user', space: 0, index: 2, name: 'VMM page 2' },
    ],
    swapSlots: [0],
  },
  vmm: null,
};
