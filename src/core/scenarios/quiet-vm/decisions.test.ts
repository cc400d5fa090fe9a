import { describe, expect, test } from 'vitest';
import type { Span } from '../../lang/program.ts';
import { decisionFor } from '../../step/decide.ts';
import { initialState } from '../../step/step.ts';
import { copyTags, REFUSED, type Refused } from './copy-tags-calls.test-data.ts';
import {
  EBADF,
  EFAULT,
  EINVAL,
  FD_PLAIN_VM,
  FD_VM,
  KVM_ENABLE_CAP,
  mteCapability,
  type Call,
} from './copy-tags-oracle.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { quietVm } from './scenario.ts';
import { answerAt, makeCall } from './vmm-calls.test-data.ts';
import { INT_ANSWER, MERGED, POSTED, RELEASES, UNKNOWN } from './vmm-memory.test-data.ts';

const ERRORS = new Map([
  [EBADF, '-EBADF'],
  [EFAULT, '-EFAULT'],
  [EINVAL, '-EINVAL'],
]);

interface Expected {
  /** In the text of the check; null: there is none, as in the default of a switch. */
  readonly check: string | null;
  readonly function: string;
  /** In the text of the statement; the name of the error, unless given. */
  readonly statement?: string;
}
type ByFamily = readonly [posted: Expected, merged: Expected];

/** What decides each refused call in v11 and v12, and in v5.14 and later. */
const DECISIONS: Readonly<Record<Refused, ByFamily>> = {
  'a file that is not open': both('fd < FD_VCPU + NR_KVMS', 'sys_ioctl'),
  'a request to /dev/kvm': both(null, 'kvm_dev_ioctl'),
  'an unknown request': both(null, 'kvm_arch_vm_ioctl'),
  'a struct that is not mapped': both('uaccess_copy_from_user(', 'kvm_arch_vm_ioctl'),
  'a VM without MTE': [
    { check: '!kvm_has_mte(kvm)', function: 'kvm_arch_vm_ioctl' },
    { check: '!kvm_has_mte(kvm)', function: 'kvm_vm_ioctl_mte_copy_tags' },
  ],
  'a reserved word that is not zero': both('reserved[0] || copy_tags->reserved[1]'),
  'an unknown flag': both('flags & ~KVM_ARM_TAGS_FROM_GUEST'),
  'a length of half a page': both('length & ~PAGE_MASK'),
  'an address inside a page': both('guest_ipa & ~PAGE_MASK'),
  'a length beyond INT_MAX': [
    { check: 'is_error_noslot_pfn(', function: 'kvm_vm_ioctl_mte_copy_tags' },
    { check: 'length > INT_MAX', function: 'kvm_vm_ioctl_mte_copy_tags' },
  ],
  'a page in no slot': inLoop('is_error_noslot_pfn('),
  'tags into a read-only slot': inLoop('is_error_noslot_pfn('),
  'a buffer that is not mapped': inLoop('mte_copy_page(', 'copied'),
  'a buffer that ends within the page': inLoop('mte_copy_page(', 'copied'),
  'tags from a buffer that ends within the page': inLoop('mte_copy_page(', 'copied'),
};

function both(check: string | null, name = 'kvm_vm_ioctl_mte_copy_tags'): ByFamily {
  return [
    { check, function: name },
    { check, function: name },
  ];
}
/** Found in the loop over the pages, which since v5.14 calls a function for each. */
function inLoop(posted: string, merged: string = posted): ByFamily {
  return [
    { check: posted, function: 'kvm_vm_ioctl_mte_copy_tags' },
    { check: merged, function: 'mte_copy_page' },
  ];
}

/** v5.10 and v4 have no ioctl of a VM beyond those of all architectures. */
const NOT_FOUND: Expected = { check: null, function: 'kvm_vm_ioctl', statement: 'return kvm_arch_vm_ioctl(' };

function expectations(release: string): [what: string, call: Call, expected: Expected][] {
  return (Object.keys(REFUSED) as Refused[])
    .filter(
      (what) =>
        what !== 'a length beyond INT_MAX' || INT_ANSWER.includes(release) || !MERGED.includes(release),
    )
    .map((what) => {
      const ofVm = [FD_VM, FD_PLAIN_VM].includes(REFUSED[what].fd);
      const [posted, merged] = DECISIONS[what];
      const known = POSTED.includes(release) ? posted : merged;
      return [what, REFUSED[what], UNKNOWN.includes(release) && ofVm ? NOT_FOUND : known];
    });
}

function enableCap(fd: bigint, capability: bigint, argument?: bigint): Call {
  const plain = copyTags({ guest_ipa: capability }, { fd });
  return { ...plain, request: KVM_ENABLE_CAP, argument: argument ?? plain.argument };
}

describe.each(RELEASES)('%s shows what decided', (release) => {
  const system = machineOf(quietVm, release);
  const start = initialState(system);
  const text = (span: Span | null): string | null =>
    span && (system.program.sources[span.file]?.text.slice(span.from, span.to) ?? '');

  function judge(call: Call, expected: Expected): void {
    const { ret, executed } = makeCall(system, call, start);
    const code = system.program.threads[0];
    const decision = code === undefined ? null : decisionFor(code, executed, answerAt(system));
    expect(decision?.function).toBe(expected.function);
    expect(text(decision?.statement ?? null)).toContain(expected.statement ?? ERRORS.get(ret ?? 0n));
    const check = text(decision?.check ?? null);
    if (expected.check === null) expect(check).toBeNull();
    else expect(check).toContain(expected.check);
  }

  test.each(expectations(release))('%s', (_, call, expected) => {
    judge(call, expected);
  });

  test('the capability, asked for after a vCPU was made', () => {
    const capability = mteCapability(release);
    const late = MERGED.includes(release) ? 'kvm_enable_mte' : 'kvm_vm_ioctl_enable_cap';
    judge(
      enableCap(FD_VM, capability ?? 205n),
      capability === null
        ? { check: null, function: 'kvm_vm_ioctl_enable_cap' }
        : { check: 'created_vcpus', function: late },
    );
  });

  test('a capability with flags', () => {
    const call = enableCap(FD_PLAIN_VM, (mteCapability(release) ?? 205n) | (1n << 32n));
    judge(call, { check: 'cap.flags', function: 'kvm_vm_ioctl_enable_cap' });
  });

  test('a capability whose struct is not mapped', () => {
    const call = enableCap(FD_PLAIN_VM, 205n, 0n);
    judge(call, { check: 'uaccess_copy_from_user(', function: 'kvm_vm_ioctl_enable_cap_user' });
  });
});
