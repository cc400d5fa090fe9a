/*
 * Where a page is mapped. Linux follows the reverse map; here every process has
 * a page at the same address, or not at all. Only mappings of anonymous pages
 * are counted.
 */

/* Stands for: page_dup_rmap, include/linux/rmap.h, v5.10 */
static void page_dup_rmap(struct page *page)
{
	fetch_add(&page->_mapcount, 1);
}

/*
 * True if that was the last mapping. (Who else may hold a page in Linux, such as
 * the swap cache, counts in another place.)
 *
 * Stands for: page_remove_rmap, mm/rmap.c, v5.10
 */
static bool page_remove_rmap(struct page *page)
{
	return fetch_add(&page->_mapcount, -1) == 0;
}

/*
 * Takes a page out of one page table: its swap entry takes its place.
 *
 * Stands for: try_to_unmap_one, mm/rmap.c, v5.10
 */
static void try_to_unmap_one(struct mm_struct *mm, unsigned long address,
			     struct page *page, swp_entry_t entry)
{
	pte_t *ptep = pte_offset_map(mm, address);
	pte_t pteval;

	spin_lock(&mm->page_table_lock);
	pteval = ptep_get(ptep);
	if (pte_present(pteval) && pte_pfn(pteval) == page_to_pfn(page)) {
		ptep_get_and_clear(ptep);
		swap_duplicate(entry);
		/* set_pte_at(), which has no tags to see to: the entry maps nothing. */
		set_pte(ptep, swp_entry_to_pte(entry));
		page_remove_rmap(page);
	}
	spin_unlock(&mm->page_table_lock);
}

/*
 * Takes an anonymous page out of every page table. Each VM hears of it before
 * and after.
 *
 * Stands for: try_to_unmap, mm/rmap.c, v5.10
 */
void try_to_unmap(struct page *page, unsigned long address, swp_entry_t entry)
{
	u32 i;

	for (i = 0; i < NR_MMS; i++) {
		mmu_notifier_invalidate_range_start(&mms[i], address, address + PAGE_SIZE);
		try_to_unmap_one(&mms[i], address, page, entry);
		mmu_notifier_invalidate_range_end(&mms[i], address, address + PAGE_SIZE);
	}
}
