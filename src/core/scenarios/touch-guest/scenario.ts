import { findingsBehind } from '../guest-boot/example.ts';
import type { RecordedRun, Scenario } from '../scenario.ts';

/** FACTS 6 and the discussion of June 2020: how a VMM reads memory that its guest has tagged. The numbers are those of touch.c. */
interface Way {
  readonly id: string;
  readonly way: number;
  readonly title: string;
  readonly lookFor: string;
  /** What is found on every release that has MTE for guests. */
  readonly found: string;
  /** A run that shows it, on v6.6. */
  readonly shown: RecordedRun;
  /** Where it is otherwise. */
  readonly findings?: Scenario['findings'];
  readonly alias?: boolean;
  readonly tags?: boolean;
}

const REFUSED = 'Memory that is mapped shared is refused for a VM with MTE, so there is no guest to read.';
const RIGHT = 'The dump is right in every interleaving.';
const NO_IOCTL = 'The bytes can be read; there is no ioctl for the tags.';

const ways: readonly Way[] = [
  {
    id: 'touch-plain',
    way: 0,
    title: 'A dump through a mapping with PROT_MTE',
    lookFor:
      'The VMM has mapped the guest’s memory with PROT_MTE, so that it can read its tags. Now it reads bytes for a dump, as it always has. What does its first load of a tagged object do?',
    found: 'The VMM’s pointer has tag 0 and the object has not: SIGSEGV, whether or not the guest runs.',
    shown: { title: 'The first load is the last', choices: '1*4', breaks: 'dumped' },
  },
  {
    id: 'touch-prctl',
    way: 6,
    title: 'A dump with tag checks off by prctl()',
    lookFor:
      'The VMM turns its thread’s tag checks off with prctl(PR_SET_TAGGED_ADDR_CTRL), copies, and turns them on again. No tag of the guest can stop it. What of its own mistakes meanwhile?',
    found: 'The dump is right in every interleaving; nothing that the thread does meanwhile is checked.',
    shown: { title: 'Off, copied, on', choices: '1*4 0 1*11 0*4', breaks: null },
  },
  {
    id: 'touch-match',
    way: 1,
    title: 'A dump that reads each tag first',
    lookFor:
      'The VMM reads the tag with LDG and loads through a pointer that carries it. While the guest is stopped that works. What if the guest hands out the memory again in between?',
    found: 'If the guest stores another tag between LDG and LDR, the VMM gets SIGSEGV.',
    shown: { title: 'LDG, STG by the guest, LDR', choices: '1 0 1*4', breaks: 'dumped' },
  },
  {
    id: 'touch-sp',
    way: 2,
    title: 'A dump with SP as base register',
    lookFor:
      'A load with SP as its base and an immediate offset is not checked. So the VMM points SP into guest memory. Let a signal come just then: where does the kernel put the handler’s frame?',
    found: 'Nothing is checked. A signal’s frame lands in guest memory, over the object below.',
    shown: { title: 'A signal, and its frame', choices: '0 1*3 1=1 1*4 0*3', breaks: 'dumped' },
  },
  {
    id: 'touch-tco',
    way: 3,
    title: 'A dump with PSTATE.TCO set',
    lookFor:
      'The VMM sets PSTATE.TCO, copies, and clears it. No tag of the guest can stop it. Its own stores are not checked meanwhile either: keep what it does there to a memcpy.',
    found: RIGHT,
    shown: { title: 'Set, copied, cleared', choices: '1*4 0 1*3 0*4', breaks: null },
  },
  {
    id: 'touch-aliases',
    way: 4,
    title: 'A dump through a second mapping, without PROT_MTE',
    lookFor:
      'The VMM has the memory twice: with PROT_MTE for tags, without for bytes. Two mappings of one page mean shared memory. Which kernels take that for a VM with MTE?',
    found: RIGHT,
    shown: { title: 'Through the second mapping', choices: '1*2 0 1*3 0*4', breaks: null },
    findings: { 'v5.14': REFUSED, 'v6.2': RIGHT },
    alias: true,
  },
  {
    id: 'touch-ioctl',
    way: 5,
    title: 'A dump with KVM_ARM_MTE_COPY_TAGS',
    lookFor:
      'The VMM’s mapping has no PROT_MTE: no access of its own is checked there, and the kernel initialises tags for the guest. For the tags it asks KVM. What is left that could fail?',
    found: RIGHT,
    shown: { title: 'Bytes, then tags', choices: '1*2 0 1*34 0*4', breaks: null },
    findings: { v4: NO_IOCTL },
    tags: true,
  },
];

function scenarioOf({
  id,
  way,
  title,
  lookFor,
  found,
  shown,
  findings = {},
  alias = false,
  tags = false,
}: Way): Scenario {
  return {
    id,
    title,
    theme: 'vmm',
    lookFor,
    caveat:
      'Of the guest’s memory two bytes are read. What each way costs in steps stands in docs/touching-guest-memory.md.',
    findings: {
      ...findingsBehind('The guest has no MTE and tags nothing: any load will do.', found),
      ...findings,
    },
    threads: [
      { name: 'vCPU 0', role: 'guest: tags an object again', entry: 'vcpu_goes_on', args: [0] },
      { name: 'VMM', role: 'reads the guest’s objects', entry: 'vmm_dumps', args: [0] },
    ],
    sharesSourcesOf: 'touch-guest',
    constants: {
      COARSE_USER_COPY: 1,
      NR_FRAMES: 6,
      NR_MMS: 1,
      NR_INODES: 1,
      NR_SHMEM_PAGES: 1,
      WAY: way,
      DUMPS_TAGS: tags ? 1 : 0,
    },
    properties: ['dumped', 'stale', 'lost', 'trusted', 'deadlock', 'locks'],
    recorded: { 'v6.6': [shown], 'v6.13': [] },
    picture: {
      frames: [1, 2],
      mappings: [
        { kind: 'user', space: 0, index: 0, name: 'VMM, guest memory' },
        { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
        ...(alias ? [{ kind: 'user', space: 0, index: 1, name: 'VMM, second mapping' } as const] : []),
        { kind: 'user', space: 0, index: 2, name: 'VMM heap' },
      ],
      swapSlots: [],
    },
    vmm: null,
  };
}

/** A scenario a way. */
export const touchGuest: readonly Scenario[] = ways.map(scenarioOf);
