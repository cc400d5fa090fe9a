/** What is taken away from v6.4: the lock of two flags, and who takes it. */
import type { Needed, Redundant } from './mutants.test-data.ts';

const MTE_C = 'arch/arm64/kernel/mte.c';
const MTE_H = 'arch/arm64/include/asm/mte.h';
const LOCK_H = 'arch/arm64/include/asm/mte-lock.h';
const SWAP_C = 'arch/arm64/mm/mteswap.c';
const PGTABLE_H = 'arch/arm64/include/asm/pgtable.h';
const PAGE_H = 'arch/arm64/include/asm/page.h';
const COPY_C = 'arch/arm64/mm/copypage.c';
const ABORT_C = 'arch/arm64/kvm/mmu-abort.c';
const GUEST_TAGS_C = 'arch/arm64/kvm/guest-tags.c';
const SANITISE_C = 'arch/arm64/kvm/mmu-sanitise.c';
const EARLY = ['stale', 'lost', 'trusted'];
const SHOWN = ['stale', 'trusted'];
const LOST = ['lost'];
const STALE = ['stale'];
const STUCK = ['deadlock'];
const CLEAR = `	if (try_page_mte_tagging(page)) {
		mte_clear_page_tags(page_address(page));
		set_page_mte_tagged(page);
	}
`;
const CLEAR_UNLOCKED = `	mte_clear_page_tags(page_address(page));
	set_page_mte_tagged(page);
`;
const CLEAR_TOO_LATE = `	if (try_page_mte_tagging(page)) {
		set_page_mte_tagged(page);
		mte_clear_page_tags(page_address(page));
	}
`;
const CLEAR_UNTOLD = `	if (try_page_mte_tagging(page))
		mte_clear_page_tags(page_address(page));
`;
const RESTORE = `	if (try_page_mte_tagging(page)) {
		mte_restore_page_tags(page_address(page), tags);
		set_page_mte_tagged(page);
	}
`;
const RESTORE_FIRST = `	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry))
			mte_restore_tags(entry, page);
	}

	if (!pte_is_tagged)
		return;

${CLEAR}`;
/** The same in a loop over the pages of a mapping. */
const deeper = (text: string): string => text.replaceAll(/^/gm, '\t').replace(/\t$/, '');
const SEQUENTIAL = 'A barrier: under sequential consistency there is nothing to order.';
const FAST_PATH = 'A way round the lock when the flag is set; behind the lock the same is found out.';
const UNREACHED = 'Nobody else can reach the page yet.';
const TWICE =
  'Of tags PG_mte_lock keeps the guest and its VMM apart as well; that the page is still the same is another matter.';

export const needed: readonly Needed[] = [
  {
    title: 'PG_mte_lock is tested, then set',
    path: LOCK_H,
    find: '\tif (!test_and_set_bit(PG_mte_lock, &page->flags))\n\t\treturn true;\n',
    put: `	if (!test_bit(PG_mte_lock, &page->flags)) {
		set_bit(PG_mte_lock, &page->flags);
		return true;
	}
`,
    from: 'isolation',
    breaks: LOST,
  },
  {
    title: 'no wait for PG_mte_tagged',
    path: LOCK_H,
    find: '\twait_until(test_bit_acquire(PG_mte_tagged, &page->flags));\n',
    put: '',
    from: 'isolation',
    breaks: EARLY,
  },
  {
    title: 'the wait before PG_mte_lock is tried',
    path: LOCK_H,
    find: `	if (!test_and_set_bit(PG_mte_lock, &page->flags))
		return true;

	wait_until(test_bit_acquire(PG_mte_tagged, &page->flags));
`,
    put: `	wait_until(test_bit_acquire(PG_mte_tagged, &page->flags));
	if (!test_and_set_bit(PG_mte_lock, &page->flags))
		return true;

`,
    from: 'isolation',
    breaks: STUCK,
  },
  {
    title: 'whoever has waited does the work again',
    path: LOCK_H,
    find: '\tghost ghost_trust_flag(page);\n\treturn false;\n',
    put: '\tghost ghost_trust_flag(page);\n\treturn true;\n',
    from: 'shared-mprotect',
    breaks: LOST,
  },
  {
    title: 'PG_mte_tagged is never set',
    path: MTE_H,
    find: '\tset_bit(PG_mte_tagged, &page->flags);\n',
    put: '',
    from: 'isolation',
    breaks: STUCK,
  },
  {
    title: 'PG_mte_lock is taken for PG_mte_tagged',
    path: MTE_H,
    find: 'bool ret = test_bit(PG_mte_tagged, &page->flags);',
    put: 'bool ret = test_bit(PG_mte_lock, &page->flags);',
    from: 'isolation',
    breaks: EARLY,
  },
  {
    title: 'restored without the lock',
    path: SWAP_C,
    find: RESTORE,
    put: `	mte_restore_page_tags(page_address(page), tags);
	set_page_mte_tagged(page);
`,
    from: 'isolation',
    breaks: ['stale', 'lost'],
  },
  {
    title: 'the flag before the tags are restored',
    path: SWAP_C,
    find: RESTORE,
    put: `	if (try_page_mte_tagging(page)) {
		set_page_mte_tagged(page);
		mte_restore_page_tags(page_address(page), tags);
	}
`,
    from: 'isolation',
    breaks: EARLY,
  },
  {
    title: 'restored, and the flag not set',
    path: SWAP_C,
    find: RESTORE,
    put: '\tif (try_page_mte_tagging(page))\n\t\tmte_restore_page_tags(page_address(page), tags);\n',
    from: 'isolation',
    breaks: STUCK,
  },
  {
    title: 'restored before the lock is tried',
    path: SWAP_C,
    find: RESTORE,
    put: `	mte_restore_page_tags(page_address(page), tags);
	if (try_page_mte_tagging(page))
		set_page_mte_tagged(page);
`,
    from: 'isolation',
    breaks: LOST,
  },
  {
    title: 'cleared without the lock',
    path: MTE_C,
    find: CLEAR,
    put: CLEAR_UNLOCKED,
    from: 'shared-mprotect',
    breaks: LOST,
  },
  {
    title: 'the flag before the tags are cleared',
    path: MTE_C,
    find: CLEAR,
    put: CLEAR_TOO_LATE,
    from: 'shared-mprotect',
    breaks: EARLY,
  },
  {
    title: 'cleared, and the flag not set',
    path: MTE_C,
    find: CLEAR,
    put: CLEAR_UNTOLD,
    from: 'shared-mprotect',
    breaks: STUCK,
  },
  {
    title: 'cleared before it is looked for saved tags',
    path: MTE_C,
    find: RESTORE_FIRST,
    put: `	if (pte_is_tagged && try_page_mte_tagging(page)) {
		mte_clear_page_tags(page_address(page));
		set_page_mte_tagged(page);
	}

	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry))
			mte_restore_tags(entry, page);
	}
`,
    from: 'isolation',
    breaks: STALE,
  },
  {
    title: 'the PTE before the tags',
    path: PGTABLE_H,
    find: `		if (pte_tagged(pte) || is_swap_pte(old_pte))
			mte_sync_tags(old_pte, pte);
	}
`,
    put: `		set_pte(ptep, pte);
		if (pte_tagged(pte) || is_swap_pte(old_pte))
			mte_sync_tags(old_pte, pte);
		return;
	}
`,
    from: 'shared-mprotect',
    breaks: STALE,
  },
  {
    title: 'KVM clears without the lock',
    path: SANITISE_C,
    find: deeper(CLEAR),
    put: deeper(CLEAR_UNLOCKED),
    from: 'fork-vm',
    breaks: LOST,
  },
  {
    title: 'the flag before KVM clears',
    path: SANITISE_C,
    find: deeper(CLEAR),
    put: deeper(CLEAR_TOO_LATE),
    from: 'fork-vm',
    breaks: EARLY,
  },
  {
    title: 'KVM clears, and the flag is not set',
    path: SANITISE_C,
    find: deeper(CLEAR),
    put: deeper(CLEAR_UNTOLD),
    from: 'fork-vm',
    breaks: STUCK,
  },
  {
    title: 'a new page cleared without the lock',
    path: PAGE_H,
    find: 'if (page && (vma->vm_flags & VM_MTE) && try_page_mte_tagging(page)) {',
    put: 'if (page && (vma->vm_flags & VM_MTE)) {',
    from: 'private-vm, tagged, not touched yet',
    breaks: LOST,
  },
  {
    title: 'a copy without the lock',
    path: COPY_C,
    find: '\t\ttry_page_mte_tagging(to);\n',
    put: '',
    from: 'private-vm, tagged, then forked',
    breaks: LOST,
  },
  {
    title: 'a new page marked, and not cleared',
    path: PAGE_H,
    find: '\t\tmte_zero_clear_page_tags(page);\n',
    put: '',
    from: 'private-vm, tagged, not touched yet',
    breaks: SHOWN,
  },
  {
    title: 'a copy marked, and its tags not copied',
    path: COPY_C,
    find: '\t\tmte_copy_page_tags(page_address(to), page_address(from));\n',
    put: '',
    from: 'private-vm, tagged, then forked',
    breaks: SHOWN,
  },
  {
    title: 'KVM_ARM_MTE_COPY_TAGS writes without the lock',
    path: GUEST_TAGS_C,
    find: '\ttry_page_mte_tagging(page);\n',
    put: '',
    from: 'private-vm, tags restored meanwhile',
    breaks: LOST,
  },
  {
    title: 'KVM_ARM_MTE_COPY_TAGS does not set the flag',
    path: GUEST_TAGS_C,
    find: '\tset_page_mte_tagged(page);\n',
    put: '',
    from: 'private-vm, tags restored meanwhile',
    breaks: STUCK,
  },
];

export const redundant: readonly Redundant[] = [
  {
    title: 'no smp_wmb before PG_mte_tagged',
    path: MTE_H,
    find: '\tsmp_wmb();\n',
    put: '',
    why: SEQUENTIAL,
  },
  {
    title: 'no smp_rmb after PG_mte_tagged',
    path: MTE_H,
    find: '\tif (ret)\n\t\tsmp_rmb();\n',
    put: '',
    why: SEQUENTIAL,
  },
  {
    title: 'the wait without acquire',
    path: LOCK_H,
    find: 'test_bit_acquire(PG_mte_tagged',
    put: 'test_bit(PG_mte_tagged',
    why: SEQUENTIAL,
  },
  {
    title: 'no smp_wmb before the PTE',
    path: MTE_C,
    find: '\tsmp_wmb();\n',
    put: '',
    why: SEQUENTIAL,
  },
  {
    title: 'no look at PG_mte_tagged before PG_mte_lock',
    path: MTE_C,
    find: `	if (!page_mte_tagged(page))
		mte_sync_page_tags(page, old_pte, pte_is_tagged);
	else
		ghost ghost_trust_flag(page);
`,
    put: '\tmte_sync_page_tags(page, old_pte, pte_is_tagged);\n',
    why: FAST_PATH,
  },
  {
    title: 'the flag of a new page before its tags are cleared',
    path: PAGE_H,
    find: '\t\tmte_zero_clear_page_tags(page);\n\t\tset_page_mte_tagged(page);\n',
    put: '\t\tset_page_mte_tagged(page);\n\t\tmte_zero_clear_page_tags(page);\n',
    why: UNREACHED,
    from: 'private-vm, tagged, not touched yet',
  },
  {
    title: 'the flag of a copy before its tags',
    path: COPY_C,
    find: '\t\tmte_copy_page_tags(page_address(to), page_address(from));\n\t\tset_page_mte_tagged(to);\n',
    put: '\t\tset_page_mte_tagged(to);\n\t\tmte_copy_page_tags(page_address(to), page_address(from));\n',
    why: UNREACHED,
    from: 'private-vm, tagged, then forked',
  },
  {
    title: 'a fault of a guest does not take mmu_lock',
    path: ABORT_C,
    find: '\tspin_lock(&kvm->mmu_lock);\n',
    put: '',
    why: TWICE,
    from: 'private-vm',
  },
  {
    title: 'a fault of a guest does not look whether the VMM changes its page table',
    path: ABORT_C,
    find: '\tif (mmu_notifier_retry(kvm, mmu_seq))\n\t\tgoto out_unlock;\n',
    put: '',
    why: TWICE,
    from: 'private-vm',
  },
];
