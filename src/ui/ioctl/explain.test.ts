import { describe, expect, test } from 'vitest';
import { explain } from './explain.ts';
import type { SentCall } from './strace.ts';
import { COPY_TAGS } from './strace.ts';
import type { CopyTags } from './struct.ts';

function sent(changed: Partial<CopyTags> = {}): SentCall {
  const copyTags = {
    guestIpa: 0x40000n,
    length: 8192n,
    addr: 0x7f201000n,
    flags: 1n,
    reserved: [0n, 0n],
  } as const;
  return { fd: 4n, request: COPY_TAGS, argp: 0x7f200000n, copyTags: { ...copyTags, ...changed } };
}
const EINVAL = -22n;
const EFAULT = -14n;

describe('a refusal is told from the check that decided', () => {
  test.each([
    ['!kvm_has_mte(kvm)', EINVAL, sent(), /KVM_CAP_ARM_MTE was not enabled/],
    ['copy_tags.reserved[0] || copy_tags.reserved[1]', EINVAL, sent(), /must be zero/],
    ['copy_tags.flags & ~KVM_ARM_TAGS_FROM_GUEST', EINVAL, sent({ flags: 3n }), /does not know \(0x2\)/],
    ['length & ~PAGE_MASK', EINVAL, sent({ length: 2048n }), /^length 2048 is not a multiple/],
    ['copy_tags.guest_ipa & ~PAGE_MASK', EINVAL, sent({ guestIpa: 0x40010n }), /^guest_ipa 0x40010 is not/],
    ['length > INT_MAX', EINVAL, sent({ length: 1n << 31n }), /does not fit into the int/],
    [null, EINVAL, sent(), /does not know the request/],
    [
      'uaccess_copy_from_user(mm, &task->stack[0], arg, 48)',
      EFAULT,
      sent(),
      /nothing is mapped at 0x7f200000/,
    ],
    [
      'is_error_noslot_pfn(found.pfn)',
      EFAULT,
      sent(),
      /between 0x40000 and 0x42000 that no memory slot holds\.$/,
    ],
    ['is_error_noslot_pfn(found.pfn)', EFAULT, sent({ flags: 0n, length: 4096n }), /at 0x40000 .* read-only/],
    ['copied', EFAULT, sent(), /The buffer at 0x7f201000/],
    ['copied', EFAULT, sent({ addr: 0x0500_0000_7f20_1000n }), /0x5 in its top byte.*TAGGED_ADDR_CTRL/],
    ['copied', EFAULT, sent({ addr: 0xffff_8000_0000_0000n }), /no address of user space/],
    [
      'uaccess_copy_from_user(mm, &task->stack[0], arg, 48)',
      EFAULT,
      { ...sent(), argp: 0x0300_0000_7f20_0000n },
      /could not read the structure: .*0x3 in its top byte/,
    ],
    ['!page', EFAULT, sent(), /no ordinary memory/],
    [null, EFAULT, sent(), /stands for both/],
    [null, -16n, sent(), /logs dirty pages/],
    [null, -5n, sent(), /^The call failed/],
  ])('%s', (check, ret, call, sentence) => {
    expect(explain(call, ret, check)).toMatch(sentence);
  });
});

describe('a count is of guest memory', () => {
  test('whole', () => {
    expect(explain(sent(), 8192n, null)).toBe(
      'All of 2 pages. The count is of guest memory: in the buffer, that is 512 bytes, one a tag.',
    );
  });

  test('short, the error lost', () => {
    expect(explain(sent(), 4096n, null)).toBe(
      'Of 2 pages, 1 page came over; then an error met the next one. Its errno is lost: call again from 0x41000 to see it.',
    );
  });

  test('none, or none told', () => {
    expect(explain(sent({ length: 0n }), 0n, null)).toMatch(/^Nothing was asked for/);
    expect(explain(sent(), 0n, null)).toMatch(/^All is copied/);
  });
});
