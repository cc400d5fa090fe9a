/** What is taken away from v12: the lock for all pages, and the looks at the flag before and behind it. */
import type { Needed, Redundant } from './mutants.test-data.ts';

const MTE_C = 'arch/arm64/kernel/mte.c';
const PGTABLE_H = 'arch/arm64/include/asm/pgtable.h';
const PAGE_H = 'arch/arm64/include/asm/page.h';
const COPY_C = 'arch/arm64/mm/copypage.c';
const ABORT_C = 'arch/arm64/kvm/mmu-abort.c';
const EARLY = ['stale', 'lost', 'trusted'];
const LOST = ['lost'];
const STALE = ['stale'];
const V12_LOCK = '\tspin_lock_irqsave(&tag_sync_lock);\n';
const V12_UNLOCK = '\tspin_unlock_irqrestore(&tag_sync_lock);\n';
const V12_LOOK = `	/* Another CPU may have done it while this one waited. */
	if (test_bit(PG_mte_tagged, &page->flags))
		ghost ghost_trust_flag(page);
	else if (mte_init_page_tags(page, old_pte, pte_is_tagged))
		set_bit(PG_mte_tagged, &page->flags);
`;
const V12_WORK = `	else if (mte_init_page_tags(page, old_pte, pte_is_tagged))
		set_bit(PG_mte_tagged, &page->flags);
`;
const MMU_LOCK = '\tspin_lock(&kvm->mmu_lock);\n';
const RETRY = '\tif (mmu_notifier_retry(kvm, mmu_seq))\n\t\tgoto out_unlock;\n';
const SEQUENTIAL = 'A barrier: under sequential consistency there is nothing to order.';
const FAST_PATH = 'A way round the lock when the flag is set; behind the lock the same is found out.';
const UNREACHED = 'Nobody else can reach the page yet.';

export const needed: readonly Needed[] = [
  {
    title: 'tag_sync_lock is not taken',
    path: MTE_C,
    find: V12_LOCK,
    put: '',
    from: 'shared-mprotect',
    breaks: LOST,
  },
  {
    title: 'tag_sync_lock is not given back',
    path: MTE_C,
    find: V12_UNLOCK,
    put: '',
    from: 'isolation',
    breaks: ['deadlock', 'locks'],
  },
  {
    title: 'no second look under tag_sync_lock',
    path: MTE_C,
    find: V12_LOOK,
    put: V12_WORK.replace('else if', 'if'),
    from: 'isolation',
    breaks: LOST,
  },
  {
    title: 'the second look before tag_sync_lock is taken',
    path: MTE_C,
    find: V12_LOCK + V12_LOOK,
    put: `	if (test_bit(PG_mte_tagged, &page->flags)) {
		ghost ghost_trust_flag(page);
		return;
	}
${V12_LOCK}${V12_WORK.replace('else if', 'if')}`,
    from: 'isolation',
    breaks: LOST,
  },
  {
    title: 'the flag after tag_sync_lock is given back',
    path: MTE_C,
    find: V12_LOCK + V12_LOOK + V12_UNLOCK,
    put: `	bool done = false;

${V12_LOCK}${V12_LOOK.replace(V12_WORK, '')}	else
		done = mte_init_page_tags(page, old_pte, pte_is_tagged);
${V12_UNLOCK}	if (done)
		set_bit(PG_mte_tagged, &page->flags);
`,
    from: 'isolation',
    breaks: LOST,
  },
  {
    title: 'tag_sync_lock given back before the work',
    path: MTE_C,
    find: V12_LOOK + V12_UNLOCK,
    put: V12_UNLOCK + V12_LOOK,
    from: 'isolation',
    breaks: LOST,
  },
  {
    title: 'the flag before the work',
    path: MTE_C,
    find: V12_WORK,
    put: `	else {
		set_bit(PG_mte_tagged, &page->flags);
		mte_init_page_tags(page, old_pte, pte_is_tagged);
	}
`,
    from: 'isolation',
    breaks: EARLY,
  },
  {
    title: 'the flag is not set',
    path: MTE_C,
    find: V12_WORK,
    put: '\telse\n\t\tmte_init_page_tags(page, old_pte, pte_is_tagged);\n',
    from: 'shared-mprotect',
    breaks: LOST,
  },
  {
    title: 'restored, and cleared after that',
    path: MTE_C,
    find: '\t\tif (!non_swap_entry(entry) && mte_restore_tags(entry, page))\n\t\t\treturn true;\n',
    put: '\t\tif (!non_swap_entry(entry))\n\t\t\tmte_restore_tags(entry, page);\n',
    from: 'isolation',
    breaks: STALE,
  },
  {
    title: 'the PTE before the tags',
    path: PGTABLE_H,
    find: `	    pte_access_permitted(pte, false) && !pte_special(pte))
		mte_sync_tags(ptep, pte);

	set_pte(ptep, pte);
`,
    put: `	    pte_access_permitted(pte, false) && !pte_special(pte)) {
		set_pte(ptep, pte);
		mte_sync_tags(ptep, pte);
		return;
	}

	set_pte(ptep, pte);
`,
    from: 'shared-mprotect',
    breaks: STALE,
  },
  {
    title: 'a fault of a guest does not take mmu_lock',
    path: ABORT_C,
    find: MMU_LOCK,
    put: '',
    from: 'private-vm',
    breaks: EARLY,
  },
  {
    title: 'a fault of a guest does not look whether the VMM changes its page table',
    path: ABORT_C,
    find: RETRY,
    put: '',
    from: 'private-vm',
    breaks: EARLY,
  },
  {
    title: 'it looks before it takes mmu_lock',
    path: ABORT_C,
    find: MMU_LOCK + RETRY,
    put: `\tif (mmu_notifier_retry(kvm, mmu_seq))\n\t\treturn 0;\n${MMU_LOCK}`,
    from: 'private-vm',
    breaks: EARLY,
  },
];

export const redundant: readonly Redundant[] = [
  {
    title: 'no smp_wmb before clearing',
    path: MTE_C,
    find: '\tsmp_wmb();\n',
    put: '',
    why: SEQUENTIAL,
  },
  {
    title: 'no first look without tag_sync_lock',
    path: MTE_C,
    find: `	if (!test_bit(PG_mte_tagged, &page->flags))
		mte_sync_page_tags(page, ptep, pte_is_tagged);
	else
		ghost ghost_trust_flag(page);
`,
    put: '\tmte_sync_page_tags(page, ptep, pte_is_tagged);\n',
    why: FAST_PATH,
  },
  {
    title: 'tag_sync_lock also for a PTE that needs no tags',
    path: MTE_C,
    find: '\tif (!is_swap_pte(old_pte) && !pte_is_tagged)\n\t\treturn;\n',
    put: '',
    why: 'A way round the lock when there is nothing to do; behind the lock nothing is done.',
  },
  {
    title: 'the flag of a new page before its tags are cleared',
    path: PAGE_H,
    find: '\t\tmte_clear_page_tags(page_address(page));\n\t\tset_bit(PG_mte_tagged, &page->flags);\n',
    put: '\t\tset_bit(PG_mte_tagged, &page->flags);\n\t\tmte_clear_page_tags(page_address(page));\n',
    why: UNREACHED,
    from: 'private-vm, tagged, not touched yet',
  },
  {
    title: 'the flag of a copy after its tags',
    path: COPY_C,
    find: '\t\tset_bit(PG_mte_tagged, &to->flags);\n\t\tmte_copy_page_tags(page_address(to), page_address(from));\n',
    put: '\t\tmte_copy_page_tags(page_address(to), page_address(from));\n\t\tset_bit(PG_mte_tagged, &to->flags);\n',
    why: UNREACHED,
    from: 'private-vm, tagged, then forked',
  },
];
