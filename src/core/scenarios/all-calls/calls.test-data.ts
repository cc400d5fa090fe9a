/** Tests only: every modelled system call, a row each, with arguments to draw from. */
import fc from 'fast-check';
import {
  IPA,
  KVM_ARM_MTE_COPY_TAGS,
  KVM_ARM_VCPU_INIT,
  KVM_CHECK_EXTENSION,
  KVM_CREATE_VCPU,
  KVM_CREATE_VM,
  KVM_ENABLE_CAP,
  KVM_GET_API_VERSION,
  KVM_GET_DIRTY_LOG,
  KVM_GET_ONE_REG,
  KVM_RUN,
  KVM_SET_ONE_REG,
  KVM_SET_USER_MEMORY_REGION,
  PAGE,
  USER,
} from '../vmm.test-data.ts';

export interface RandomCall {
  readonly name: string;
  readonly nr: bigint;
  readonly args: readonly bigint[];
  /** What the VMM lays out in its memory first. */
  readonly writes: readonly { readonly address: bigint; readonly bytes: readonly number[] }[];
}

const wide = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const odd = fc.constantFrom(0n, 1n, 8n, 0xfffn, 1n << 31n, 1n << 48n, 1n << 63n, (1n << 64n) - 4096n);

/** Mostly one of the usual values, now and then anything. */
function mostly(usual: fc.Arbitrary<bigint>, weight = 12): fc.Arbitrary<bigint> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: fc.oneof(odd, wide) });
}

const ARGUMENT = USER + 4n * PAGE;
const pageOf = (base: bigint, pages: number): fc.Arbitrary<bigint> =>
  fc.nat(pages - 1).map((n) => base + BigInt(n) * PAGE);
const userPage = mostly(pageOf(USER, 8));
const guestPage = mostly(pageOf(IPA, 4));
const length = mostly(fc.constantFrom(PAGE, PAGE, PAGE, 2n * PAGE, 4n * PAGE));
/** Where a structure lies: mostly where it was just laid out. */
const pointer = mostly(fc.constantFrom(ARGUMENT, ARGUMENT, ARGUMENT, USER + 2n * PAGE, USER + 3n * PAGE), 20);
const protection = mostly(fc.constantFrom(3n, 3n, 0x23n, 0x23n, 0x21n, 1n, 0n));
const kvm = mostly(fc.constant(3n));
const vm = mostly(fc.constantFrom(4n, 4n, 4n, 5n));
const vcpu = mostly(fc.constantFrom(6n, 6n, 6n, 7n));

function bytesOf(words: readonly bigint[]): number[] {
  return words.flatMap((n) => Array.from({ length: 8 }, (_, i) => Number((n >> BigInt(8 * i)) & 0xffn)));
}

/** A call whose arguments are numbers. */
function plain(name: string, nr: bigint, ...args: fc.Arbitrary<bigint>[]): fc.Arbitrary<RandomCall> {
  return fc.tuple(...args).map((drawn) => ({ name, nr, args: drawn, writes: [] }));
}

/** An ioctl whose argument is a number. */
function ioctl(
  name: string,
  fd: fc.Arbitrary<bigint>,
  request: bigint,
  argument: fc.Arbitrary<bigint> = mostly(fc.constant(0n)),
): fc.Arbitrary<RandomCall> {
  return plain(name, 29n, fd, fc.constant(request), argument);
}

/** An ioctl whose argument is a structure, of these words. */
function structured(
  name: string,
  fd: fc.Arbitrary<bigint>,
  request: bigint,
  ...words: fc.Arbitrary<bigint>[]
): fc.Arbitrary<RandomCall> {
  return fc.tuple(fd, pointer, fc.tuple(...words)).map(([file, at, drawn]) => ({
    name,
    nr: 29n,
    args: [file, request, at],
    writes: [{ address: at, bytes: bytesOf(drawn) }],
  }));
}

const zero = mostly(fc.constant(0n), 24);
const capability = fc.constantFrom(3n, 81n, 191n, 195n, 199n, 205n);
const register = fc
  .constantFrom(0xc021n, 0xc085n, 0xc086n, 0xc2b0n, 0xc2b1n, 0xc000n)
  .map((reg) => 0x6030000000130000n | reg);
const slotAndFlags = fc
  .tuple(fc.constantFrom(0n, 0n, 1n, 2n), fc.constantFrom(0n, 0n, 1n, 2n, 4n))
  .map(([slot, flags]) => slot | (flags << 32n));
const targetAndFeatures = fc.constantFrom(5n, 5n, 5n | (2n << 32n), 4n);

/** A debugger's call: the iovec is laid out where it points. */
const ptrace: fc.Arbitrary<RandomCall> = fc
  .tuple(
    fc.constantFrom(33n, 33n, 34n, 34n, 1n),
    mostly(fc.constantFrom(1001n, 1001n, 1001n, 1001n, 1002n, 1000n)),
    mostly(fc.tuple(userPage, fc.nat(4095)).map(([at, offset]) => at + BigInt(offset))),
    pointer,
    userPage,
    mostly(fc.constantFrom(1n, 16n, 256n, 300n)),
  )
  .map(([request, pid, addr, at, buffer, count]) => ({
    name: 'ptrace',
    nr: 117n,
    args: [request, pid, addr, at],
    writes: [{ address: at, bytes: bytesOf([buffer, count]) }],
  }));

/** A row a call. */
export const CALLS: readonly fc.Arbitrary<RandomCall>[] = [
  plain('munmap', 215n, userPage, length),
  plain(
    'mmap',
    222n,
    userPage,
    length,
    protection,
    fc.constantFrom(0x22n, 0x21n, 0x32n, 0x31n, 2n),
    zero,
    zero,
  ),
  plain('mprotect', 226n, userPage, length, protection),
  plain('mprotect', 226n, userPage, length, protection),
  plain('madvise', 233n, userPage, length, mostly(fc.constant(21n))),
  plain('madvise', 233n, userPage, length, mostly(fc.constant(21n))),
  plain(
    'prctl',
    167n,
    mostly(fc.constantFrom(55n, 55n, 56n, 3n, 4n)),
    mostly(fc.constantFrom(0n, 1n, 3n, 5n, 7n, 0x7fffbn, 0x7fffdn)),
    zero,
    zero,
    zero,
  ),
  ptrace,
  ptrace,
  plain('openat', 56n, zero, pointer, zero),
  plain('no call', 63n, wide),
  ioctl('KVM_GET_API_VERSION', kvm, KVM_GET_API_VERSION),
  ioctl('KVM_CREATE_VM', kvm, KVM_CREATE_VM),
  ioctl('KVM_CHECK_EXTENSION', fc.oneof(kvm, vm), KVM_CHECK_EXTENSION, mostly(capability)),
  structured(
    'KVM_ENABLE_CAP',
    vm,
    KVM_ENABLE_CAP,
    mostly(capability),
    ...Array.from({ length: 12 }, () => zero),
  ),
  structured(
    'KVM_SET_USER_MEMORY_REGION',
    vm,
    KVM_SET_USER_MEMORY_REGION,
    slotAndFlags,
    guestPage,
    length,
    userPage,
  ),
  structured('KVM_GET_DIRTY_LOG', vm, KVM_GET_DIRTY_LOG, mostly(fc.constantFrom(0n, 0n, 1n)), userPage),
  ioctl('KVM_CREATE_VCPU', vm, KVM_CREATE_VCPU),
  structured('KVM_ARM_VCPU_INIT', vcpu, KVM_ARM_VCPU_INIT, targetAndFeatures, zero, zero, zero),
  structured('KVM_GET_ONE_REG', vcpu, KVM_GET_ONE_REG, mostly(register), userPage),
  structured('KVM_SET_ONE_REG', vcpu, KVM_SET_ONE_REG, mostly(register), userPage),
  ioctl('KVM_RUN', vcpu, KVM_RUN),
  structured(
    'KVM_ARM_MTE_COPY_TAGS',
    vm,
    KVM_ARM_MTE_COPY_TAGS,
    guestPage,
    length,
    userPage,
    mostly(fc.constantFrom(0n, 1n)),
    zero,
    zero,
  ),
  structured(
    'KVM_ARM_MTE_COPY_TAGS',
    vm,
    KVM_ARM_MTE_COPY_TAGS,
    guestPage,
    length,
    userPage,
    mostly(fc.constantFrom(0n, 1n)),
    zero,
    zero,
  ),
  ioctl('no request', fc.oneof(kvm, vm, vcpu, wide), 0xae7fn, wide),
];

/** One of them, in a line. */
export function sayCall({ name, args, writes }: RandomCall): string {
  const struct = writes.map(
    ({ bytes }) => ` {${bytes.map((b) => b.toString(16).padStart(2, '0')).join('')}}`,
  );
  return `${name}(${args.map((n) => `0x${n.toString(16)}`).join(', ')})${struct.join('')}`;
}
