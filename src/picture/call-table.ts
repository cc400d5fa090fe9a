/** The system calls that the model knows, as a VMM writes them: names, arguments, structures. Data only; numbers are arm64's. */

/** How a number is written. */
export type Form =
  | { readonly kind: 'decimal' | 'hex' | 'signed' }
  /** Names for some values; the others in hexadecimal. */
  | { readonly kind: 'names'; readonly names: readonly (readonly [name: string, value: bigint])[] }
  /** A name for each bit; what is left in hexadecimal. */
  | {
      readonly kind: 'bits';
      readonly none: string;
      readonly names: readonly (readonly [name: string, bit: bigint])[];
    };

export interface FieldSpec {
  readonly name: string;
  /** Bytes in a structure; arguments are registers of 8. */
  readonly size: 4 | 8;
  readonly form: Form;
  /** What the panel starts with: an expression as a person writes it. */
  readonly usual: string;
}

export interface CallSpec {
  /** `KVM_CREATE_VM`, `mmap`. */
  readonly id: string;
  readonly nr: bigint;
  /** Of an ioctl: its request; its file is the first argument. */
  readonly request: bigint | null;
  /** Arguments in order, without one that points to a structure; of an ioctl: the file, and a plain number if it takes no structure. */
  readonly args: readonly FieldSpec[];
  /** What its last argument points to, or null. */
  readonly struct: readonly FieldSpec[] | null;
}

const decimal: Form = { kind: 'decimal' };
const hex: Form = { kind: 'hex' };
const signed: Form = { kind: 'signed' };

function field(name: string, usual: string, form: Form = hex, size: 4 | 8 = 8): FieldSpec {
  return { name, size, form, usual };
}

const KVM = field('fd', 'FD_KVM', signed);
const VM = field('fd', 'FD_VM', signed);
const VCPU = field('fd', 'FD_VCPU', signed);

const CAPABILITIES: Form = {
  kind: 'names',
  names: [
    ['KVM_CAP_USER_MEMORY', 3n],
    ['KVM_CAP_READONLY_MEM', 81n],
    ['191 (KVM_CAP_ARM_MTE of v4)', 191n],
    ['195 (KVM_CAP_ARM_MTE of v11)', 195n],
    ['199 (KVM_CAP_ARM_MTE of v12)', 199n],
    ['KVM_CAP_ARM_MTE', 205n],
  ],
};
const PROT: Form = {
  kind: 'bits',
  none: 'PROT_NONE',
  names: [
    ['PROT_READ', 1n],
    ['PROT_WRITE', 2n],
    ['PROT_EXEC', 4n],
    ['PROT_MTE', 0x20n],
  ],
};
const MAP: Form = {
  kind: 'bits',
  none: '0',
  names: [
    ['MAP_SHARED', 1n],
    ['MAP_PRIVATE', 2n],
    ['MAP_FIXED', 0x10n],
    ['MAP_ANONYMOUS', 0x20n],
  ],
};
const SLOT_FLAGS: Form = {
  kind: 'bits',
  none: '0',
  names: [
    ['KVM_MEM_LOG_DIRTY_PAGES', 1n],
    ['KVM_MEM_READONLY', 2n],
  ],
};
const TAG_FLAGS: Form = {
  kind: 'bits',
  none: 'KVM_ARM_TAGS_TO_GUEST',
  names: [['KVM_ARM_TAGS_FROM_GUEST', 1n]],
};
const TARGETS: Form = { kind: 'names', names: [['KVM_ARM_TARGET_GENERIC_V8', 5n]] };
const FEATURES: Form = {
  kind: 'bits',
  none: '0',
  names: [
    ['1<<KVM_ARM_VCPU_POWER_OFF', 1n],
    ['1<<KVM_ARM_VCPU_EL1_32BIT', 2n],
  ],
};
const PRCTL: Form = {
  kind: 'names',
  names: [
    ['PR_GET_DUMPABLE', 3n],
    ['PR_SET_DUMPABLE', 4n],
    ['PR_SET_TAGGED_ADDR_CTRL', 55n],
    ['PR_GET_TAGGED_ADDR_CTRL', 56n],
  ],
};
/** Of PR_SET_TAGGED_ADDR_CTRL; the tags that IRG may choose are bits 18:3. */
const TAGGED_ADDR_CTRL: Form = {
  kind: 'bits',
  none: '0',
  names: [
    ['PR_TAGGED_ADDR_ENABLE', 1n],
    ['PR_MTE_TCF_SYNC', 2n],
    ['PR_MTE_TCF_ASYNC', 4n],
  ],
};
const PTRACE: Form = {
  kind: 'names',
  names: [
    ['PTRACE_PEEKMTETAGS', 33n],
    ['PTRACE_POKEMTETAGS', 34n],
  ],
};
const ADVICE: Form = { kind: 'names', names: [['MADV_PAGEOUT', 21n]] };
const SYSREG = 0x6030_0000_0013_0000n;
const REGISTERS: Form = {
  kind: 'names',
  names: [
    ['ID_AA64PFR1_EL1', SYSREG | 0xc021n],
    ['RGSR_EL1', SYSREG | 0xc085n],
    ['GCR_EL1', SYSREG | 0xc086n],
    ['TFSR_EL1', SYSREG | 0xc2b0n],
    ['TFSRE0_EL1', SYSREG | 0xc2b1n],
  ],
};

const NR_IOCTL = 29n;

function ioctl(
  id: string,
  request: bigint,
  fd: FieldSpec,
  rest: { readonly argument?: FieldSpec; readonly struct?: readonly FieldSpec[] } = {},
): CallSpec {
  const { argument, struct = null } = rest;
  return { id, nr: NR_IOCTL, request, args: argument === undefined ? [fd] : [fd, argument], struct };
}

function plain(id: string, nr: bigint, ...args: readonly FieldSpec[]): CallSpec {
  return { id, nr, request: null, args, struct: null };
}

const ONE_REG = [field('id', 'GCR_EL1', REGISTERS), field('addr', 'BUFFER')];

/** In the order in which a VMM comes by them. */
export const callTable: readonly CallSpec[] = [
  // The path lies in memory; see call-text.ts.
  { id: 'openat', nr: 56n, request: null, args: [field('dirfd', '~99', signed), field('pathname', 'ARGUMENT')], struct: null }, // prettier-ignore
  ioctl('KVM_GET_API_VERSION', 0xae00n, KVM, { argument: field('argument', '0', decimal) }),
  ioctl('KVM_CHECK_EXTENSION', 0xae03n, KVM, {
    argument: field('extension', 'KVM_CAP_ARM_MTE', CAPABILITIES),
  }),
  ioctl('KVM_CREATE_VM', 0xae01n, KVM, { argument: field('type', '0', decimal) }),
  ioctl('KVM_ENABLE_CAP', 0x4068_aea3n, VM, {
    struct: [field('cap', 'KVM_CAP_ARM_MTE', CAPABILITIES, 4), field('flags', '0', hex, 4)],
  }),
  ioctl('KVM_SET_USER_MEMORY_REGION', 0x4020_ae46n, VM, {
    struct: [
      field('slot', '0', decimal, 4),
      field('flags', '0', SLOT_FLAGS, 4),
      field('guest_phys_addr', 'IPA_BASE'),
      field('memory_size', '1 page', decimal),
      field('userspace_addr', 'USER_BASE'),
    ],
  }),
  ioctl('KVM_GET_DIRTY_LOG', 0x4010_ae42n, VM, {
    struct: [field('slot', '0', decimal, 4), field('padding1', '0', hex, 4), field('dirty_bitmap', 'BUFFER')],
  }),
  ioctl('KVM_CREATE_VCPU', 0xae41n, VM, { argument: field('id', '0', decimal) }),
  ioctl('KVM_ARM_VCPU_INIT', 0x4020_aeaen, VCPU, {
    struct: [
      field('target', '5', TARGETS, 4),
      field('features[0]', '0', FEATURES, 4),
      ...[1, 2, 3, 4, 5, 6].map((i) => field(`features[${i}]`, '0', hex, 4)),
    ],
  }),
  ioctl('KVM_GET_ONE_REG', 0x4010_aeabn, VCPU, { struct: ONE_REG }),
  ioctl('KVM_SET_ONE_REG', 0x4010_aeacn, VCPU, { struct: ONE_REG }),
  ioctl('KVM_RUN', 0xae80n, VCPU, { argument: field('argument', '0', decimal) }),
  ioctl('KVM_ARM_MTE_COPY_TAGS', 0x8030_aeb4n, VM, {
    struct: [
      field('guest_ipa', 'IPA_BASE'),
      field('length', '4096', decimal),
      field('addr', 'BUFFER'),
      field('flags', '1', TAG_FLAGS),
      field('reserved[0]', '0'),
      field('reserved[1]', '0'),
    ],
  }),
  plain(
    'prctl',
    167n,
    field('option', 'PR_SET_TAGGED_ADDR_CTRL', PRCTL),
    field('arg2', 'PR_TAGGED_ADDR_ENABLE | PR_MTE_TCF_SYNC', TAGGED_ADDR_CTRL),
    field('arg3', '0'),
    field('arg4', '0'),
    field('arg5', '0'),
  ),
  {
    id: 'ptrace',
    nr: 117n,
    request: null,
    args: [
      field('request', 'PTRACE_PEEKMTETAGS', PTRACE),
      field('pid', '1001', decimal),
      field('addr', 'USER_BASE'),
    ],
    struct: [field('iov_base', 'BUFFER'), field('iov_len', '16', decimal)],
  },
  plain(
    'mmap',
    222n,
    field('addr', '0'),
    field('length', '1 page', decimal),
    field('prot', 'PROT_READ | PROT_WRITE', PROT),
    field('flags', 'MAP_PRIVATE | MAP_ANONYMOUS', MAP),
    field('fd', '~0', signed),
    field('offset', '0', decimal),
  ),
  plain('munmap', 215n, field('addr', 'USER_BASE'), field('length', '1 page', decimal)),
  plain(
    'mprotect',
    226n,
    field('addr', 'USER_BASE'),
    field('len', '1 page', decimal),
    field('prot', 'PROT_READ | PROT_WRITE | PROT_MTE', PROT),
  ),
  plain(
    'madvise',
    233n,
    field('addr', 'USER_BASE'),
    field('length', '1 page', decimal),
    field('advice', 'MADV_PAGEOUT', ADVICE),
  ),
];

/** The call that these numbers make, or null if the table has none. */
export function specOf(nr: bigint, args: readonly bigint[]): CallSpec | null {
  // The kernel looks at the low half of a request only.
  const request = BigInt.asUintN(32, args[1] ?? 0n);
  return (
    callTable.find((spec) => spec.nr === nr && (spec.request === null || spec.request === request)) ?? null
  );
}

/** Bytes of a call's structure. */
export function sizeOf(struct: readonly FieldSpec[]): number {
  return struct.reduce((sum, { size }) => sum + size, 0);
}
