/*
 * Private memory of hugetlbfs gets a huge page of its own at the first touch.
 * In Linux one entry maps all of it; here each page has its own, set one after
 * the other. (Left out: the pool, hugetlb_fault_mutex, copy on write. likely [M])
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
