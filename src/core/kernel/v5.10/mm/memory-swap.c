/*
 * What stands in memory.c in Linux beside what is there here, and is changed
 * by releases.
 */

/*
 * Page lock, then page table lock, then a second look at the PTE; both are held
 * until the new PTE is set. Of tags nothing is said here: in this release
 * set_pte_at() looks at what it replaces. The entry is given up after that, so
 * saved tags are still there. (Left out: the shortcut past the swap cache for
 * fast devices. A store that may not write yet faults once more; in Linux
 * do_wp_page() follows at once.)
 *
 * Stands for: do_swap_page, mm/memory.c, v5.10
 */
static vm_fault_t do_swap_page(struct mm_struct *mm, struct vm_area_struct *vma,
			       unsigned long address, u32 flags, pte_t orig_pte)
{
	swp_entry_t entry = pte_to_swp_entry(orig_pte);
	pte_t *ptep = pte_offset_map(mm, address);
	struct page *page;

	if (non_swap_entry(entry)) {
		migration_entry_wait(entry);
		return 0;
	}
	if (!CONFIG_SWAP)
		return VM_FAULT_SIGBUS;

	page = lookup_swap_cache(entry);
	if (!page)
		page = swapin_readahead(entry);
	if (!page)
		return VM_FAULT_OOM;

	lock_page(page);
	spin_lock(&mm->page_table_lock);
	if (pte_same(ptep_get(ptep), orig_pte)) {
		pte_t pte = mk_pte(page, vm_get_page_prot(vma->vm_flags));

		if ((flags & FAULT_FLAG_WRITE) && reuse_swap_page(page, entry))
			pte = maybe_mkwrite(pte_mkdirty(pte), vma);
		set_pte_at(mm, address, ptep, pte);
		/* page_add_anon_rmap() */
		page_dup_rmap(page);
		swap_free(entry);
	}
	unlock_page(page);
	spin_unlock(&mm->page_table_lock);
	return 0;
}
