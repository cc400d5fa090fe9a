import type { Scenario } from '../scenario.ts';

/** FACTS 4.2, 6: live migration between two VMMs, tags by KVM_ARM_MTE_COPY_TAGS, and the log of written pages. */
export const migrateTags: Scenario = {
  id: 'migrate-tags',
  title: 'A running guest moves, with its tags',
  theme: 'vmm',
  lookFor:
    'The VMM sends the guest’s page and its tags while the guest runs; the guest makes an object meanwhile. Is that page sent again? Follow the object’s tag from the guest’s STG to its first checked access at the destination.',
  caveat:
    'Two processes on one machine, and between them a page of shared memory in place of a network. Of the page’s bytes only those of the guest’s two objects are sent. The calls’ arguments lie ready before it begins. Coarse: a copy of tags goes in one step.',
  findings: {
    'v5.10': 'The guest has no MTE. There are no tags to send.',
    v4: 'There is no ioctl for the tags: the VMM gives up, and the guest stays, as QEMU’s migration blocker has it.',
    v11: 'The ioctl puts the tags into the page and does not mark it: the guest’s first access at the destination clears them.',
    'v5.14':
      'Every store is in the log or in the copy. The page is marked, and the guest finds all its tags.',
    'v6.13':
      'As on v5.14. TO_GUEST would answer -EBUSY if the destination were logged itself: the log does not see what the ioctl writes.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: makes an object', entry: 'vcpu_until_stopped', args: [0] },
    { name: 'VMM 0', role: 'the source: sends the guest', entry: 'vmm_migrates', args: [0] },
    { name: 'VMM 1', role: 'the destination: runs it on', entry: 'vmm_takes_in', args: [1] },
  ],
  constants: { COARSE_USER_COPY: 1, NR_FRAMES: 7, NR_KVMS: 2, NR_INODES: 1, NR_SHMEM_PAGES: 1 },
  properties: ['moved', 'stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    v4: [{ title: 'No ioctl for tags: the guest stays', choices: '1*40 2*2 0*46', breaks: null }],
    v12: [
      {
        title: 'Sent, written, sent again; cleared on arrival',
        choices: '1*65 0*42 2*29 1 0*4 1*57 2*29 1*2 2*62',
        breaks: 'lost',
      },
    ],
    'v5.14': [
      {
        title: 'Sent, written, sent again',
        choices: '1*67 0*43 2*30 1 0*4 1*58 2*30 1*2 2*45',
        breaks: null,
      },
    ],
    'v6.1': [],
    'v6.6': [
      {
        title: 'Sent, written, sent again',
        choices: '1*68 0*42 2*32 1 0*4 1*59 2*33 1*2 2*45',
        breaks: null,
      },
    ],
    'v6.13': [
      {
        title: 'Sent, written, sent again',
        choices: '1*68 0*42 2*35 1 0*4 1*59 2*36 1*2 2*45',
        breaks: null,
      },
    ],
  },
  picture: {
    frames: [1, 4, 3],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Source VMM' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest, at the source' },
      { kind: 'user', space: 1, index: 0, name: 'Destination VMM' },
      { kind: 'stage2', space: 1, index: 0, name: 'Guest, at the destination' },
      { kind: 'user', space: 0, index: 2, name: 'Channel' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
