import { describe, expect, test } from 'vitest';
import { callTable, specOf } from './call-table.ts';
import { callText, type ReadUser } from './call-text.ts';

const AT = 0x7f201000n;

/** Memory that holds these bytes at AT, and nothing else. */
function holding(bytes: readonly number[]): ReadUser {
  return (address, count) => Array.from({ length: count }, (_, i) => bytes[Number(address - AT) + i] ?? null);
}

function words(...numbers: readonly bigint[]): number[] {
  return numbers.flatMap((n) => Array.from({ length: 8 }, (_, i) => Number((n >> BigInt(8 * i)) & 0xffn)));
}

function path(text: string): number[] {
  return [...Array.from(text, (c) => c.charCodeAt(0)), ...Array.from({ length: 32 }, () => 0)];
}

describe('a call as strace prints it', () => {
  test.each([
    [29n, [3n, 0xae00n, 0n], [], 'ioctl(3, KVM_GET_API_VERSION, 0)'],
    [29n, [3n, 0xae03n, 205n], [], 'ioctl(3, KVM_CHECK_EXTENSION, KVM_CAP_ARM_MTE)'],
    [29n, [4n, 0x4068aea3n, AT], words(205n), 'ioctl(4, KVM_ENABLE_CAP, {cap=KVM_CAP_ARM_MTE, flags=0})'],
    [29n, [4n, 0x4068aea3n, 0n], [], 'ioctl(4, KVM_ENABLE_CAP, NULL)'],
    [
      29n,
      [4n, 0x4020ae46n, AT],
      words(1n | (2n << 32n), 0x46000n, 4096n, 0x7f204000n),
      'ioctl(4, KVM_SET_USER_MEMORY_REGION, {slot=1, flags=KVM_MEM_READONLY, guest_phys_addr=0x46000, memory_size=4096, userspace_addr=0x7f204000})',
    ],
    [
      29n,
      [6n, 0x4020aeaen, AT],
      words(5n | (2n << 32n), 0n, 0n, 0n),
      'ioctl(6, KVM_ARM_VCPU_INIT, {target=KVM_ARM_TARGET_GENERIC_V8, features=[1<<KVM_ARM_VCPU_EL1_32BIT, 0, 0, 0, 0, 0, 0]})',
    ],
    [
      29n,
      [6n, 0x4010aeabn, AT],
      words(0x603000000013c086n, 0x7f202000n),
      'ioctl(6, KVM_GET_ONE_REG, {id=GCR_EL1, addr=0x7f202000})',
    ],
    [29n, [-1n & 0xffffffffn, 1n, 7n], [], 'ioctl(-1, 0x1, 0x7)'],
    [56n, [0n, AT], path('/dev/kvm'), 'openat(AT_FDCWD, "/dev/kvm", O_RDWR)'],
    [56n, [0n, 0n], [], 'openat(AT_FDCWD, NULL, O_RDWR)'],
    [
      222n,
      [0n, 4096n, 0x23n, 0x22n, (1n << 64n) - 1n, 0n],
      [],
      'mmap(0, 4096, PROT_READ|PROT_WRITE|PROT_MTE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)',
    ],
    [226n, [0x7f200000n, 4096n, 0n], [], 'mprotect(0x7f200000, 4096, PROT_NONE)'],
    [233n, [0x7f200000n, 4096n, 21n], [], 'madvise(0x7f200000, 4096, MADV_PAGEOUT)'],
    [
      167n,
      [55n, 0x7fffbn, 0n, 0n, 0n],
      [],
      'prctl(PR_SET_TAGGED_ADDR_CTRL, PR_TAGGED_ADDR_ENABLE|PR_MTE_TCF_SYNC|0x7fff8, 0, 0, 0)',
    ],
    [
      117n,
      [33n, 1001n, 0x7f200000n, AT],
      words(0x7f205000n, 16n),
      'ptrace(PTRACE_PEEKMTETAGS, 1001, 0x7f200000, {iov_base=0x7f205000, iov_len=16})',
    ],
    [63n, [1n, 0n], [], 'syscall_63(0x1, 0x0)'],
  ] as const)('%s %s', (nr, args, memory, text) => {
    expect(callText(nr, args, holding(memory))).toBe(text);
  });
});

test('no two calls have the same name or the same numbers', () => {
  expect(new Set(callTable.map(({ id }) => id)).size).toBe(callTable.length);
  expect(new Set(callTable.map(({ nr, request }) => `${nr} ${request}`)).size).toBe(callTable.length);
  for (const spec of callTable) expect(specOf(spec.nr, [0n, spec.request ?? 0n])).toBe(spec);
});
