/*
 * swapoff(): every page of a swap file is read back, process by process. What
 * it does for one PTE stands in swapfile-unuse.c, since releases change that.
 * (In Linux all of it is in swapfile.c. Nothing goes to swap meanwhile here, so
 * one turn is enough; tmpfs pages are not swapped out.)
 */

/*
 * One page of a process, if it is in this swap file: read, locked, mapped.
 *
 * Stands for: unuse_pte_range, mm/swapfile.c, v5.10
 */
static int unuse_address(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			 u32 type)
{
	pte_t pte = ptep_get(pte_offset_map(mm, addr));
	swp_entry_t entry = pte_to_swp_entry(pte);
	struct page *page;

	if (!is_swap_pte(pte) || swp_type(entry) != type)
		return 0;
	page = lookup_swap_cache(entry);
	if (!page)
		page = swapin_readahead(entry);
	if (!page)
		return -ENOMEM;

	lock_page(page);
	unuse_pte(mm, vma, addr, entry, page);
	try_to_free_swap(entry);
	unlock_page(page);
	return 0;
}

/* Stands for: unuse_mm, mm/swapfile.c, v5.10 */
static int unuse_mm(struct mm_struct *mm, u32 type)
{
	int ret = 0;
	u32 i;

	mmap_read_lock(mm);
	for (i = 0; i < NR_VMAS && !ret; i++) {
		struct vm_area_struct *vma = &mm->mmap[i];
		unsigned long addr;

		for (addr = vma->vm_start; addr < vma->vm_end && !ret; addr += PAGE_SIZE)
			ret = unuse_address(mm, vma, addr, type);
	}
	mmap_read_unlock(mm);
	return ret;
}

/*
 * Pages that somebody has read back by a fault may still be cached for their
 * slot.
 *
 * Stands for: try_to_unuse, mm/swapfile.c, v5.10
 */
static void drop_swap_cache(u32 type)
{
	unsigned long offset;

	for (offset = 1; offset < NR_SWAP_SLOTS; offset++) {
		struct page *page = lookup_swap_cache(swp_entry(type, offset));

		if (!page)
			continue;
		lock_page(page);
		try_to_free_swap(swp_entry(type, offset));
		unlock_page(page);
	}
}

/*
 * Takes a swap file away. When nobody has a page in it any more, all that is
 * still kept of tags for it goes. Out of memory: the file stays in use.
 *
 * Stands for: swapoff, mm/swapfile.c, v5.10
 */
int sys_swapoff(u32 type)
{
	int ret = 0;
	u32 i;

	for (i = 0; i < NR_MMS && !ret; i++)
		ret = unuse_mm(&mms[i], type);
	if (ret)
		return ret;
	drop_swap_cache(type);
	mte_invalidate_tags_area(type);
	return 0;
}
