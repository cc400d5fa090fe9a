/** What mutants.test.ts starts from, and what a mutant is. Those of a release are in a file beside this. */
import { cowVm } from './cow-vm/scenario.ts';
import { forkVm } from './fork-vm/scenario.ts';
import { isolation } from './isolation/scenario.ts';
import { migration } from './migration/scenario.ts';
import { privateVm } from './private-vm/scenario.ts';
import type { Scenario } from './scenario.ts';
import { sharedMprotect } from './shared-mprotect/scenario.ts';
import { swapFork } from './swap-fork/scenario.ts';
import { swapStore } from './swap-store/scenario.ts';
import { swapUntagged } from './swap-untagged/scenario.ts';
import { vcpuFault } from './vcpu-fault/scenario.ts';

/** In the file of that path: what stands there exactly once, and what takes its place. */
export interface Edit {
  readonly path: string;
  readonly find: string;
  readonly put: string;
}

export interface Mutant extends Edit {
  /** What was done to the text. */
  readonly title: string;
}

/** A mutant that the explorer must find. */
export interface Needed extends Mutant {
  /** From where it is found: see `starts`. */
  readonly from: StartName;
  /** All properties that some interleaving breaks. */
  readonly breaks: readonly string[];
}

/** A mutant that changes no verdict, and why. */
export interface Redundant extends Mutant {
  readonly why: string;
  /** The start in which the place is reached while another thread runs, if those of all do not. */
  readonly from?: StartName;
}

/** A scenario, small enough to be tried often, and what is changed in its text. */
export interface Start {
  readonly scenario: Scenario;
  readonly edit?: Edit;
}

function small(scenario: Scenario, blocks = 2): Scenario {
  return { ...scenario, constants: { ...scenario.constants, TAG_BLOCKS: blocks } };
}

function ofThree(scenario: Scenario, entry: string): Scenario {
  return {
    ...scenario,
    threads: [0, 1, 2].map((cpu) => ({ name: `CPU ${cpu}`, role: '', entry, args: [cpu] })),
    constants: { ...scenario.constants, NR_MMS: 3, TAG_BLOCKS: 2 },
  };
}

const THIRD_PROCESS: Edit = {
  path: 'scenarios/shared-mprotect/shared.c',
  find: '\tshare_page(&mms[1], 1);\n',
  put: '\tshare_page(&mms[1], 1);\n\tshare_page(&mms[2], 1);\n',
};

/** Guest memory that the VMM has mapped with tags from the first, and what has been done with it so far. */
function taggedGuestMemory(so: string): Edit {
  return {
    path: 'scenarios/private-vm/private.c',
    find: 'PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);\n\tuser_str(vmm, USER_BASE, 0);\n',
    put: `PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);\n${so}`,
  };
}

/** The guest's first touch of a page whose tags the VMM restores at that moment, out of the page's own bytes. */
const WHILE_RESTORING: Scenario = {
  ...small(privateVm, 1),
  threads: privateVm.threads.map((thread, i) =>
    i === 0 ? thread : { ...thread, role: 'VMM: KVM_ARM_MTE_COPY_TAGS', entry: 'vmm_restores_tags' },
  ),
};
const RESTORES: Edit = {
  path: 'scenarios/private-vm/private.c',
  find: '\tvmm_makes_vm(0, vmm, PAGE_SIZE);\n}\n',
  put: `	user_str(vmm, USER_BASE + 0x70, 7);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
}

void vmm_restores_tags(int vm)
{
	struct kvm_arm_copy_mte_tags *call = &mte_copy_tags[1];

	call->guest_ipa = IPA_BASE;
	call->length = PAGE_SIZE;
	call->addr = USER_BASE;
	kvm_vm_ioctl_mte_copy_tags(&kvms[vm], &mms[0], call);
}
`,
};

export const starts = {
  isolation: { scenario: small(isolation) },
  'isolation, three CPUs': { scenario: ofThree(isolation, 'cpu_maps') },
  'shared-mprotect': { scenario: small(sharedMprotect) },
  'shared-mprotect, three CPUs': {
    scenario: ofThree(sharedMprotect, 'process_mprotects'),
    edit: THIRD_PROCESS,
  },
  'swap-fork': { scenario: small(swapFork) },
  'swap-untagged': { scenario: small(swapUntagged) },
  'swap-store': { scenario: small(swapStore) },
  'fork-vm': { scenario: small(forkVm) },
  'private-vm': { scenario: small(privateVm) },
  'private-vm, tagged, not touched yet': { scenario: small(privateVm, 1), edit: taggedGuestMemory('') },
  'private-vm, tagged, then forked': {
    scenario: small(privateVm, 1),
    edit: taggedGuestMemory('\tuser_stg(vmm, USER_BASE, 3);\n\tdup_mmap(&mms[1], vmm);\n'),
  },
  'private-vm, tags restored meanwhile': { scenario: WHILE_RESTORING, edit: RESTORES },
  'cow-vm': { scenario: small(cowVm) },
  migration: { scenario: small(migration, 1) },
  'vcpu-fault': { scenario: small(vcpuFault, 1) },
} satisfies Record<string, Start>;

export type StartName = keyof typeof starts;

/** What one mutant alone is tried from. */
export const FEW: readonly StartName[] = ['isolation', 'isolation, three CPUs', 'shared-mprotect'];
/** What all that change nothing are tried from together; the second list has over 10,000 states each. */
export const RACES: readonly StartName[] = [
  ...FEW,
  'shared-mprotect, three CPUs',
  'swap-fork',
  'swap-untagged',
  'swap-store',
  'fork-vm',
  'private-vm',
  'cow-vm',
];
export const LARGE: readonly StartName[] = ['migration', 'vcpu-fault'];
