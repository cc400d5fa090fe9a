/*
 * Private memory of hugetlbfs gets a huge page of its own at the first touch.
 * In Linux one entry maps all of it; here each page has its own, set one after
 * the other. (Left out: the pool and hugetlb_fault_mutex. likely [M])
 *
 * Stands for: hugetlb_fault, mm/hugetlb.c, v5.10
 */
static vm_fault_t hugetlb_fault(struct mm_struct *mm, struct vm_area_struct *vma,
				unsigned long address)
{
	unsigned long haddr = address & ~(HPAGE_PMD_NR * PAGE_SIZE - 1);
	struct page *page = alloc_huge_page();
	u32 i;

	if (!page)
		return VM_FAULT_OOM;
	set_bit(PG_hugetlb, &page->flags);

	spin_lock(&mm->page_table_lock);
	/* set_huge_pte_at() */
	for (i = 0; i < HPAGE_PMD_NR; i++) {
		unsigned long addr = haddr + i * PAGE_SIZE;
		pte_t entry = mk_pte(page + i, vm_get_page_prot(vma->vm_flags));

		if (pte_none(ptep_get(pte_offset_map(mm, addr))))
			set_pte_at(mm, addr, pte_offset_map(mm, addr), maybe_mkwrite(pte_mkdirty(entry), vma));
	}
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/*
 * A copy of all of a hugetlb page, page by page, from the first.
 *
 * Stands for: copy_user_huge_page, mm/memory.c, v5.10
 */
static struct page *copy_user_huge_page(struct page *old)
{
	struct page *new = alloc_huge_page();
	u32 i;

	if (!new)
		return NULL;
	set_bit(PG_hugetlb, &new->flags);
	for (i = 0; i < HPAGE_PMD_NR; i++)
		copy_highpage(new + i, old + i);
	return new;
}

/* Maps a copy in place of the page; or, if there is none, makes the page writable where it is. */
static void hugetlb_replace(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long haddr,
			    struct page *old, struct page *new)
{
	u32 i;

	for (i = 0; i < HPAGE_PMD_NR; i++) {
		unsigned long addr = haddr + i * PAGE_SIZE;
		pte_t *ptep = pte_offset_map(mm, addr);
		pte_t entry;

		if (!new) {
			/* No set_huge_pte_at(): set_huge_ptep_writable() */
			set_pte(ptep, maybe_mkwrite(pte_mkdirty(ptep_get(ptep)), vma));
			continue;
		}
		entry = mk_pte(new + i, vm_get_page_prot(vma->vm_flags));
		ptep_get_and_clear(ptep);
		set_pte_at(mm, addr, ptep, maybe_mkwrite(pte_mkdirty(entry), vma));
		page_remove_rmap(old + i);
	}
}

/*
 * A store to a hugetlb page that fork() has shared: all of it is copied. Whoever
 * has it last may keep it. The old page is locked meanwhile. (Later releases call
 * this hugetlb_wp(). That the page is locked here is likely [M].)
 *
 * Stands for: hugetlb_cow, mm/hugetlb.c, v5.10
 */
static vm_fault_t hugetlb_cow(struct mm_struct *mm, struct vm_area_struct *vma,
			      unsigned long address)
{
	unsigned long haddr = address & ~(HPAGE_PMD_NR * PAGE_SIZE - 1);
	pte_t *ptep = pte_offset_map(mm, haddr);
	pte_t orig_pte = ptep_get(ptep);
	struct page *old = pte_page(orig_pte);
	struct page *new = NULL;
	vm_fault_t ret = 0;

	lock_page(old);
	if (old->_mapcount != 0) {
		new = copy_user_huge_page(old);
		ret = new ? 0 : VM_FAULT_OOM;
	}
	if (!ret) {
		mmu_notifier_invalidate_range_start(mm, haddr, haddr + HPAGE_PMD_NR * PAGE_SIZE);
		spin_lock(&mm->page_table_lock);
		if (pte_same(ptep_get(ptep), orig_pte))
			hugetlb_replace(mm, vma, haddr, old, new);
		spin_unlock(&mm->page_table_lock);
		mmu_notifier_invalidate_range_end(mm, haddr, haddr + HPAGE_PMD_NR * PAGE_SIZE);
	}
	unlock_page(old);
	return ret;
}
