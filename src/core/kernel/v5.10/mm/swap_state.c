/*
 * The page that has a slot's data already, or NULL.
 *
 * Stands for: lookup_swap_cache, mm/swap_state.c, v5.10
 */
struct page *lookup_swap_cache(swp_entry_t entry)
{
	unsigned long pfn = READ_ONCE(swap_slots[swp_offset(entry)].cached);

	return pfn ? pfn_to_page(pfn) : NULL;
}

/* Whether this page, which somebody has mapped, is also kept as what a slot of the swap file holds. */
static bool PageSwapCache(struct page *page)
{
	unsigned long offset;

	for (offset = 1; offset < NR_SWAP_SLOTS; offset++)
		if (swap_slots[offset].cached == page_to_pfn(page))
			return true;
	return false;
}

/*
 * Reads a page from swap into a new frame: its data, that is. What the frame
 * has as tags is of its former owner. Whoever is quicker puts his page into the
 * swap cache; the other takes that one. NULL: out of memory.
 *
 * Stands for: __read_swap_cache_async, mm/swap_state.c, v5.10
 */
struct page *swapin_readahead(swp_entry_t entry)
{
	struct page *page = alloc_page();

	if (!page)
		return NULL;
	ghost ghost_read_back(page, entry);
	if (CONFIG_GUEST_CODE)
		copy_page(page_data(page), &swap_data[swp_offset(entry)]);
	page->_mapcount = -1;
	if (cmpxchg(&swap_slots[swp_offset(entry)].cached, 0, page_to_pfn(page)) != 0)
		page = lookup_swap_cache(entry);
	return page;
}
