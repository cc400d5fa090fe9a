import { describe, expect, test } from 'vitest';
import {
  BUFFER,
  copyTags,
  END,
  HOLE,
  READ_ONLY,
  REFUSED,
  TO_GUEST,
  UNTAGGED,
  UNTOUCHED,
} from './copy-tags-calls.test-data.ts';
import {
  EBADF,
  EFAULT,
  EINVAL,
  FD_KVM,
  FD_PLAIN_VM,
  FD_VM,
  KVM_CHECK_EXTENSION,
  KVM_ENABLE_CAP,
  mteCapability,
  type Call,
} from './copy-tags-oracle.test-data.ts';
import { callMaker, type Outcome } from './vmm-calls.test-data.ts';
import { INT_ANSWER, POSTED, RELEASES, UNKNOWN, USER_BASE } from './vmm-memory.test-data.ts';

const makers = new Map(RELEASES.map((release) => [release, callMaker(release)]));
function outcomes(release: string, ...calls: readonly Call[]): Outcome[] {
  return makers.get(release)?.(...calls) ?? [];
}
function answer(release: string, call: Call): bigint | null | undefined {
  return outcomes(release, call)[0]?.ret;
}

/** Who answers what: v5.10 and v4; the postings v11 and v12; v6.4. */
const ANSWERS: readonly (readonly [what: string, call: Call, v510: bigint, posted: bigint, v64: bigint])[] = [
  ['a file that is not open', REFUSED['a file that is not open'], EBADF, EBADF, EBADF],
  ['a request to /dev/kvm', REFUSED['a request to /dev/kvm'], EINVAL, EINVAL, EINVAL],
  ['an unknown request', REFUSED['an unknown request'], EINVAL, EINVAL, EINVAL],
  ['a struct that is not mapped', REFUSED['a struct that is not mapped'], EINVAL, EFAULT, EFAULT],
  ['a struct at NULL', copyTags({}, { argument: 0n }), EINVAL, EFAULT, EFAULT],
  ['a struct that is cut off', copyTags({}, { argument: END - 0x2fn }), EINVAL, EFAULT, EFAULT],
  ['a struct that ends where memory ends', copyTags({}, { argument: END - 0x30n }), EINVAL, 0n, 0x1000n],
  [
    'a tagged pointer to a struct',
    copyTags({}, { argument: (5n << 56n) | (END - 0x100n) }),
    EINVAL,
    EFAULT,
    EFAULT,
  ],
  ['a struct where nobody wrote: all zero', copyTags({}, { argument: USER_BASE + 0x3000n }), EINVAL, 0n, 0n],
  [
    'a struct whose last words nobody wrote',
    copyTags({}, { argument: USER_BASE + 0x2fdfn }),
    EINVAL,
    0n,
    0x1000n,
  ],
  ['a VM without MTE', REFUSED['a VM without MTE'], EINVAL, EINVAL, EINVAL],
  ['the first reserved word', copyTags({ reserved: [1n << 63n, 0n] }), EINVAL, EINVAL, EINVAL],
  ['the second reserved word', REFUSED['a reserved word that is not zero'], EINVAL, EINVAL, EINVAL],
  ['an unknown flag', REFUSED['an unknown flag'], EINVAL, EINVAL, EINVAL],
  ['an unknown flag beside FROM_GUEST', copyTags({ flags: 3n }), EINVAL, EINVAL, EINVAL],
  ['the highest flag', copyTags({ flags: 1n << 63n }), EINVAL, EINVAL, EINVAL],
  ['a length of half a page', REFUSED['a length of half a page'], EINVAL, EINVAL, EINVAL],
  ['a length of a page and a byte', copyTags({ length: 0x1001n }), EINVAL, EINVAL, EINVAL],
  ['an address inside a page', REFUSED['an address inside a page'], EINVAL, EINVAL, EINVAL],
  ['a length beyond INT_MAX', REFUSED['a length beyond INT_MAX'], EINVAL, EFAULT, EINVAL],
  ['the longest length that an int holds', copyTags({ length: 0x7ffff000n }), EINVAL, EFAULT, 0x4000n],
  ['a length beyond all memory', copyTags({ length: 0xfffffffffffff000n }), EINVAL, EFAULT, EINVAL],
  [
    'an address and length that overflow',
    copyTags({ guest_ipa: 0xfffffffffffff000n, length: 0x2000n }),
    EINVAL,
    EFAULT,
    EFAULT,
  ],
  ['length 0', copyTags({ length: 0n }), EINVAL, 0n, 0n],
  [
    'length 0 in no slot, without a buffer',
    copyTags({ guest_ipa: HOLE, length: 0n, addr: 0n }),
    EINVAL,
    0n,
    0n,
  ],
  ['tags of a page', copyTags(), EINVAL, 0n, 0x1000n],
  ['tags of two pages', copyTags({ length: 0x2000n }), EINVAL, 0n, 0x2000n],
  ['tags of a page that has none yet', copyTags({ guest_ipa: UNTAGGED }), EINVAL, 0n, 0x1000n],
  ['tags of a page that nobody touched', copyTags({ guest_ipa: UNTOUCHED }), EINVAL, 0n, 0x1000n],
  ['tags of a read-only page', copyTags({ guest_ipa: READ_ONLY }), EINVAL, 0n, 0x1000n],
  ['tags into a page', copyTags({ flags: TO_GUEST }), EINVAL, 0n, 0x1000n],
  [
    'tags into a page that nobody touched',
    copyTags({ flags: TO_GUEST, guest_ipa: UNTOUCHED }),
    EINVAL,
    0n,
    0x1000n,
  ],
  ['tags into a read-only slot', REFUSED['tags into a read-only slot'], EINVAL, EFAULT, EFAULT],
  ['a page in no slot', REFUSED['a page in no slot'], EINVAL, EFAULT, EFAULT],
  [
    'two pages, the second in no slot',
    copyTags({ guest_ipa: UNTOUCHED, length: 0x2000n }),
    EINVAL,
    EFAULT,
    0x1000n,
  ],
  ['all of the memory, and more', copyTags({ length: 0x9000n }), EINVAL, EFAULT, 0x4000n],
  ['a buffer that is not mapped', REFUSED['a buffer that is not mapped'], EINVAL, EFAULT, EFAULT],
  ['a buffer in the kernel', copyTags({ addr: 0xffff000000000000n }), EINVAL, EFAULT, EFAULT],
  [
    'a buffer that ends within the page',
    REFUSED['a buffer that ends within the page'],
    EINVAL,
    EFAULT,
    EFAULT,
  ],
  ['the same for zeros', copyTags({ addr: END - 0x80n, guest_ipa: UNTAGGED }), EINVAL, EFAULT, EFAULT],
  [
    'a buffer that ends within the second page',
    copyTags({ addr: END - 0x180n, length: 0x2000n }),
    EINVAL,
    EFAULT,
    0x1000n,
  ],
  ['a buffer of just the right size', copyTags({ addr: END - 0x100n }), EINVAL, 0n, 0x1000n],
  [
    'tags from a buffer that ends within the page',
    REFUSED['tags from a buffer that ends within the page'],
    EINVAL,
    EFAULT,
    EFAULT,
  ],
  ['a tagged pointer to a buffer', copyTags({ addr: BUFFER | (5n << 56n) }), EINVAL, 0n, 0x1000n],
  [
    'the same, and only zeros to write',
    copyTags({ addr: BUFFER | (5n << 56n), guest_ipa: UNTAGGED }),
    EINVAL,
    0n,
    EFAULT,
  ],
  ['a file number with bits above 32', copyTags({}, { fd: FD_VM + (1n << 32n) }), EINVAL, 0n, 0x1000n],
  [
    'two faults: struct not mapped, VM without MTE',
    copyTags({}, { fd: FD_PLAIN_VM, argument: END }),
    EINVAL,
    EINVAL,
    EFAULT,
  ],
];

/** Lengths that are refused since v6.3, because the answer is an int; before, they end where the memory does. */
const LONG = ['a length beyond INT_MAX', 'a length beyond all memory'];

describe.each(RELEASES)('%s answers, and breaks no property', (release) => {
  test.each(ANSWERS)('%s', (what, call, unknown, posted, v64) => {
    const merged = LONG.includes(what) && !INT_ANSWER.includes(release) ? 0x4000n : v64;
    const ret = UNKNOWN.includes(release) ? unknown : POSTED.includes(release) ? posted : merged;
    expect(outcomes(release, call)[0]).toMatchObject({ ret, broke: [] });
  });
});

describe.each(RELEASES)('%s: the capability', (release) => {
  const capability = mteCapability(release);
  const ask = (number: bigint): Call => ({
    fd: FD_KVM,
    request: KVM_CHECK_EXTENSION,
    argument: number,
    stores: [],
  });
  const enable = (fd: bigint, number: bigint): Call => ({
    ...copyTags({ guest_ipa: number }, { fd }),
    request: KVM_ENABLE_CAP,
  });

  test('is announced under its number, and under no other', () => {
    for (const number of [191n, 195n, 199n, 205n])
      expect(answer(release, ask(number))).toBe(number === capability ? 1n : 0n);
  });

  test('is refused once there is a vCPU', () => {
    expect(answer(release, enable(FD_VM, capability ?? 205n))).toBe(EINVAL);
  });

  test('is refused with flags', () => {
    expect(answer(release, enable(FD_PLAIN_VM, (capability ?? 205n) | (1n << 32n)))).toBe(EINVAL);
  });

  test('makes tags of the second VM accessible', () => {
    const calls = [enable(FD_PLAIN_VM, capability ?? 205n), copyTags({}, { fd: FD_PLAIN_VM })];
    expect(outcomes(release, ...calls).map(({ ret }) => ret)).toEqual(
      capability === null ? [EINVAL, EINVAL] : [0n, answer(release, copyTags())],
    );
  });
});
