/**
 * Tests only: a row a call and what it is asked, for docs/conformance.md. What is answered is read off the model; that the model answers
 * as the sources say is for the tests beside the scenarios, whose tables are written by hand.
 */
import { decisionFor } from '../step/decide.ts';
import { mailboxAt } from '../step/step.ts';
import { allCalls } from './all-calls/scenario.ts';
import { capability } from './capability/scenario.ts';
import { idRegisters } from './id-registers/scenario.ts';
import { memslots } from './memslots/scenario.ts';
import { noMteHardware } from './no-mte-hardware/scenario.ts';
import { REFUSED } from './quiet-vm/copy-tags-calls.test-data.ts';
import {
  copyTags,
  HOLE,
  READ_ONLY,
  TO_GUEST,
  UNTAGGED,
  UNTOUCHED,
} from './quiet-vm/copy-tags-calls.test-data.ts';
import { structBytes, type Call } from './quiet-vm/copy-tags-oracle.test-data.ts';
import { quietVm } from './quiet-vm/scenario.ts';
import type { Scenario } from './scenario.ts';
import {
  IPA,
  KVM_ARM_VCPU_INIT,
  KVM_CHECK_EXTENSION,
  KVM_CREATE_VCPU,
  KVM_CREATE_VM,
  KVM_GET_DIRTY_LOG,
  KVM_GET_ONE_REG,
  KVM_RUN,
  KVM_SET_ONE_REG,
  KVM_SET_USER_MEMORY_REGION,
  mteCapability,
  PAGE,
  USER,
  Vmm,
} from './vmm.test-data.ts';

export interface ConformanceRow {
  readonly call: string;
  readonly what: string;
  readonly scenario: Scenario;
  /** What comes first, and then the call itself: its answer. */
  readonly make: (vmm: Vmm, release: string) => bigint;
}

export interface Answered {
  readonly ret: bigint;
  /** The function in which the answer was decided, and the check's text, if there was one. */
  readonly decided: { readonly function: string; readonly check: string | null } | null;
}

/** What a release answers. */
export function answerOf({ scenario, make }: ConformanceRow, release: string): Answered {
  const vmm = new Vmm(scenario, release);
  const ret = make(vmm, release);
  const { program } = vmm.system;
  const code = program.threads[0];
  const box = mailboxAt(program, 0);
  const found = code === undefined || box === null ? null : decisionFor(code, vmm.executed, box.ret);
  if (found === null) return { ret, decided: null };
  const { check } = found;
  const text =
    check === null ? null : (program.sources[check.file]?.text.slice(check.from, check.to) ?? null);
  return { ret, decided: { function: found.function, check: text?.replaceAll(/\s+/g, ' ') ?? null } };
}

const [FD_KVM, FD_VM, FD_PLAIN_VM, FD_VCPU] = [3n, 4n, 5n, 6n];
const GENERIC_V8 = 5n;
const EL1_32BIT = 1n << 33n;
const NOT_MAPPED = USER + 8n * PAGE;

function rows(
  call: string,
  scenario: Scenario,
  made: Readonly<Record<string, (vmm: Vmm, release: string) => bigint>>,
): ConformanceRow[] {
  return Object.entries(made).map(([what, make]) => ({ call, what, scenario, make }));
}

function opened(vmm: Vmm): Vmm {
  vmm.open();
  return vmm;
}
function withVm(vmm: Vmm): Vmm {
  opened(vmm).ioctl(FD_KVM, KVM_CREATE_VM);
  return vmm;
}
function withVcpu(vmm: Vmm): Vmm {
  withVm(vmm).ioctl(FD_VM, KVM_CREATE_VCPU);
  return vmm;
}
function init(vmm: Vmm, target: bigint, next = 0n): bigint {
  return vmm.ioctlWith(FD_VCPU, KVM_ARM_VCPU_INIT, [target, next, 0n, 0n]);
}

type Region = Partial<Record<'slot' | 'flags' | 'ipa' | 'size' | 'page', bigint>>;
function region(
  vmm: Vmm,
  { slot = 0n, flags = 0n, ipa = IPA, size = PAGE, page = 0n }: Region,
  fd = FD_VM,
): bigint {
  return vmm.ioctlWith(fd, KVM_SET_USER_MEMORY_REGION, [
    slot | (flags << 32n),
    ipa,
    size,
    USER + page * PAGE,
  ]);
}

function dirtyLog(vmm: Vmm, slot: bigint, bitmap = USER + 7n * PAGE): bigint {
  return vmm.ioctlWith(FD_VM, KVM_GET_DIRTY_LOG, [slot, bitmap]);
}

function oneReg(request: bigint, reg: bigint, fd = FD_VCPU): (vmm: Vmm) => bigint {
  return (vmm) => vmm.ioctlWith(fd, request, [0x6030000000130000n | reg, USER + 2n * PAGE]);
}

function send(vmm: Vmm, { fd, request, argument, stores }: Call): bigint {
  return vmm.call(29n, [fd, request, argument], stores);
}

/** mmap, munmap, mprotect, madvise by their numbers. */
const memory =
  (nr: bigint, ...args: bigint[]) =>
  (vmm: Vmm): bigint =>
    vmm.call(nr, args, []);
const page = (n: bigint): bigint => USER + n * PAGE;

const prctl = (option: bigint, ...args: bigint[]): ((vmm: Vmm) => bigint) =>
  memory(167n, option, ...args, ...Array.from({ length: 4 - args.length }, () => 0n));

const [PEEK, POKE] = [33n, 34n];
type Traced = Partial<Record<'pid' | 'addr' | 'iovec' | 'buffer' | 'count', bigint>>;
const ptrace =
  (request: bigint, { pid = 1001n, addr = USER, iovec = page(4n), buffer = page(5n), count = 16n }: Traced) =>
  (vmm: Vmm): bigint =>
    vmm.call(117n, [request, pid, addr, iovec], [{ address: page(4n), bytes: wordBytes([buffer, count]) }]);
function wordBytes(words: readonly bigint[]): number[] {
  return words.flatMap((word) =>
    Array.from({ length: 8 }, (_, i) => Number((word >> BigInt(8 * i)) & 0xffn)),
  );
}

export const conformanceRows: readonly ConformanceRow[] = [
  ...rows('openat', capability, {
    '/dev/kvm': (vmm) => vmm.open(),
    'another path': (vmm) => vmm.open('/dev/null'),
    'a path that is not mapped': (vmm) => vmm.open('', 0n),
  }),
  ...rows('KVM_CREATE_VM', capability, {
    'before open': (vmm) => vmm.ioctl(FD_KVM, KVM_CREATE_VM),
    'type 0': (vmm) => opened(vmm).ioctl(FD_KVM, KVM_CREATE_VM),
    'a type with other bits': (vmm) => opened(vmm).ioctl(FD_KVM, KVM_CREATE_VM, 1n << 8n),
    'addresses of 31 bits': (vmm) => opened(vmm).ioctl(FD_KVM, KVM_CREATE_VM, 31n),
  }),
  ...rows('KVM_CHECK_EXTENSION', capability, {
    'KVM_CAP_ARM_MTE, as this release numbers it': (vmm, release) =>
      opened(vmm).ioctl(FD_KVM, KVM_CHECK_EXTENSION, mteCapability(release)),
    '191 (v4)': (vmm) => opened(vmm).ioctl(FD_KVM, KVM_CHECK_EXTENSION, 191n),
    '199 (v12)': (vmm) => opened(vmm).ioctl(FD_KVM, KVM_CHECK_EXTENSION, 199n),
    '205 (as merged)': (vmm) => opened(vmm).ioctl(FD_KVM, KVM_CHECK_EXTENSION, 205n),
  }),
  ...rows('KVM_CHECK_EXTENSION', noMteHardware, {
    'KVM_CAP_ARM_MTE, on CPUs without MTE': (vmm, release) =>
      opened(vmm).ioctl(FD_KVM, KVM_CHECK_EXTENSION, mteCapability(release)),
  }),
  ...rows('KVM_ENABLE_CAP', capability, {
    'MTE, before a vCPU': (vmm, release) => withVm(vmm).enableCap(FD_VM, mteCapability(release)),
    'MTE, a second time': (vmm, release) => {
      withVm(vmm).enableCap(FD_VM, mteCapability(release));
      return vmm.enableCap(FD_VM, mteCapability(release));
    },
    'MTE, behind a vCPU': (vmm, release) => withVcpu(vmm).enableCap(FD_VM, mteCapability(release)),
    'MTE, with flags': (vmm, release) => withVm(vmm).enableCap(FD_VM, mteCapability(release), 1n),
    'another capability': (vmm) => withVm(vmm).enableCap(FD_VM, 3n),
    'a struct that is not mapped': (vmm) => withVm(vmm).ioctl(FD_VM, 0x4068aea3n, NOT_MAPPED),
  }),
  ...rows('KVM_ENABLE_CAP', noMteHardware, {
    'MTE, on CPUs without it': (vmm, release) => withVm(vmm).enableCap(FD_VM, mteCapability(release)),
  }),
  ...rows('KVM_CREATE_VCPU', capability, {
    'number 0': (vmm) => withVm(vmm).ioctl(FD_VM, KVM_CREATE_VCPU),
    'number 512': (vmm) => withVm(vmm).ioctl(FD_VM, KVM_CREATE_VCPU, 512n),
    'a second one (the model has one a VM)': (vmm) => withVcpu(vmm).ioctl(FD_VM, KVM_CREATE_VCPU, 1n),
  }),
  ...rows('KVM_ARM_VCPU_INIT', capability, {
    'generic v8': (vmm) => init(withVcpu(vmm), GENERIC_V8),
    'AArch32 at EL1, VM with MTE': (vmm, release) => {
      withVm(vmm).enableCap(FD_VM, mteCapability(release));
      vmm.ioctl(FD_VM, KVM_CREATE_VCPU);
      return init(vmm, GENERIC_V8 | EL1_32BIT);
    },
    'AArch32 at EL1, VM without MTE': (vmm) => init(withVcpu(vmm), GENERIC_V8 | EL1_32BIT),
    'another kind of CPU': (vmm) => init(withVcpu(vmm), 4n),
    'a feature that there is not': (vmm) => init(withVcpu(vmm), GENERIC_V8 | (1n << 39n)),
    'again, with other features': (vmm) => {
      init(withVcpu(vmm), GENERIC_V8);
      return init(vmm, GENERIC_V8 | EL1_32BIT);
    },
  }),
  ...rows('KVM_RUN', capability, {
    'before KVM_ARM_VCPU_INIT': (vmm) => withVcpu(vmm).ioctl(FD_VCPU, KVM_RUN),
    'a guest that switches itself off': (vmm) => {
      init(withVcpu(vmm), GENERIC_V8);
      return vmm.ioctl(FD_VCPU, KVM_RUN);
    },
    'with an argument': (vmm) => withVcpu(vmm).ioctl(FD_VCPU, KVM_RUN, 1n),
  }),
  ...rows('KVM_GET_ONE_REG', idRegisters, {
    ID_AA64PFR1_EL1: oneReg(KVM_GET_ONE_REG, 0xc021n),
    'GCR_EL1, VM with MTE': oneReg(KVM_GET_ONE_REG, 0xc086n),
    'TFSRE0_EL1, VM with MTE': oneReg(KVM_GET_ONE_REG, 0xc2b1n),
    'GCR_EL1, VM without MTE': oneReg(KVM_GET_ONE_REG, 0xc086n, FD_VCPU + 1n),
    'a register that there is not': oneReg(KVM_GET_ONE_REG, 0xc000n),
  }),
  ...rows('KVM_SET_ONE_REG', idRegisters, {
    'GCR_EL1, VM with MTE': oneReg(KVM_SET_ONE_REG, 0xc086n),
    'GCR_EL1, VM without MTE': oneReg(KVM_SET_ONE_REG, 0xc086n, FD_VCPU + 1n),
    'ID_AA64PFR1_EL1, to 0, VM with MTE': oneReg(KVM_SET_ONE_REG, 0xc021n),
  }),
  ...rows('KVM_SET_USER_MEMORY_REGION', memslots, {
    'private memory': (vmm) => region(vmm, {}),
    'shared memory, VM with MTE': (vmm) => region(vmm, { page: 2n }),
    'shared memory, VM without MTE': (vmm) => region(vmm, { page: 2n }, FD_PLAIN_VM),
    'persistent memory, VM with MTE': (vmm) => region(vmm, { page: 4n }),
    'registers of a device, VM with MTE': (vmm) => region(vmm, { page: 5n }),
    'where nothing is mapped': (vmm) => region(vmm, { page: 3n }),
    'read-only': (vmm) => region(vmm, { flags: 2n }),
    logged: (vmm) => region(vmm, { flags: 1n }),
    'registers of a device, logged': (vmm) => region(vmm, { page: 5n, flags: 1n }, FD_PLAIN_VM),
    'an unknown flag': (vmm) => region(vmm, { flags: 4n }),
    'half a page': (vmm) => region(vmm, { size: PAGE / 2n }),
    'a slot that there is not': (vmm) => region(vmm, { slot: 2n }),
    'beyond guest addresses': (vmm) => region(vmm, { size: 9n * PAGE }),
    'an overlap': (vmm) => {
      region(vmm, {});
      return region(vmm, { slot: 1n, page: 1n });
    },
    'size 0, of an unused slot': (vmm) => region(vmm, { size: 0n }),
  }),
  ...rows('KVM_GET_DIRTY_LOG', memslots, {
    'a slot that is logged': (vmm) => {
      region(vmm, { flags: 1n });
      return dirtyLog(vmm, 0n);
    },
    'a slot that is not logged': (vmm) => {
      region(vmm, {});
      return dirtyLog(vmm, 0n);
    },
    'a slot that is not used': (vmm) => dirtyLog(vmm, 0n),
    'a slot that there is not': (vmm) => dirtyLog(vmm, 2n),
    'another address space': (vmm) => dirtyLog(vmm, 1n << 16n),
    'a bitmap that is not mapped': (vmm) => {
      region(vmm, { flags: 1n });
      return dirtyLog(vmm, 0n, NOT_MAPPED);
    },
    'a struct that is not mapped': (vmm) => vmm.ioctl(FD_VM, KVM_GET_DIRTY_LOG, NOT_MAPPED),
  }),
  ...rows('KVM_ARM_MTE_COPY_TAGS', quietVm, {
    'tags of a page': (vmm) => send(vmm, copyTags()),
    'tags of two pages': (vmm) => send(vmm, copyTags({ length: 2n * PAGE })),
    'tags into a page': (vmm) => send(vmm, copyTags({ flags: TO_GUEST })),
    'tags of a page that has none': (vmm) => send(vmm, copyTags({ guest_ipa: UNTAGGED })),
    'tags of a read-only page': (vmm) => send(vmm, copyTags({ guest_ipa: READ_ONLY })),
    'length 0': (vmm) => send(vmm, copyTags({ length: 0n })),
    'two pages, the second in no slot': (vmm) =>
      send(vmm, copyTags({ guest_ipa: UNTOUCHED, length: 2n * PAGE })),
    'two pages, the first in no slot': (vmm) => send(vmm, copyTags({ guest_ipa: HOLE, length: 2n * PAGE })),
    ...Object.fromEntries(
      Object.entries(REFUSED).map(([what, call]) => [what, (vmm: Vmm) => send(vmm, call)]),
    ),
  }),
  ...rows('KVM_ARM_MTE_COPY_TAGS', memslots, {
    'tags into a VM one of whose slots is logged': (vmm) => {
      region(vmm, { flags: 1n });
      return vmm.ioctlWith(FD_VM, 0x8030aeb4n, [IPA, PAGE, USER + 7n * PAGE, TO_GUEST, 0n, 0n]);
    },
    'tags of a page on persistent memory, its slot made before MTE': (vmm, release) => {
      region(vmm, { page: 4n }, FD_PLAIN_VM);
      vmm.enableCap(FD_PLAIN_VM, mteCapability(release));
      return vmm.ioctlWith(FD_PLAIN_VM, 0x8030aeb4n, [IPA, PAGE, USER + 7n * PAGE, 1n, 0n, 0n]);
    },
  }),
  ...rows('KVM_ARM_MTE_COPY_TAGS', allCalls, {
    'tags to a buffer that is swapped out': (vmm) => {
      vmm.call(233n, [page(5n), PAGE, 21n], []);
      const bytes = structBytes({
        guest_ipa: IPA,
        length: PAGE,
        addr: page(5n),
        flags: 1n,
        reserved: [0n, 0n],
      });
      return vmm.call(29n, [FD_VM, 0x8030aeb4n, page(4n)], [{ address: page(4n), bytes }]);
    },
  }),
  ...rows('prctl', allCalls, {
    'PR_GET_TAGGED_ADDR_CTRL, behind execve': prctl(56n),
    'PR_SET_TAGGED_ADDR_CTRL, no checks': prctl(55n, 1n),
    'PR_SET_TAGGED_ADDR_CTRL, synchronous': prctl(55n, 3n),
    'PR_SET_TAGGED_ADDR_CTRL, asynchronous': prctl(55n, 5n),
    'PR_SET_TAGGED_ADDR_CTRL, both': prctl(55n, 7n),
    'PR_SET_TAGGED_ADDR_CTRL, a bit that there is not': prctl(55n, 1n << 20n),
    'PR_SET_TAGGED_ADDR_CTRL, with a third argument': prctl(55n, 1n, 1n),
    'PR_GET_TAGGED_ADDR_CTRL, synchronous with tags 1 and 2': (vmm) => {
      prctl(55n, 0x33n)(vmm);
      return prctl(56n)(vmm);
    },
    PR_GET_DUMPABLE: prctl(3n),
    'PR_SET_DUMPABLE, 2': prctl(4n, 2n),
    'another option': prctl(38n, 1n),
  }),
  ...rows('prctl', noMteHardware, {
    'PR_SET_TAGGED_ADDR_CTRL, synchronous, on CPUs without MTE': prctl(55n, 3n),
    'PR_SET_TAGGED_ADDR_CTRL, no checks, on CPUs without MTE': prctl(55n, 1n),
  }),
  ...rows('ptrace', allCalls, {
    'PEEKMTETAGS: 16 tags': ptrace(PEEK, {}),
    'POKEMTETAGS: 16 tags': ptrace(POKE, {}),
    'PEEKMTETAGS: memory without PROT_MTE': ptrace(PEEK, { addr: page(1n) }),
    'PEEKMTETAGS: memory with PROT_MTE that nobody has written': ptrace(PEEK, { addr: page(4n) }),
    'POKEMTETAGS: memory that the tracee may only read': ptrace(POKE, { addr: page(2n) }),
    'PEEKMTETAGS: where nothing is mapped': ptrace(PEEK, { addr: page(3n) }),
    'PEEKMTETAGS: from memory with PROT_MTE into memory without': ptrace(PEEK, {
      addr: page(1n) - 16n,
    }),
    'PEEKMTETAGS: no tags at all': ptrace(PEEK, { count: 0n }),
    'PEEKMTETAGS: a buffer that is not mapped': ptrace(PEEK, { buffer: page(6n) }),
    'PEEKMTETAGS: an iovec that is not mapped': ptrace(PEEK, { iovec: page(6n) }),
    'PEEKMTETAGS: of a process that is not traced': ptrace(PEEK, { pid: 1000n }),
    'PEEKMTETAGS: of a process that is closed to debuggers': ptrace(PEEK, { pid: 1002n }),
    'another request': ptrace(1n, {}),
  }),
  ...rows('mmap', allCalls, {
    'private memory without a file': memory(222n, 0n, PAGE, 3n, 0x22n, 0n, 0n),
    'with PROT_MTE': memory(222n, 0n, PAGE, 0x23n, 0x22n, 0n, 0n),
    'length 0': memory(222n, 0n, 0n, 3n, 0x22n, 0n, 0n),
    'of a file that is not open': memory(222n, 0n, PAGE, 3n, 2n, 0n, 0n),
    'neither shared nor private': memory(222n, 0n, PAGE, 3n, 0x20n, 0n, 0n),
    'fixed, inside a page': memory(222n, USER + 1n, PAGE, 3n, 0x32n, 0n, 0n),
    'more than there is room for': memory(222n, 0n, 9n * PAGE, 3n, 0x22n, 0n, 0n),
  }),
  ...rows('munmap', allCalls, {
    'a part of a mapping': memory(215n, page(1n), PAGE),
    'a hole': memory(215n, page(6n), PAGE),
    'inside a page': memory(215n, USER + 1n, PAGE),
    'length 0': memory(215n, USER, 0n),
  }),
  ...rows('mprotect', allCalls, {
    'PROT_MTE for a part of a mapping': memory(226n, page(1n), PAGE, 0x23n),
    'over a hole': memory(226n, page(4n), 3n * PAGE, 3n),
    'inside a page': memory(226n, USER + 1n, PAGE, 3n),
    'length 0': memory(226n, USER, 0n, 3n),
    'an unknown protection': memory(226n, USER, PAGE, 0x40n),
  }),
  ...rows('mprotect', memslots, {
    'PROT_MTE on persistent memory': memory(226n, page(4n), PAGE, 0x23n),
  }),
  ...rows('madvise', allCalls, {
    MADV_PAGEOUT: memory(233n, USER, PAGE, 21n),
    'over a hole': memory(233n, page(5n), 2n * PAGE, 21n),
    'other advice': memory(233n, USER, PAGE, 999n),
    'inside a page': memory(233n, USER + 1n, PAGE, 21n),
  }),
];
