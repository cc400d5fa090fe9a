/** What an answer means in this case. The answer is the model's; this only puts it into words. */
import type { SentCall } from './strace.ts';
import { errnoOf, hex } from './strace.ts';

const PAGE = 4096n;
/** With 48-bit virtual addresses, user space ends here. */
const TASK_SIZE = 1n << 48n;
const TOP_BYTE = 56n;

/** `check` is the text of the condition that decided, where one did. */
export function explain(sent: SentCall, ret: bigint, check: string | null): string {
  const errno = errnoOf(ret);
  if (errno === null) return explainCount(sent, BigInt.asIntN(64, ret));
  const refusal = refusals.find(
    ({ name, when }) => name === errno.name && (when === null || when.test(check ?? '')),
  );
  return refusal?.say(sent) ?? `The call failed: ${errno.meaning.toLowerCase()}.`;
}

interface Refusal {
  readonly name: string;
  /** In the text of the check; null: whatever it says. */
  readonly when: RegExp | null;
  say(sent: SentCall): string;
}

const refusals: readonly Refusal[] = [
  {
    name: 'EINVAL',
    when: /has_mte/,
    say: () => 'This VM has no MTE: KVM_CAP_ARM_MTE was not enabled on it before its vCPUs were made.',
  },
  {
    name: 'EINVAL',
    when: /reserved/,
    say: () => 'reserved must be zero, so that a later kernel can give it a meaning.',
  },
  {
    name: 'EINVAL',
    when: /flags/,
    say: ({ copyTags }) =>
      `flags has a bit that this kernel does not know (${hex((copyTags?.flags ?? 0n) & ~1n)}). Only KVM_ARM_TAGS_FROM_GUEST exists.`,
  },
  {
    name: 'EINVAL',
    when: /INT_MAX/,
    say: () => 'length does not fit into the int that the call returns. Ask for less at a time.',
  },
  { name: 'EINVAL', when: /PAGE_MASK|PAGE_SIZE|length|ipa/, say: explainAlignment },
  {
    name: 'EINVAL',
    when: null,
    say: () => 'This kernel does not know the request: it has no MTE for guests.',
  },
  {
    name: 'EFAULT',
    when: /copy_from_user/,
    say: ({ argp }) =>
      `The kernel could not read the structure: ${noUserAddress(argp) ?? `nothing is mapped at ${argp === 0n ? 'NULL' : hex(argp)} in the VMM.`}`,
  },
  { name: 'EFAULT', when: /noslot|error_pfn/, say: explainNoPage },
  {
    name: 'EFAULT',
    when: /copied|copy_page|num_tags/,
    say: ({ copyTags }) => explainBuffer(copyTags?.addr ?? 0n),
  },
  {
    name: 'EFAULT',
    when: /page/,
    say: () =>
      'The frame behind this guest page is no ordinary memory, so it has no tags that could be copied.',
  },
  {
    name: 'EFAULT',
    when: null,
    say: () => 'Either the guest page or the buffer cannot be reached: this errno stands for both.',
  },
  {
    name: 'EBUSY',
    when: null,
    say: () =>
      'A memory slot of this VM logs dirty pages, and tags written by this call would not be logged.',
  },
  { name: 'EBADF', when: null, say: () => 'That is no open file of the VMM.' },
];

function explainBuffer(addr: bigint): string {
  const outside = noUserAddress(addr);
  if (outside !== null) return `The buffer cannot be reached: ${outside}`;
  return `The buffer at ${hex(addr)} is not mapped for all the tags of a page, or not writable.`;
}

/** Why access_ok() takes an address for no user memory, whatever is mapped there; null if it would not. */
function noUserAddress(address: bigint): string | null {
  if (address < TASK_SIZE) return null;
  const tag = (address >> TOP_BYTE).toString(16);
  return (address & ((1n << TOP_BYTE) - 1n)) < TASK_SIZE
    ? `${hex(address)} carries 0x${tag} in its top byte, and a system call takes such a pointer only from a process that has asked for it with prctl(PR_SET_TAGGED_ADDR_CTRL). The VMM has not.`
    : `${hex(address)} is no address of user space.`;
}

function explainNoPage({ copyTags }: SentCall): string {
  const { guestIpa = 0n, length = 0n, flags = 0n } = copyTags ?? {};
  const where =
    length > PAGE ? `between ${hex(guestIpa)} and ${hex(guestIpa + length)}` : `at ${hex(guestIpa)}`;
  const readOnly =
    (flags & 1n) === 0n ? ', or only a read-only one, which the guest could not tag either' : '';
  return `There is a guest page ${where} that no memory slot holds${readOnly}.`;
}

function explainAlignment({ copyTags }: SentCall): string {
  const { guestIpa = 0n, length = 0n } = copyTags ?? {};
  const wrong = [
    ...(guestIpa % PAGE === 0n ? [] : [`guest_ipa ${hex(guestIpa)}`]),
    ...(length % PAGE === 0n ? [] : [`length ${length}`]),
  ];
  return `${wrong.length === 0 ? 'That' : wrong.join(' and ')} is not a multiple of the page size, 4096. Tags are copied in whole pages.`;
}

function explainCount({ copyTags }: SentCall, ret: bigint): string {
  const { guestIpa = 0n, length = 0n } = copyTags ?? {};
  if (length === 0n && ret === 0n)
    return 'Nothing was asked for and nothing was done: a length of 0 is no error.';
  if (ret === 0n) return 'All is copied: this release answers 0 when it succeeds, and no count.';
  if (ret < length) {
    return `Of ${pages(length)}, ${pages(ret)} came over; then an error met the next one. Its errno is lost: call again from ${hex(guestIpa + ret)} to see it.`;
  }
  return `All of ${pages(ret)}. The count is of guest memory: in the buffer, that is ${ret / 16n} bytes, one a tag.`;
}

function pages(bytes: bigint): string {
  const count = bytes / PAGE;
  return count === 1n ? '1 page' : `${count} pages`;
}
