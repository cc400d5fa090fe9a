/** What a refusal means, for calls other than COPY_TAGS. The answer is the model's; this only puts it into words. */
import { errnoOf } from './strace.ts';

interface Meaning {
  /** Id in the table of calls, or null: of any. */
  readonly call: string | null;
  readonly errno: string;
  /** In the text of the check that decided, or of its statement; null: whatever it says. */
  readonly when: RegExp | null;
  readonly text: string;
}

/** The first that fits counts. */
const meanings: readonly Meaning[] = [
  { call: 'KVM_ENABLE_CAP', errno: 'EINVAL', when: /created_vcpus/, text: 'MTE cannot be enabled: the CPUs have none, or the VM has a vCPU, which was already told that it has no tags.' }, // prettier-ignore
  { call: 'KVM_ENABLE_CAP', errno: 'EINVAL', when: /flags/, text: 'No flags are known for this capability.' },
  { call: 'KVM_ENABLE_CAP', errno: 'EINVAL', when: null, text: 'This kernel has no capability of that number that could be enabled.' }, // prettier-ignore
  { call: 'KVM_ARM_VCPU_INIT', errno: 'EINVAL', when: /register_width/, text: 'AArch32 has no tags: a VM with MTE cannot have it at EL1.' }, // prettier-ignore
  { call: 'KVM_ARM_VCPU_INIT', errno: 'EINVAL', when: /target/, text: 'The host is no such CPU.' },
  { call: 'KVM_ARM_VCPU_INIT', errno: 'EINVAL', when: /features/, text: 'The vCPU was initialised with other features before.' }, // prettier-ignore
  { call: 'KVM_ARM_VCPU_INIT', errno: 'ENOENT', when: null, text: 'No feature has that bit.' },
  { call: 'KVM_SET_USER_MEMORY_REGION', errno: 'EINVAL', when: /VM_SHARED/, text: 'Two processes could initialise the tags of shared memory at once: this kernel refuses it to a VM with MTE.' }, // prettier-ignore
  { call: 'KVM_SET_USER_MEMORY_REGION', errno: 'EINVAL', when: /VM_MTE_ALLOWED/, text: 'That memory cannot be relied on to have tags, and the VM has MTE.' }, // prettier-ignore
  { call: 'KVM_SET_USER_MEMORY_REGION', errno: 'EEXIST', when: null, text: 'Another slot has some of these guest addresses.' }, // prettier-ignore
  { call: 'KVM_SET_USER_MEMORY_REGION', errno: 'EFAULT', when: /holds/, text: 'Guest addresses do not reach there.' }, // prettier-ignore
  { call: 'KVM_GET_DIRTY_LOG', errno: 'ENOENT', when: null, text: 'The slot is not logged: KVM_SET_USER_MEMORY_REGION with KVM_MEM_LOG_DIRTY_PAGES comes first.' }, // prettier-ignore
  { call: 'KVM_GET_ONE_REG', errno: 'ENOENT', when: null, text: 'This vCPU has no such register: without MTE those of MTE are hidden.' }, // prettier-ignore
  { call: 'KVM_SET_ONE_REG', errno: 'ENOENT', when: null, text: 'This vCPU has no such register: without MTE those of MTE are hidden.' }, // prettier-ignore
  { call: 'KVM_SET_ONE_REG', errno: 'EINVAL', when: null, text: 'An ID register can be set to what it is, and to nothing else.' }, // prettier-ignore
  { call: 'ptrace', errno: 'ESRCH', when: null, text: 'There is no process of that number, or the caller does not trace it.' }, // prettier-ignore
  {
    call: 'ptrace',
    errno: 'EPERM',
    when: null,
    text: 'The process is closed to debuggers: it is not dumpable.',
  },
  { call: 'ptrace', errno: 'EIO', when: null, text: 'No tag could be had from the tracee: nothing is mapped there, or not with tags.' }, // prettier-ignore
  { call: 'ptrace', errno: 'EFAULT', when: null, text: 'The iovec or the buffer that it names is not in the caller’s memory.' }, // prettier-ignore
  { call: 'prctl', errno: 'EINVAL', when: null, text: 'This kernel or this CPU does not know what was asked for; or both modes were asked for at once, which is possible since v5.15.' }, // prettier-ignore
  { call: 'openat', errno: 'ENOENT', when: null, text: 'There is only /dev/kvm here.' },
  { call: 'mprotect', errno: 'ENOMEM', when: null, text: 'Somewhere there nothing is mapped, or the process has all the mappings it may have.' }, // prettier-ignore
  {
    call: 'mmap',
    errno: 'EBADF',
    when: null,
    text: 'Only memory without a file is modelled: MAP_ANONYMOUS.',
  },
  { call: 'mmap', errno: 'ENOMEM', when: null, text: 'It does not fit into the user space of the model, or no mapping is left.' }, // prettier-ignore
  { call: 'KVM_CREATE_VM', errno: 'ENOMEM', when: null, text: 'The model has no more VMs.' },
  {
    call: 'KVM_CREATE_VCPU',
    errno: 'EINVAL',
    when: /created_vcpus/,
    text: 'A VM of the model has one vCPU.',
  },
  {
    call: null,
    errno: 'ENOEXEC',
    when: null,
    text: 'The vCPU was not initialised: KVM_ARM_VCPU_INIT comes first.',
  },
  { call: null, errno: 'EBADF', when: null, text: 'That is no open file of the VMM.' },
  {
    call: null,
    errno: 'EFAULT',
    when: /copy_from_user/,
    text: 'The argument cannot be read from the VMM’s memory.',
  },
  { call: null, errno: 'ENOSYS', when: null, text: 'The model does not know this system call.' },
];

/** `check` is the text of the condition that decided, and of the statement behind it, where they are known. */
export function explainCall(call: string | null, ret: bigint, check: string | null): string | null {
  const errno = errnoOf(ret);
  if (errno === null) return null;
  const found = meanings.find(
    (one) =>
      (one.call === null || one.call === call) &&
      one.errno === errno.name &&
      (one.when === null || one.when.test(check ?? '')),
  );
  return found?.text ?? `The call failed: ${errno.meaning.toLowerCase()}.`;
}
