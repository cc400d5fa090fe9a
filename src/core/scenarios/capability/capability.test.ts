/** From open("/dev/kvm") to a vCPU: every answer by release, written by hand from FACTS 3. */
import { describe, expect, test } from 'vitest';
import { featuresOf, inherited } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { noMteHardware } from '../no-mte-hardware/scenario.ts';
import type { Scenario } from '../scenario.ts';
import {
  EBADF,
  EFAULT,
  EINVAL,
  ENOENT,
  ENOEXEC,
  ENOMEM,
  KVM_ARM_VCPU_INIT,
  KVM_CHECK_EXTENSION,
  KVM_CREATE_VCPU,
  KVM_CREATE_VM,
  KVM_GET_API_VERSION,
  KVM_GET_ONE_REG,
  KVM_RUN,
  mteCapability,
  PAGE,
  USER,
  Vmm,
} from '../vmm.test-data.ts';
import { capability } from './scenario.ts';

const FD_KVM = 3n;
const FD_VM = 4n;
/** Behind two VMs. */
const FD_VCPU = 6n;
const GENERIC_V8 = 5n;
const EL1_32BIT = 1n << 1n;

/** What AArch32 at EL1 beside tags is answered. */
const NARROW = { 'v5.10': 0n, 'v5.14': EINVAL };

function opened(release: string, scenario: Scenario = capability): Vmm {
  const vmm = new Vmm(scenario, release);
  expect(vmm.open()).toBe(FD_KVM);
  return vmm;
}

function withVm(release: string, scenario?: Scenario): Vmm {
  const vmm = opened(release, scenario);
  expect(vmm.ioctl(FD_KVM, KVM_CREATE_VM)).toBe(FD_VM);
  return vmm;
}

function initVcpu(vmm: Vmm, target = GENERIC_V8, features = 0n, further = 0n): bigint {
  return vmm.ioctlWith(FD_VCPU, KVM_ARM_VCPU_INIT, [target | (features << 32n), further, 0n, 0n]);
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const number = mteCapability(release);
  const knows = featuresOf(release).mteCapability !== null;
  const enabled = knows ? 0n : EINVAL;

  test('nothing is open before open()', () => {
    const vmm = new Vmm(capability, release);
    expect(vmm.ioctl(FD_KVM, KVM_GET_API_VERSION)).toBe(EBADF);
    expect(vmm.ioctl(FD_VM, KVM_CREATE_VCPU)).toBe(EBADF);
    expect(vmm.ioctl(FD_VCPU, KVM_RUN)).toBe(EBADF);
  });

  test('open() finds /dev/kvm and nothing else', () => {
    const vmm = new Vmm(capability, release);
    expect(vmm.open('/dev/kv')).toBe(ENOENT);
    expect(vmm.open('/dev/kvm2')).toBe(ENOENT);
    expect(vmm.open('/dev/kvm', 0n)).toBe(EFAULT);
    expect(vmm.ioctl(FD_KVM, KVM_GET_API_VERSION)).toBe(EBADF);
    expect(vmm.open()).toBe(FD_KVM);
    expect(vmm.ioctl(FD_KVM, KVM_GET_API_VERSION)).toBe(12n);
    expect(vmm.ioctl(FD_KVM, KVM_GET_API_VERSION, 1n)).toBe(EINVAL);
  });

  test('the capability has the number of this release, and no other', () => {
    const vmm = withVm(release);
    for (const fd of [FD_KVM, FD_VM])
      for (const asked of [191n, 195n, 199n, 205n])
        expect(vmm.ioctl(fd, KVM_CHECK_EXTENSION, asked)).toBe(knows && asked === number ? 1n : 0n);
  });

  test('a VM, as often as the model has one, and of no other type', () => {
    const vmm = opened(release);
    const types = [0n, 40n, 31n, 49n, 1n << 8n, 48n, 0n].map((type) =>
      vmm.ioctl(FD_KVM, KVM_CREATE_VM, type),
    );
    expect(types).toEqual([FD_VM, FD_VM + 1n, EINVAL, EINVAL, EINVAL, ENOMEM, ENOMEM]);
  });

  test('MTE is enabled before the first vCPU, as often as one likes', () => {
    const vmm = withVm(release);
    expect([vmm.enableCap(FD_VM, number), vmm.enableCap(FD_VM, number)]).toEqual([enabled, enabled]);
  });

  test('MTE is not enabled with flags, nor under another number', () => {
    const vmm = withVm(release);
    expect(vmm.enableCap(FD_VM, number, 1n)).toBe(EINVAL);
    expect(vmm.enableCap(FD_VM, 3n)).toBe(EINVAL);
    expect(vmm.ioctl(FD_VM, 0x4068aea3n, USER + 8n * PAGE)).toBe(EFAULT);
  });

  test('MTE is not enabled behind the first vCPU', () => {
    const vmm = withVm(release);
    expect(vmm.ioctl(FD_VM, KVM_CREATE_VCPU)).toBe(FD_VCPU);
    expect(vmm.enableCap(FD_VM, number)).toBe(EINVAL);
  });

  test('a VM has one vCPU, whose number is in range', () => {
    const vmm = withVm(release);
    const answers = [512n, 0n, 0n, 1n].map((id) => vmm.ioctl(FD_VM, KVM_CREATE_VCPU, id));
    expect(answers).toEqual([EINVAL, FD_VCPU, EINVAL, EINVAL]);
  });

  test('a vCPU is initialised as a kind of CPU that there is, and before anything else', () => {
    const vmm = withVm(release);
    vmm.ioctl(FD_VM, KVM_CREATE_VCPU);
    expect(vmm.ioctl(FD_VCPU, KVM_RUN)).toBe(ENOEXEC);
    expect(vmm.ioctlWith(FD_VCPU, KVM_GET_ONE_REG, [0n, 0n])).toBe(ENOEXEC);
    expect(initVcpu(vmm, 4n)).toBe(EINVAL);
    expect(initVcpu(vmm, GENERIC_V8, 1n << 7n)).toBe(ENOENT);
    expect(initVcpu(vmm, GENERIC_V8, 0n, 1n)).toBe(ENOENT);
    expect(vmm.ioctlWith(FD_VCPU, KVM_ARM_VCPU_INIT, [], USER + 8n * PAGE)).toBe(EFAULT);
    expect(initVcpu(vmm)).toBe(0n);
    expect(initVcpu(vmm)).toBe(0n);
    expect(initVcpu(vmm, GENERIC_V8, EL1_32BIT)).toBe(EINVAL);
    expect(vmm.ioctl(FD_VCPU, KVM_RUN, 1n)).toBe(EINVAL);
    expect(vmm.ioctl(FD_VCPU, KVM_CREATE_VCPU)).toBe(EINVAL);
  });

  test('AArch32 at EL1 in a VM that has MTE is refused since v13', () => {
    const vmm = withVm(release);
    expect(vmm.enableCap(FD_VM, number)).toBe(enabled);
    vmm.ioctl(FD_VM, KVM_CREATE_VCPU);
    expect(initVcpu(vmm, GENERIC_V8, EL1_32BIT)).toBe(inherited(NARROW, release)?.value);
    expect(vmm.broke).toEqual([]);
  });

  test('AArch32 at EL1 in a VM without MTE is let pass', () => {
    const vmm = withVm(release);
    vmm.ioctl(FD_VM, KVM_CREATE_VCPU);
    expect(initVcpu(vmm, GENERIC_V8, EL1_32BIT)).toBe(0n);
  });

  test('a guest that has no program switches itself off', () => {
    const vmm = withVm(release);
    vmm.enableCap(FD_VM, number);
    vmm.ioctl(FD_VM, KVM_CREATE_VCPU);
    initVcpu(vmm);
    expect(vmm.ioctl(FD_VCPU, KVM_RUN)).toBe(0n);
    expect(vmm.broke).toEqual([]);
  });

  test('without MTE in the hardware there is nothing to be enabled', () => {
    const vmm = withVm(release, noMteHardware);
    expect(vmm.ioctl(FD_KVM, KVM_CHECK_EXTENSION, number)).toBe(0n);
    expect(vmm.enableCap(FD_VM, number)).toBe(EINVAL);
    expect(vmm.ioctl(FD_VM, KVM_CREATE_VCPU)).toBe(FD_VCPU);
    expect(initVcpu(vmm, GENERIC_V8, EL1_32BIT)).toBe(0n);
    expect(vmm.broke).toEqual([]);
  });
});
