/*
 * Memory is short, and an anonymous page goes to swap: a slot, out of every
 * page table, its tags put aside, its data written. Then its frame is free;
 * what it holds as tags stays in it. (The model keeps account of data only where
 * guests run code of their own.)
 *
 * Stands for: shrink_page_list, mm/vmscan.c, v5.10
 */
int shrink_page(struct page *page, unsigned long address)
{
	swp_entry_t entry;
	int ret = -ENOMEM;

	lock_page(page);
	entry = get_swap_page();
	if (entry.val) {
		swap_slots[swp_offset(entry)].cached = page_to_pfn(page);
		try_to_unmap(page, address, entry);
		/* swap_writepage(), by way of arch_prepare_to_swap() */
		if (CONFIG_GUEST_CODE)
			copy_page(&swap_data[swp_offset(entry)], page_data(page));
		ret = mte_save_tags(page, entry);
		if (!ret)
			delete_from_swap_cache(entry);
	}
	unlock_page(page);
	return ret;
}
