import type { Scenario } from '../scenario.ts';

/** FACTS 1.6 R8: the buffer of KVM_ARM_MTE_COPY_TAGS is a tagged mapping of the page that is being written. */
export const copyTagsAlias: Scenario = {
  id: 'copy-tags-alias',
  title: 'A buffer that is the page itself',
  theme: 'copying-tags',
  lookFor:
    "The VMM copies tags into a page out of a second, tagged mapping of that page. Reading the buffer faults, and the fault wants the page's tags to be valid. Who is to make them so?",
  caveat:
    'Derived from the sources; not accepted as a bug of Linux, and a VMM has no reason to do it. Coarse: a copy moves all it can of a user page in one step.',
  findings: {
    'v5.10': 'There is no such ioctl: only the other thread asks for tags.',
    v11: 'No lock is held while the buffer is read, so nobody waits for the ioctl.',
    v12: 'As on v11: the ioctl does not take tag_sync_lock.',
    'v5.14': 'The memory is shared, so KVM has refused it: the answer is -EFAULT.',
    'v6.2':
      'The ioctl has taken PG_mte_lock, and its own page fault waits for PG_mte_tagged, which only the ioctl would set: it waits for itself. If the other thread has mapped the page before, nothing happens.',
  },
  threads: [
    { name: 'VMM', role: 'KVM_ARM_MTE_COPY_TAGS, to the guest', entry: 'vmm_copies', args: [0] },
    { name: 'CPU 1', role: 'another thread of the VMM: LDG in the buffer', entry: 'vmm_looks', args: [0] },
  ],
  constants: { COARSE_USER_COPY: 1 },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v6.2': [{ title: 'It waits for itself', choices: '0*41 1*13', breaks: 'deadlock' }],
    'v6.4': [],
  },
  picture: {
    frames: [1],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'user', space: 0, index: 1, name: 'The same, tagged' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
