/**
 * Tests only: what the ioctls of quiet-vm must answer and do, written by hand from the facts about each release and not from the
 * modelled kernel. Sources: KVM_ARM_MTE_COPY_TAGS as merged (v5.14 and later) and as posted in v11
 * (<20210416154309.22129-6-steven.price@arm.com>) and v12 (<20210517123239.8025-8-steven.price@arm.com>).
 */
import { featuresOf, inherited, type ByRelease } from '../../kernel/inherit.ts';
import {
  accessOk,
  placeOf,
  readBytes,
  readFromUser,
  storeAsUser,
  touch,
  wideAt,
} from './vmm-memory.test-data.ts';
import type { Page, Store, World } from './vmm-memory.test-data.ts';

export const KVM_GET_API_VERSION = 0xae00n;
export const KVM_CHECK_EXTENSION = 0xae03n;
export const KVM_ENABLE_CAP = 0x4068aea3n;
export const KVM_ARM_MTE_COPY_TAGS = 0x8030aeb4n;

export const EBADF = -9n;
export const EFAULT = -14n;
export const EINVAL = -22n;

/** /dev/kvm, a VM with MTE and a vCPU, and a VM of the same memory that has neither. */
export const FD_KVM = 3n;
export const FD_VM = 4n;
export const FD_PLAIN_VM = 5n;

const PAGE = 0x1000n;
const INT_MAX = 0x7fffffffn;
const GRANULES = 256;

export const IPA_BASE = 0x40000n;
export const ROM_IPA = 0x46000n;
const ROM_PAGE = 4;

/** The number of KVM_CAP_ARM_MTE, or null where there is none. Postings took the next free one. */
export function mteCapability(release: string): bigint | null {
  const { mteCapability: number } = featuresOf(release);
  return number === null ? null : BigInt(number);
}
/** KVM_CAP_USER_MEMORY and KVM_CAP_READONLY_MEM. */
export const OLD_CAPABILITIES: readonly bigint[] = [3n, 81n];

/** An ioctl, and what the VMM stores in its memory just before. */
export interface Call {
  readonly fd: bigint;
  readonly request: bigint;
  readonly argument: bigint;
  readonly stores: readonly Store[];
}

/** struct kvm_arm_copy_mte_tags. */
export interface CopyTags {
  readonly guest_ipa: bigint;
  readonly length: bigint;
  readonly addr: bigint;
  readonly flags: bigint;
  readonly reserved: readonly [bigint, bigint];
}

/** Its 48 bytes, little-endian. */
export function structBytes(s: CopyTags): number[] {
  return [s.guest_ipa, s.length, s.addr, s.flags, ...s.reserved].flatMap((field) =>
    Array.from({ length: 8 }, (_, i) => Number((field >> BigInt(8 * i)) & 0xffn)),
  );
}

/** Makes the call in `world`, which changes as the machine must, and gives the answer. */
export function expectedAnswer(world: World, call: Call): bigint {
  for (const store of call.stores) storeAsUser(world, store);
  // ioctl(unsigned int fd, unsigned int cmd, unsigned long arg)
  const fd = BigInt.asUintN(32, call.fd);
  const request = BigInt.asUintN(32, call.request);
  const { argument } = call;
  if (fd !== FD_KVM && fd !== FD_VM && fd !== FD_PLAIN_VM) return EBADF;
  if (request === KVM_CHECK_EXTENSION) return checkExtension(world.release, argument);
  if (fd === FD_KVM) return request === KVM_GET_API_VERSION && argument === 0n ? 12n : EINVAL;
  if (request === KVM_ENABLE_CAP) return enableCapability(world, fd, argument);
  const rules = inherited(RULES, world.release)?.value ?? null;
  return request === KVM_ARM_MTE_COPY_TAGS && rules !== null ? copyTags(world, rules, fd, argument) : EINVAL;
}

function checkExtension(release: string, capability: bigint): bigint {
  return OLD_CAPABILITIES.includes(capability) || capability === mteCapability(release) ? 1n : 0n;
}

/** FACTS 3: flags first, then: before the first vCPU only, and more than once if one likes. */
function enableCapability(world: World, fd: bigint, argument: bigint): bigint {
  const fields = readFromUser(world, argument, 104);
  if (fields === null) return EFAULT;
  const capability = wideAt(fields, 0) & 0xffffffffn;
  const flags = wideAt(fields, 0) >> 32n;
  if (flags !== 0n || capability !== mteCapability(world.release) || fd === FD_VM) return EINVAL;
  world.plainVmHasMte = true;
  return 0n;
}

interface Request {
  readonly hasMte: boolean;
  /** Read when it is first asked for; null: it cannot be read. */
  readonly struct: () => CopyTags | null;
}

interface Check {
  readonly applies: (r: Request) => boolean;
  readonly error: bigint;
}

function field(wrong: (struct: CopyTags) => boolean): Check {
  return {
    applies: ({ struct }) => {
      const fields = struct();
      return fields !== null && wrong(fields);
    },
    error: EINVAL,
  };
}

/** The checks before any tag moves: a request that one applies to gets its error. */
const noMte: Check = { applies: (r) => !r.hasMte, error: EINVAL };
const unreadable: Check = { applies: (r) => r.struct() === null, error: EFAULT };
const reserved = field((s) => s.reserved.some((word) => word !== 0n));
const flags = field((s) => s.flags > 1n);
const length = field((s) => s.length % PAGE !== 0n);
const address = field((s) => s.guest_ipa % PAGE !== 0n);
const tooLong = field((s) => s.length > INT_MAX);

/** In the order in which each release makes them. v11 and v12 ask for MTE before they read the struct. */
const POSTED_CHECKS = [noMte, unreadable, reserved, flags, length, address];
const MERGED_CHECKS = [unreadable, noMte, reserved, flags, length, address];

interface Rules {
  readonly checks: readonly Check[];
  /** FROM_GUEST of a page whose tags are not valid gives zeros; else what lies there. */
  readonly zerosIfInvalid: boolean;
  /** TO_GUEST sets PG_mte_tagged: never, once a page is whole, or even if it is not. */
  readonly marks: 'never' | 'whole' | 'always';
  /** TO_GUEST that breaks off within a page leaves zero tags in all of it. */
  readonly wipes: boolean;
  /** Once a page is done the answer is the bytes of guest memory that are done; else success is 0. */
  readonly counts: boolean;
}
const POSTED: Rules = {
  checks: POSTED_CHECKS,
  zerosIfInvalid: false,
  marks: 'never',
  wipes: false,
  counts: false,
};
/** FACTS 4.1: v5.14, what the lock of two flags changed, and what v6.3 added. */
const MERGED: Rules = {
  checks: MERGED_CHECKS,
  zerosIfInvalid: true,
  marks: 'whole',
  wipes: false,
  counts: true,
};
const LOCKED: Rules = { ...MERGED, marks: 'always', wipes: true };
const INT_ANSWER: Rules = { ...LOCKED, checks: [...MERGED_CHECKS, tooLong] };

/** KVM_ARM_MTE_COPY_TAGS by release; null: unknown to it. */
const RULES: ByRelease<Rules | null> = {
  'v5.10': null,
  v11: POSTED,
  'v5.14': MERGED,
  'v6.2': LOCKED,
  'v6.4': INT_ANSWER,
};

function copyTags(world: World, rules: Rules, fd: bigint, argument: bigint): bigint {
  const hasMte = fd === FD_VM || world.plainVmHasMte;
  let read: CopyTags | null | undefined;
  const request: Request = { hasMte, struct: () => (read ??= readStruct(world, argument)) };
  const refused = rules.checks.find((check) => check.applies(request));
  if (refused !== undefined) return refused.error;
  const struct = request.struct();
  if (struct === null) return EFAULT;
  let done = 0n;
  for (; done < struct.length; done += PAGE) {
    const buffer = struct.addr + done / 16n;
    const page = guestPage(world, fd, struct.guest_ipa + done, struct.flags === 0n);
    if (page === null) break;
    const copied =
      struct.flags === 0n ? toGuest(world, rules, page, buffer) : fromGuest(world, rules, page, buffer);
    if (!copied) break;
  }
  if (rules.counts && done > 0n) return done;
  return done < struct.length ? EFAULT : 0n;
}

/** The page behind a guest address, faulted in; null where no slot is, or a read-only one that is to be written. */
function guestPage(world: World, fd: bigint, ipa: bigint, write: boolean): Page | null {
  const index = (ipa - IPA_BASE) / PAGE;
  const inRam = ipa >= IPA_BASE && index < 4n;
  const inRom = ipa === ROM_IPA && fd === FD_VM && !write;
  if (!inRam && !inRom) return null;
  const page = world.pages[inRam ? Number(index) : ROM_PAGE] ?? null;
  if (page !== null) touch(world, page, write);
  return page;
}

/** Tags to the VMM; whether the whole page's were. */
function fromGuest(world: World, rules: Rules, page: Page, buffer: bigint): boolean {
  const zeros = page.backing === 'zero' || (rules.zerosIfInvalid && !page.valid);
  const tags = zeros ? Array.from({ length: GRANULES }, () => 0) : [...page.tags];
  // Zeros come from clear_user(), which refuses a tagged pointer, if it is not the zero page's tags that are copied.
  if (zeros && page.backing !== 'zero' && !accessOk(buffer, GRANULES)) return false;
  return tags.every((tag, i) => {
    const at = placeOf(world, buffer + BigInt(i));
    if (at === null) return false;
    touch(world, at.page, true);
    at.page.bytes[at.offset] = tag;
    return true;
  });
}

/** Tags from the VMM; whether the whole page's were. */
function toGuest(world: World, rules: Rules, page: Page, buffer: bigint): boolean {
  const tags = readBytes(world, buffer, GRANULES);
  tags.forEach((byte, granule) => (page.tags[granule] = byte & 0xf));
  if (rules.wipes && tags.length < GRANULES) page.tags.fill(0);
  if (rules.marks === 'always' || (rules.marks === 'whole' && tags.length === GRANULES)) page.valid = true;
  return tags.length === GRANULES;
}

function readStruct(world: World, pointer: bigint): CopyTags | null {
  const bytes = readFromUser(world, pointer, 48);
  if (bytes === null) return null;
  const [guest_ipa = 0n, len = 0n, addr = 0n, flag = 0n, first = 0n, second = 0n] = [
    0, 8, 16, 24, 32, 40,
  ].map((at) => wideAt(bytes, at));
  return { guest_ipa, length: len, addr, flags: flag, reserved: [first, second] };
}
