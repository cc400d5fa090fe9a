import type { Scenario } from '../scenario.ts';

const USER_BASE = 0x7f200000;
const PAGE = 0x1000;

/** FACTS 3 and 7: KVM_SET_USER_MEMORY_REGION, by kind of memory, before and after the VM has MTE. */
export const memslots: Scenario = {
  id: 'memslots',
  title: 'Memory for a VM, and what KVM refuses',
  theme: 'guest-memory',
  lookFor:
    'Give a VM memory of one kind or another with KVM_SET_USER_MEMORY_REGION, and let its vCPU read it: VM 0 (file 4) has MTE, VM 1 (file 5) does not yet. What is refused when the slot is made, and what only when the guest touches it?',
  caveat:
    "What tags on memory mean that is not plain RAM was asked in the review of v4, by Marc Zyngier. Registers of a device are mapped as such and have no tags. Memory that behaves like a device to the guest but is the VMM's own, such as QEMU's emulated flash, does have tags, shared by both like its data: both had better ignore them there. With the guest's MMU off accesses are untagged; tags follow the rules of data, so no cache maintenance is needed beyond that for data.",
  findings: {
    'v5.10': 'The VM has no tags, so any memory will do.',
    v4: 'Any memory will do, shared or not; what has no struct page is mapped as a device.',
    v11: 'No slot is refused for its kind of memory. Persistent memory is, when the guest touches it: -EFAULT from KVM_RUN.',
    'v5.14':
      'Shared memory is refused, -EINVAL, if the VM has MTE already; else when the guest touches it: -EFAULT. So are the registers of a device, if they are mapped shared, but not late: they have no tags.',
    'v6.2':
      'Shared memory is welcome again. What does not allow tags (VM_MTE_ALLOWED) is refused: files on persistent memory, and the registers of a device.',
  },
  threads: [
    { name: 'VMM', role: 'makes system calls', entry: 'serve_calls', args: [0, 0], resident: true },
    { name: 'vCPU 0', role: 'guest of VM 0: reads all its memory', entry: 'vcpu_reads_all', args: [0] },
    { name: 'vCPU 1', role: 'guest of VM 1: reads all its memory', entry: 'vcpu_reads_all', args: [1] },
  ],
  constants: {
    COARSE_USER_COPY: 1,
    NR_FRAMES: 10,
    NR_PTES: 8,
    NR_S2_PTES: 8,
    NR_VMAS: 5,
    NR_MMS: 1,
    NR_KVMS: 2,
    NR_PMEM_FRAMES: 1,
    NR_MMIO_FRAMES: 1,
  },
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {},
  picture: {
    frames: [1, 2, 8, 9],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'Private memory' },
      { kind: 'user', space: 0, index: 2, name: 'Shared memory' },
      { kind: 'user', space: 0, index: 4, name: 'Persistent memory' },
      { kind: 'user', space: 0, index: 5, name: 'Device' },
      { kind: 'stage2', space: 0, index: 0, name: 'VM 0, page 0' },
      { kind: 'stage2', space: 0, index: 1, name: 'VM 0, page 1' },
      { kind: 'stage2', space: 1, index: 0, name: 'VM 1, page 0' },
    ],
    swapSlots: [],
  },
  vmm: {
    mailbox: 0,
    mm: 0,
    structAddress: USER_BASE + 6 * PAGE,
    bufferAddress: USER_BASE + 7 * PAGE,
    firstCall: 'KVM_SET_USER_MEMORY_REGION',
  },
};
