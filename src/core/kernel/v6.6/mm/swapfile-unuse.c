/*
 * Maps a page that swapoff() has read, with its lock held. Saved tags come back
 * first, as in do_swap_page(): set_pte_at() does not look for them any more.
 * (That this is so from v6.6 on is likely [M].)
 *
 * Stands for: unuse_pte, mm/swapfile.c, v6.6
 */
static void unuse_pte(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
		      swp_entry_t entry, struct page *page)
{
	pte_t *ptep = pte_offset_map(mm, addr);

	spin_lock(&mm->page_table_lock);
	if (pte_same(ptep_get(ptep), swp_entry_to_pte(entry))) {
		arch_swap_restore(entry, page);
		set_pte_at(mm, addr, ptep, mk_pte(page, vm_get_page_prot(vma->vm_flags)));
		/* page_add_anon_rmap() */
		page_dup_rmap(page);
		swap_free(entry);
	}
	spin_unlock(&mm->page_table_lock);
}
