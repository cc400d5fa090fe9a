/*
 * What stands in memory.c in Linux beside what is there here, and is changed
 * by releases.
 */

/*
 * A store to a page that nobody maps yet: if no other PTE holds the entry, the
 * page need not stay in the swap cache, and may be mapped writable.
 *
 * Stands for: should_try_to_free_swap, mm/memory.c, v6.1
 */
static bool should_try_to_free_swap(struct page *page, u32 flags)
{
	return (flags & FAULT_FLAG_WRITE) && page->_mapcount == -1;
}

/*
 * Page lock, then page table lock, then a second look at the PTE; both are held
 * until the new PTE is set. Since v5.18 the entry is given up before that: if
 * this frees its slot, the tags saved for it go, and set_pte_at() looks for
 * them in vain. (Linux frees slots in batches, so there it takes the batch to
 * be full. Left out: the shortcut past the swap cache for fast devices. A store
 * that may not write yet faults once more; in Linux do_wp_page() follows at
 * once.)
 *
 * Stands for: do_swap_page, mm/memory.c, v6.1
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

		swap_free(entry);
		if (should_try_to_free_swap(page, flags) && try_to_free_swap(entry))
			pte = maybe_mkwrite(pte_mkdirty(pte), vma);
		/* page_add_anon_rmap() */
		page_dup_rmap(page);
		set_pte_at(mm, address, ptep, pte);
	}
	unlock_page(page);
	spin_unlock(&mm->page_table_lock);
	return 0;
}
