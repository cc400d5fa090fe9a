/** What KVM_SET_USER_MEMORY_REGION and then KVM_RUN answer, by kind of memory and release; written by hand from FACTS 3. */
import { describe, expect, test } from 'vitest';
import { featuresOf, inherited } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import { read64 } from '../../step/wide.ts';
import {
  copiedPage,
  EBUSY,
  EEXIST,
  EFAULT,
  EINVAL,
  IPA,
  KVM_ARM_MTE_COPY_TAGS,
  KVM_SET_USER_MEMORY_REGION,
  mteCapability,
  PAGE,
  USER,
  Vmm,
} from '../vmm.test-data.ts';
import { memslots } from './scenario.ts';

/** A VM with MTE, and one that has not asked for it. */
const FD_VM = 4n;
const FD_PLAIN_VM = 5n;

const LOG_DIRTY_PAGES = 1n;
const READONLY = 2n;

/** The VMM's pages by what lies there. */
const KINDS = { private: 0n, shared: 2n, nothing: 3n, 'persistent memory': 4n, device: 5n } as const;
type Kind = keyof typeof KINDS;

/** What KVM_RUN answers on persistent memory: since v11 KVM asks for an online page. */
const ON_PERSISTENT = { 'v5.10': 0n, v11: EFAULT, 'v5.14': EFAULT };

class SlotVmm extends Vmm {
  constructor(release: string) {
    super(memslots, release);
  }

  region(fields: Partial<Record<'slot' | 'flags' | 'ipa' | 'size' | 'hva', bigint>>, fd = FD_VM): bigint {
    const { slot = 0n, flags = 0n, ipa = IPA, size = PAGE, hva = USER } = fields;
    return this.ioctlWith(fd, KVM_SET_USER_MEMORY_REGION, [slot | (flags << 32n), ipa, size, hva]);
  }

  /** Lets a VM's vCPU read all of its memory: what KVM_RUN answers for the first page. */
  vcpuReads(vm: number): bigint {
    expect(this.run(1 + vm)).toBe('ended');
    const address = this.system.program.globals.get('answers')?.address ?? NaN;
    return read64(this.state.words, address + vm * 16, true);
  }
}

/** The answer to a slot of this kind for a VM that has MTE. */
function slotAnswer(release: string, kind: Kind): bigint {
  const { refusedMemory } = featuresOf(release);
  const first: Kind = refusedMemory === 'shared' ? 'shared' : 'persistent memory';
  return refusedMemory !== null && [first, 'device'].includes(kind) ? EINVAL : 0n;
}

/** What KVM_RUN answers once there is a slot, whenever it was made. */
function runAnswer(release: string, kind: Kind): bigint {
  if (kind === 'nothing') return EFAULT;
  if (kind === 'shared') return featuresOf(release).refusedMemory === 'shared' ? EFAULT : 0n;
  return kind === 'persistent memory' ? (inherited(ON_PERSISTENT, release)?.value ?? EINVAL) : 0n;
}

const KIND_NAMES = Object.keys(KINDS) as Kind[];

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  test.each(KIND_NAMES)('a VM with MTE is given memory of this kind: %s', (kind) => {
    const vmm = new SlotVmm(release);
    const answer = slotAnswer(release, kind);
    expect(vmm.region({ hva: USER + KINDS[kind] * PAGE })).toBe(answer);
    expect(vmm.vcpuReads(0)).toBe(answer === 0n ? runAnswer(release, kind) : EFAULT);
  });

  test.each(KIND_NAMES)('a slot that was made before the VM asked for MTE is looked at late: %s', (kind) => {
    const vmm = new SlotVmm(release);
    expect(vmm.region({ hva: USER + KINDS[kind] * PAGE }, FD_PLAIN_VM)).toBe(0n);
    const enable = vmm.enableCap(FD_PLAIN_VM, mteCapability(release));
    expect(enable).toBe(featuresOf(release).mteCapability === null ? EINVAL : 0n);
    expect(vmm.vcpuReads(1)).toBe(runAnswer(release, kind));
  });

  const BAD = {
    'a slot that there is not': [{ slot: 2n }, EINVAL],
    'another address space': [{ slot: 1n << 16n }, EINVAL],
    'an unknown flag': [{ flags: 4n }, EINVAL],
    'a guest address inside a page': [{ ipa: IPA + 1n }, EINVAL],
    'a size of half a page': [{ size: PAGE / 2n }, EINVAL],
    'a user address inside a page': [{ hva: USER + 0x10n }, EINVAL],
    'a user address with a tag': [{ hva: USER | (5n << 56n) }, EINVAL],
    'memory of the kernel': [{ hva: 0xffff000000000000n }, EINVAL],
    'more than user space': [{ size: 1n << 48n }, EINVAL],
    'an address and size that overflow': [{ ipa: (1n << 64n) - PAGE }, EINVAL],
    'more than the guest has addresses for': [{ size: 9n * PAGE }, EFAULT],
    'below the first guest address': [{ ipa: IPA - PAGE }, EFAULT],
    'the end of a slot that is not used': [{ size: 0n }, EINVAL],
  } as const;
  test.each(Object.entries(BAD))('%s', (_, [fields, answer]) => {
    expect(new SlotVmm(release).region(fields)).toBe(answer);
  });

  test('an argument that is not mapped', () => {
    expect(new SlotVmm(release).ioctlWith(FD_VM, KVM_SET_USER_MEMORY_REGION, [], USER + 8n * PAGE)).toBe(
      EFAULT,
    );
  });

  test('a slot is made, changed, moved and deleted, and overlaps no other', () => {
    const vmm = new SlotVmm(release);
    const answers = [
      vmm.region({}),
      vmm.region({}),
      vmm.region({ slot: 1n, hva: USER + PAGE }),
      vmm.region({ hva: USER + PAGE }),
      vmm.region({ size: 2n * PAGE }),
      vmm.region({ flags: READONLY }),
      vmm.region({ flags: LOG_DIRTY_PAGES }),
      vmm.region({ ipa: IPA + PAGE }),
      vmm.region({ slot: 1n, hva: USER + PAGE }),
      vmm.region({ ipa: IPA + PAGE, size: 0n }),
      vmm.region({ size: 0n }),
    ];
    expect(answers).toEqual([0n, 0n, EEXIST, EINVAL, EINVAL, EINVAL, 0n, 0n, 0n, 0n, EINVAL]);
  });

  test('writes to the registers of a device are not logged', () => {
    const vmm = new SlotVmm(release);
    expect(vmm.region({ hva: USER + 5n * PAGE, flags: LOG_DIRTY_PAGES }, FD_PLAIN_VM)).toBe(EINVAL);
  });

  test('tags are copied into a VM whose memory is logged up to v6.11 only', () => {
    const vmm = new SlotVmm(release);
    const { copyTags, copyTagsRefusesLogged: busy } = featuresOf(release);
    const copy = (length: bigint, flags: bigint): bigint =>
      vmm.ioctlWith(FD_VM, KVM_ARM_MTE_COPY_TAGS, [IPA, length, USER + 7n * PAGE, flags, 0n, 0n]);
    const done = copiedPage(release);
    expect(vmm.region({ flags: LOG_DIRTY_PAGES })).toBe(0n);
    const answers = [copy(PAGE, 0n), copy(0n, 0n), copy(PAGE / 2n, 0n), copy(PAGE, 1n)];
    expect(answers).toEqual(
      copyTags === null
        ? [EINVAL, EINVAL, EINVAL, EINVAL]
        : [busy ? EBUSY : done, busy ? EBUSY : 0n, EINVAL, done],
    );
    expect(vmm.region({})).toBe(0n);
    expect(copy(PAGE, 0n)).toBe(done);
  });

  test('persistent memory has no tags to copy, once anybody asks what kind of memory it is', () => {
    const vmm = new SlotVmm(release);
    expect(vmm.region({ hva: USER + 4n * PAGE }, FD_PLAIN_VM)).toBe(0n);
    vmm.enableCap(FD_PLAIN_VM, mteCapability(release));
    const { copyTags } = featuresOf(release);
    expect(vmm.ioctlWith(FD_PLAIN_VM, KVM_ARM_MTE_COPY_TAGS, [IPA, PAGE, USER + 7n * PAGE, 1n, 0n, 0n])).toBe(
      copyTags === 'bytes' ? EFAULT : copiedPage(release),
    );
  });
});
