import { guestExample } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

/** FACTS 4.2 h, with a guest that runs code of its own: every instruction beside every step of the ioctl. */
export const guestBesideCopy: Scenario = {
  ...guestExample,
  id: 'guest-beside-copy',
  title: 'A guest’s STG beside a copy of its tags',
  lookFor:
    'The guest’s own STGs tag two granules, first the low one, then the high one, while the VMM copies the page’s tags. Can the copy have the second tag and not the first? And what does it have before the guest has touched the page?',
  caveat:
    'A step of the guest is an access. Coarse: the copy goes in two steps, as far as each page of the buffer reaches. Nothing breaks a property here: the guest loses nothing, but the copy may be of no moment that there ever was.',
  findings: {
    'v5.10': 'The guest has no MTE, and there is no such ioctl.',
    v4: 'There is no such ioctl.',
    v11: 'Nothing keeps the guest out. A page that it has not touched has no tags: the copy has zeros.',
    'v5.14': 'As on v11.',
    'v6.2': 'As on v11: PG_mte_lock orders initialisations only.',
  },
  threads: [
    { name: 'vCPU 0', role: 'KVM_RUN', entry: 'vcpu_thread', args: [0] },
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, from the guest', entry: 'vmm_asks', args: [0] },
  ],
  constants: { ...guestExample.constants, COARSE_USER_COPY: 1, NR_TASKS: 2, NR_PTES: 5, NR_FRAMES: 7 },
  properties: [...guestExample.properties, 'deadlock'],
  recorded: {
    'v6.13': [{ title: 'The second tag and not the first', choices: '0*405 1*28 0*39 1*3', breaks: null }],
  },
  picture: {
    frames: [3, 4, 5],
    mappings: [
      { kind: 'stage2', space: 0, index: 2, name: 'Guest data' },
      { kind: 'user', space: 0, index: 2, name: 'VMM page 2' },
      { kind: 'user', space: 0, index: 3, name: 'Buffer, first half' },
      { kind: 'user', space: 0, index: 4, name: 'Buffer, second half' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
