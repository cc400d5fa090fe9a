/*
 * Maps a page that swapoff() has read, with its lock held. Of tags nothing is
 * said here: set_pte_at() looks at the swap entry that it replaces. The entry is
 * given up after that, so saved tags are still there. (likely [M])
 *
 * Stands for: unuse_pte, mm/swapfile.c, v5.10
 */
static void unuse_pte(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
		      swp_entry_t entry, struct page *page)
{
	pte_t *ptep = pte_offset_map(mm, addr);

	spin_lock(&mm->page_table_lock);
	if (pte_same(ptep_get(ptep), swp_entry_to_pte(entry))) {
		set_pte_at(mm, addr, ptep, mk_pte(page, vm_get_page_prot(vma->vm_flags)));
		/* page_add_anon_rmap() */
		page_dup_rmap(page);
		swap_free(entry);
	}
	spin_unlock(&mm->page_table_lock);
}
