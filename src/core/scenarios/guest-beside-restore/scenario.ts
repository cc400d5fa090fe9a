import { guestExample } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

/** FACTS 9 b7 (R11) and 4.2 h, with a guest that runs code of its own: every instruction beside every step of the ioctl. */
export const guestBesideRestore: Scenario = {
  ...guestExample,
  id: 'guest-beside-restore',
  title: 'A guest’s STG while its tags are restored',
  lookFor:
    'The guest’s code tags a granule and stores to it by the pointer that has the tag, while the VMM puts saved tags into the page. Can the guest fault by a pointer that it has just made? And can its first touch clear what the VMM has restored?',
  caveat:
    'A step of the guest is an access. Coarse: the copy goes in two steps, as far as each page of the buffer reaches. Derived from the sources, not reported as a bug of Linux: a VMM would restore memory before it runs the vCPUs.',
  findings: {
    'v5.10': 'The guest has no MTE, and there is no such ioctl.',
    v4: 'There is no such ioctl.',
    v11: 'The ioctl does not mark the page: the guest’s first touch clears what was restored before it, race or not. And if the restore comes between its STG and its STR, the guest faults by the pointer that it has just made.',
    'v5.14':
      'The fault finds the flag clear, the ioctl copies and sets it, the fault clears: what was restored is lost. If the restore comes between STG and STR, the guest faults by the pointer that it has just made.',
    'v6.2':
      'PG_mte_lock keeps the ioctl and the first touch apart, and nothing that was restored is lost. What the guest has stored may still be overwritten: if the restore comes between STG and STR, it faults by the pointer that it has just made.',
  },
  threads: [
    { name: 'vCPU 0', role: 'KVM_RUN', entry: 'vcpu_thread', args: [0] },
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, to the guest', entry: 'vmm_restores', args: [0] },
  ],
  constants: { ...guestExample.constants, COARSE_USER_COPY: 1, NR_TASKS: 2, NR_PTES: 5, NR_FRAMES: 7 },
  properties: [...guestExample.properties, 'deadlock'],
  recorded: {
    v11: [{ title: 'Cleared by the first touch, race or not', choices: '0*277 1*25 0*156', breaks: 'lost' }],
    v12: [],
    'v5.14': [{ title: 'The first touch clears what was restored', choices: '0*356 1*21 0', breaks: 'lost' }],
    'v6.1': [],
    'v6.13': [
      { title: 'A fault by the pointer that it has just made', choices: '0*407 1*32 0*40', breaks: null },
    ],
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
