/** Tests only: a VMM that makes system calls in a scenario whose resident thread serves them, and lets other threads run. */
import { featuresOf } from '../kernel/inherit.ts';
import type { State } from '../machine/state.ts';
import type { Choice } from '../step/record.ts';
import { statusOf } from '../step/status.ts';
import { initialState, mailboxAt, takeStep } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { read64 } from '../step/wide.ts';
import { machineOf } from './machine.test-data.ts';
import type { Scenario } from './scenario.ts';

export const USER = 0x7f200000n;
export const IPA = 0x40000n;
export const PAGE = 0x1000n;

export const EPERM = -1n;
export const ENOENT = -2n;
export const ESRCH = -3n;
export const EIO = -5n;
export const ENOEXEC = -8n;
export const EBADF = -9n;
export const ENOMEM = -12n;
export const EFAULT = -14n;
export const EBUSY = -16n;
export const EEXIST = -17n;
export const EINVAL = -22n;
export const ENOSYS = -38n;

export const KVM_GET_API_VERSION = 0xae00n;
export const KVM_CREATE_VM = 0xae01n;
export const KVM_CHECK_EXTENSION = 0xae03n;
export const KVM_CREATE_VCPU = 0xae41n;
export const KVM_SET_USER_MEMORY_REGION = 0x4020ae46n;
export const KVM_GET_DIRTY_LOG = 0x4010ae42n;
export const KVM_RUN = 0xae80n;
export const KVM_ENABLE_CAP = 0x4068aea3n;
export const KVM_GET_ONE_REG = 0x4010aeabn;
export const KVM_SET_ONE_REG = 0x4010aeacn;
export const KVM_ARM_VCPU_INIT = 0x4020aeaen;
export const KVM_ARM_MTE_COPY_TAGS = 0x8030aeb4n;

const NR_IOCTL = 29n;
const NR_OPENAT = 56n;
const AT_FDCWD = 0xffffffffffffff9cn;

/** The number under which a release knows KVM_CAP_ARM_MTE; what a VMM of today asks for where it knows none. */
export function mteCapability(release: string): bigint {
  return BigInt(featuresOf(release).mteCapability ?? 205);
}

/** What KVM_ARM_MTE_COPY_TAGS answers when the tags of a page are copied. */
export function copiedPage(release: string): bigint {
  const { copyTags } = featuresOf(release);
  if (copyTags === null) return EINVAL;
  return copyTags === 'zero' ? 0n : PAGE;
}

/** The starts of machines, each worked out once: a state is never changed, only followed by another. */
const starts = new WeakMap<System, State>();

function startOf(system: System): State {
  const start = starts.get(system) ?? initialState(system);
  starts.set(system, start);
  return start;
}

export class Vmm {
  readonly system: System;
  state: State;
  /** Properties that were broken, by their place in the scenario. */
  readonly broke: number[] = [];
  /** The instructions that served the last call, in order. */
  executed: number[] = [];
  private readonly argument: bigint;

  constructor(scenario: Scenario, release: string, system = machineOf(scenario, release)) {
    this.system = system;
    this.state = startOf(system);
    this.argument = BigInt(scenario.vmm?.structAddress ?? 0);
  }

  /** open(path), of /dev/kvm unless another is given. */
  open(path = '/dev/kvm', at = this.argument): bigint {
    const bytes = [...Array.from(path, (c) => c.charCodeAt(0)), 0];
    return this.call(NR_OPENAT, [AT_FDCWD, at, 2n], [{ address: this.argument, bytes }]);
  }

  /** An ioctl whose argument is a number. */
  ioctl(fd: bigint, request: bigint, argument = 0n): bigint {
    return this.call(NR_IOCTL, [fd, request, argument], []);
  }

  /** An ioctl whose argument is these 64-bit numbers in memory, or, if `at` is given, whatever is there. */
  ioctlWith(fd: bigint, request: bigint, words: readonly bigint[], at = this.argument): bigint {
    const bytes = words.flatMap((n) =>
      Array.from({ length: 8 }, (_, i) => Number((n >> BigInt(8 * i)) & 0xffn)),
    );
    return this.call(NR_IOCTL, [fd, request, at], [{ address: this.argument, bytes }]);
  }

  enableCap(fd: bigint, capability: bigint, flags = 0n): bigint {
    return this.ioctlWith(fd, KVM_ENABLE_CAP, [
      capability | (flags << 32n),
      ...Array.from({ length: 12 }, () => 0n),
    ]);
  }

  /** Makes a call and lets the VMM's thread, the first, come back from it. */
  call(
    nr: bigint,
    args: readonly bigint[],
    writes: readonly { address: bigint; bytes: readonly number[] }[],
  ): bigint {
    this.executed = [];
    this.take({ kind: 'call', mailbox: 0, nr, args: [...args], writes: [...writes] });
    if (this.run(0) !== 'idle') throw new Error('the call does not come back');
    return read64(this.state.words, mailboxAt(this.system.program, 0)?.ret ?? NaN, true);
  }

  /** Lets a thread go on as far as it can: what it is then. */
  run(thread: number): string {
    while (statusOf(this.system, this.state, thread).kind === 'ready') this.take({ kind: 'step', thread });
    return statusOf(this.system, this.state, thread).kind;
  }

  /** 64 bits of user memory, as the VMM's first page table has it; 0 where nothing is mapped. */
  word(address: bigint): bigint {
    const { globals, constants } = this.system.program;
    const pte = read64(
      this.state.words,
      (globals.get('mms')?.address ?? NaN) + 2 * Number((address - USER) / PAGE),
    );
    if (pte === 0n) return 0n;
    const frame = Number((pte >> 12n) & 0xfffffffn) - Number(constants.get('PFN_BASE'));
    const page = this.state.pages[(globals.get('frame_data')?.address ?? NaN) + frame];
    const offset = Number(address % PAGE);
    return new DataView((page ?? new Uint8Array(4096)).slice(offset, offset + 8).buffer).getBigUint64(
      0,
      true,
    );
  }

  private take(choice: Choice): void {
    const taken = takeStep(this.system, this.state, choice, (at) => this.executed.push(at));
    if ('refused' in taken) throw new Error(taken.refused);
    this.broke.push(...taken.record.broke);
    ({ state: this.state } = taken);
  }
}
