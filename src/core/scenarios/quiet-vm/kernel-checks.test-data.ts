/**
 * Tests only: the checks that a KVM_ARM_MTE_COPY_TAGS passes in the modelled kernel, each with a call that it alone decides. `remove`
 * is source text, in which one space stands for any white space.
 */
import { since } from '../../kernel/inherit.ts';
import { BUFFER, copyTags, END, REFUSED, TO_GUEST, UNTAGGED } from './copy-tags-calls.test-data.ts';
import type { Call } from './copy-tags-oracle.test-data.ts';
import { COPYING, INT_ANSWER, LOCKED, MERGED, POSTED, RELEASES } from './vmm-memory.test-data.ts';

export interface KernelCheck {
  readonly name: string;
  readonly releases: readonly string[];
  readonly remove: readonly { readonly text: string; readonly leave?: string }[];
  readonly call: Call;
  /** What is another without it: the answer, or only what memory holds. */
  readonly decides: 'answer' | 'memory';
}

/** The releases that build on one, and not yet on another. */
function between(from: string, to: string): string[] {
  return since(from).filter((id) => !since(to).includes(id));
}

function check(
  name: string,
  releases: readonly string[],
  text: string,
  call: Call,
  leave = '',
  decides: KernelCheck['decides'] = 'answer',
): KernelCheck {
  return { name, releases, remove: [{ text, leave }], call, decides };
}

export const KERNEL_CHECKS: readonly KernelCheck[] = [
  check(
    'a file number is that of a VM',
    RELEASES,
    'if (fd >= FD_VM && fd < FD_VM + NR_KVMS && kvms[fd - FD_VM].mm) return',
    REFUSED['a file that is not open'],
    'return',
  ),
  check(
    '/dev/kvm is no VM',
    RELEASES,
    'if (fd == FD_KVM && dev_kvm_open) return kvm_dev_ioctl(mm, cmd, arg);',
    REFUSED['a request to /dev/kvm'],
  ),
  check('the VM has MTE', COPYING, 'if (!kvm_has_mte(kvm)) return -EINVAL;', REFUSED['a VM without MTE']),
  check(
    'the struct can be read',
    COPYING,
    'if (uaccess_copy_from_user(mm, &copy_tags->guest_ipa, arg, 48)) return -EFAULT;',
    REFUSED['a struct that is not mapped'],
    'uaccess_copy_from_user(mm, &copy_tags->guest_ipa, arg, 48);',
  ),
  check(
    'the pointer to the struct has no tag',
    COPYING,
    'if (!access_ok(from, bytes)) return bytes;',
    copyTags({}, { argument: 0x0500_0000_7f20_5000n }),
  ),
  check(
    'the reserved words are zero',
    COPYING,
    'if (copy_tags->reserved[0] || copy_tags->reserved[1]) return -EINVAL;',
    REFUSED['a reserved word that is not zero'],
  ),
  check('the first reserved word is', COPYING, 'copy_tags->reserved[0] ||', copyTags({ reserved: [1n, 0n] })),
  check(
    'the second reserved word is',
    COPYING,
    '|| copy_tags->reserved[1]',
    copyTags({ reserved: [0n, 1n] }),
  ),
  check(
    'flags are known',
    COPYING,
    'if (flags & ~KVM_ARM_TAGS_FROM_GUEST) return -EINVAL;',
    REFUSED['an unknown flag'],
  ),
  check(
    'length is in pages',
    COPYING,
    'if (length & ~PAGE_MASK) return -EINVAL;',
    REFUSED['a length of half a page'],
  ),
  check(
    'guest_ipa is a page',
    COPYING,
    'if (guest_ipa & ~PAGE_MASK) return -EINVAL;',
    REFUSED['an address inside a page'],
  ),
  check(
    'length fits an int',
    INT_ANSWER,
    'if (length > INT_MAX) return -EINVAL;',
    REFUSED['a length beyond INT_MAX'],
  ),
  check('there is a slot', COPYING, 'if (!slot) return KVM_HVA_ERR_BAD;', REFUSED['a page in no slot']),
  check(
    'the slot may be written',
    COPYING,
    'if (write && memslot_is_readonly(slot)) return KVM_HVA_ERR_RO_BAD;',
    REFUSED['tags into a read-only slot'],
  ),
  check(
    'there is a page',
    POSTED,
    'if (is_error_noslot_pfn(page.pfn)) { ret = -EFAULT; break; }',
    REFUSED['a page in no slot'],
  ),
  check(
    'all tags of a page moved',
    POSTED,
    'if (!mte_copy_page(mm, pfn_to_page(page.pfn), tags, write)) { ret = -EFAULT; break; }',
    REFUSED['a buffer that ends within the page'],
    'mte_copy_page(mm, pfn_to_page(page.pfn), tags, write);',
  ),
  {
    name: 'there is a page, which is online',
    releases: MERGED,
    remove: [
      { text: 'if (is_error_noslot_pfn(found.pfn)) return -EFAULT; page =', leave: 'page =' },
      { text: 'if (!page) return -EFAULT; if (write)', leave: 'if (write)' },
    ],
    call: REFUSED['a page in no slot'],
    decides: 'answer',
  },
  check(
    'all tags of a page moved',
    MERGED,
    'return copied ? 0 : -EFAULT;',
    REFUSED['a buffer that ends within the page'],
    'return 0;',
  ),
  check(
    'all tags from the VMM moved',
    MERGED,
    'kvm_release_pfn_dirty(page_to_pfn(page)); return num_tags == MTE_GRANULES_PER_PAGE;',
    REFUSED['tags from a buffer that ends within the page'],
    'kvm_release_pfn_dirty(page_to_pfn(page)); return true;',
  ),
  check(
    'a page that failed ends the copying',
    MERGED,
    'ret = mte_copy_page(kvm, mm, gfn, tags, write); if (ret) break;',
    REFUSED['a page in no slot'],
    'ret = mte_copy_page(kvm, mm, gfn, tags, write);',
  ),
  check('whole pages are counted', MERGED, 'if (remaining != length) ret = length - remaining;', copyTags()),
  check(
    'tags that are not valid read as zero',
    between('v5.14', 'v6.2-flag'),
    'if (test_bit(PG_mte_tagged, &page->flags)) { ghost ghost_trust_flag(page); num_tags',
    copyTags({ guest_ipa: UNTAGGED }),
    'if (true) { num_tags',
    'memory',
  ),
  check(
    'tags that are not valid read as zero',
    between('v6.2-flag', 'v6.13'),
    'if (page_mte_tagged(page)) { ghost ghost_trust_flag(page); num_tags',
    copyTags({ guest_ipa: UNTAGGED }),
    'if (true) { num_tags',
    'memory',
  ),
  check(
    'tags that are not valid read as zero',
    since('v6.13'),
    '|| page_mte_tagged(page)) { ghost ghost_trust_flag(page); num_tags',
    copyTags({ guest_ipa: UNTAGGED }),
    '|| true) { num_tags',
    'memory',
  ),
  check(
    'only a page that is whole is marked',
    between('v5.14', 'v6.2-flag'),
    'if (num_tags == MTE_GRANULES_PER_PAGE) set_bit(PG_mte_tagged, &page->flags); else',
    copyTags({ guest_ipa: UNTAGGED, addr: END - 0x80n, flags: TO_GUEST }),
    'set_bit(PG_mte_tagged, &page->flags); if (true)',
    'memory',
  ),
  check(
    'only a page that is whole is marked',
    between('v6.2-flag', 'v6.2'),
    'if (num_tags == MTE_GRANULES_PER_PAGE) set_page_mte_tagged(page); else',
    copyTags({ guest_ipa: UNTAGGED, addr: END - 0x80n, flags: TO_GUEST }),
    'set_page_mte_tagged(page); if (true)',
    'memory',
  ),
  check(
    'zeros go to no tagged pointer',
    MERGED,
    'if (!access_ok(to, n)) return n;',
    copyTags({ guest_ipa: UNTAGGED, addr: BUFFER | (5n << 56n) }),
  ),
  check(
    'a page that is half done is wiped',
    LOCKED,
    'if (num_tags != MTE_GRANULES_PER_PAGE) {',
    REFUSED['tags from a buffer that ends within the page'],
    'if (false) {',
    'memory',
  ),
];
