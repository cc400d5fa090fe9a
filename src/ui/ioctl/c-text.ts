/** The same call in C, to copy into a VMM. */
import type { SentCall } from './strace.ts';
import { flagNames, hex } from './strace.ts';

export function cText({ argp, copyTags }: SentCall): string {
  if (copyTags === null) return `long copied = ioctl(vm_fd, KVM_ARM_MTE_COPY_TAGS, (void *)${hex(argp)});`;
  const { guestIpa, length, addr, flags, reserved } = copyTags;
  const tags = length / 16n;
  const lines = [
    `/* One byte a tag, one tag for 16 bytes of the guest: ${tags} in all. */`,
    `static __u8 tags[${tags > 0n ? tags : 1n}]; /* at ${hex(addr)} in this run */`,
    '',
    'struct kvm_arm_copy_mte_tags copy = {',
    `\t.guest_ipa = ${hex(guestIpa)},`,
    `\t.length = ${length},`,
    '\t.addr = tags,',
    `\t.flags = ${flagNames(flags).replaceAll('|', ' | ')},`,
    ...(reserved.some((value) => value !== 0n) ? [`\t.reserved = { ${reserved.map(hex).join(', ')} },`] : []),
    '};',
    '',
    'int copied = ioctl(vm_fd, KVM_ARM_MTE_COPY_TAGS, &copy);',
    'if (copied < 0)',
    '\terr(1, "KVM_ARM_MTE_COPY_TAGS");',
    '/* Bytes of guest memory, not of tags: on a short count, go on from',
    '   guest_ipa + copied and tags + copied / 16. */',
  ];
  return lines.join('\n');
}
