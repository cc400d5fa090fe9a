/*
 * Huge pages. In Linux one entry of the level above maps all of it; here each
 * page has its own, set one after the other.
 */

/*
 * Both pages at once, if all of the huge page lies in the mapping. (Linux would
 * go on with small pages else; here the caller has seen to it. Nor is there a
 * huge zero page.)
 *
 * Stands for: do_huge_pmd_anonymous_page, mm/huge_memory.c, v5.10
 */
static vm_fault_t do_huge_pmd_anonymous_page(struct mm_struct *mm, struct vm_area_struct *vma,
					     unsigned long address)
{
	unsigned long haddr = address & ~(HPAGE_PMD_NR * PAGE_SIZE - 1);
	struct page *page = alloc_huge_page();
	u32 i;

	if (!page)
		return VM_FAULT_OOM;

	spin_lock(&mm->page_table_lock);
	for (i = 0; i < HPAGE_PMD_NR; i++) {
		unsigned long addr = haddr + i * PAGE_SIZE;
		pte_t entry = mk_pte(page + i, vm_get_page_prot(vma->vm_flags));

		if (pte_none(ptep_get(pte_offset_map(mm, addr))))
			set_pte_at(mm, addr, pte_offset_map(mm, addr), maybe_mkwrite(pte_mkdirty(entry), vma));
	}
	spin_unlock(&mm->page_table_lock);
	return 0;
}

/* Stands for: hugepage_madvise, mm/khugepaged.c, v5.10 */
void hugepage_madvise(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	if (vma)
		vma->vm_flags |= VM_HUGEPAGE;
}

/* Whether a page is part of a huge page: its first, or the one behind. */
static bool PageTransCompound(struct page *page)
{
	u64 index = page - mem_map;

	return test_bit(PG_head, &mem_map[index & ~(HPAGE_PMD_NR - 1)].flags);
}
