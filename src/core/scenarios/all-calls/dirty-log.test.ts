/** Which pages KVM_GET_DIRTY_LOG reports, and what it answers; written by hand from the documented behaviour of a logged slot. */
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../kernel/inherit.ts';
import { releases } from '../../kernel/releases.ts';
import {
  copiedPage,
  EBUSY,
  EFAULT,
  EINVAL,
  ENOENT,
  IPA,
  KVM_ARM_MTE_COPY_TAGS,
  KVM_ARM_VCPU_INIT,
  KVM_GET_DIRTY_LOG,
  KVM_RUN,
  KVM_SET_USER_MEMORY_REGION,
  PAGE,
  USER,
  Vmm,
} from '../vmm.test-data.ts';
import { allCalls } from './scenario.ts';

const FD_VM = 4n;
const FD_VCPU = 6n;
const BUFFER = USER + 5n * PAGE;
const NOT_MAPPED = USER + 7n * PAGE;
const LOG = 1n;
const TO_GUEST = 0n;
const GENERIC_V8 = 5n;

/** A VMM whose guest, each time it runs, stores a tag in its page 0 and reads its page 1. */
class LoggingVmm extends Vmm {
  constructor(release: string) {
    super(allCalls, release);
  }
  log(flags = LOG): bigint {
    return this.ioctlWith(FD_VM, KVM_SET_USER_MEMORY_REGION, [flags << 32n, IPA, 2n * PAGE, USER]);
  }
  /** From its reset until it switches itself off. */
  runGuest(): bigint {
    this.ioctlWith(FD_VCPU, KVM_ARM_VCPU_INIT, [GENERIC_V8, 0n, 0n, 0n]);
    return this.ioctl(FD_VCPU, KVM_RUN);
  }
  ask(slot = 0n, bitmap = BUFFER): bigint {
    return this.ioctlWith(FD_VM, KVM_GET_DIRTY_LOG, [slot, bitmap]);
  }
  /** The pages that were written since the last report, a bit each. */
  dirty(): bigint {
    expect(this.ask()).toBe(0n);
    return this.word(BUFFER);
  }
}

describe.each(releases.map(({ id }) => id))('%s', (release) => {
  const make = (): LoggingVmm => new LoggingVmm(release);

  test('a page that is written is reported once for each time it is written; one that is read is not', () => {
    const vmm = make();
    expect(vmm.log()).toBe(0n);
    const reports = [vmm.dirty()];
    for (let round = 0; round < 2; round++) {
      expect(vmm.runGuest()).toBe(0n);
      reports.push(vmm.dirty(), vmm.dirty());
    }
    // A tag store is a store, whether or not the guest has tags.
    expect(reports).toEqual([0n, 1n, 0n, 1n, 0n]);
    expect(vmm.broke).toEqual([]);
  });

  test('a page that the guest had written before is reported when it writes there again', () => {
    const vmm = make();
    vmm.runGuest();
    vmm.log();
    expect(vmm.dirty()).toBe(0n);
    vmm.runGuest();
    expect(vmm.dirty()).toBe(1n);
  });

  test('logging that ends and begins again begins with nothing', () => {
    const vmm = make();
    vmm.log();
    vmm.runGuest();
    expect([vmm.log(0n), vmm.ask(), vmm.log(LOG)]).toEqual([0n, ENOENT, 0n]);
    expect(vmm.dirty()).toBe(0n);
  });

  test('tags that the VMM puts in are in no log: so a later kernel refuses while the slot is logged', () => {
    const vmm = make();
    const copyIn = (): bigint =>
      vmm.ioctlWith(FD_VM, KVM_ARM_MTE_COPY_TAGS, [IPA, PAGE, BUFFER, TO_GUEST, 0n, 0n]);
    vmm.runGuest();
    vmm.log();
    const done = copiedPage(release);
    expect(copyIn()).toBe(featuresOf(release).copyTagsRefusesLogged ? EBUSY : done);
    expect(vmm.dirty()).toBe(0n);
    vmm.log(0n);
    expect(copyIn()).toBe(done);
  });

  test('what is refused', () => {
    const vmm = make();
    expect([vmm.ask(), vmm.ask(1n), vmm.ask(2n), vmm.ask(1n << 16n)]).toEqual([
      ENOENT,
      ENOENT,
      EINVAL,
      EINVAL,
    ]);
    vmm.log();
    expect(vmm.ask(0n, NOT_MAPPED)).toBe(EFAULT);
    expect(vmm.ioctl(FD_VM, KVM_GET_DIRTY_LOG, NOT_MAPPED)).toBe(EFAULT);
  });
});
