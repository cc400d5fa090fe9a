/*
 * Slots of the swap file. (In Linux a lock of the swap file is taken around
 * each of these; here each count is changed in one step.)
 */

/* Stands for: get_swap_page, mm/swap_slots.c, v5.10 */
swp_entry_t get_swap_page(void)
{
	unsigned long offset;

	for (offset = 1; offset < NR_SWAP_SLOTS; offset++)
		if (!swap_slots[offset].count && !swap_slots[offset].cached)
			return swp_entry(0, offset);
	return swp_entry(0, 0);
}

/* Stands for: swap_duplicate, mm/swapfile.c, v5.10 */
static void swap_duplicate(swp_entry_t entry)
{
	fetch_add(&swap_slots[swp_offset(entry)].count, 1);
}

/*
 * One PTE less holds the entry. If that was the last one, and no page is cached
 * for it, the slot is free, and the tags saved for it go. (In Linux a slot
 * whose page has just left the cache is freed with others, in a batch.)
 *
 * Stands for: swap_free, mm/swapfile.c, v5.10
 */
void swap_free(swp_entry_t entry)
{
	struct swap_slot *slot = &swap_slots[swp_offset(entry)];

	if (fetch_add(&slot->count, -1) == 1 && !slot->cached)
		mte_invalidate_tags(entry);
}

/*
 * The page leaves the swap cache. The caller has it locked, so no fault gives up
 * the entry meanwhile. (In Linux the count and whether there is a page are one
 * byte of swap_map, changed at once. Here an munmap() just between the two would
 * leave saved tags behind; nobody does that.)
 *
 * Stands for: delete_from_swap_cache, mm/swap_state.c, v5.10
 */
static void delete_from_swap_cache(swp_entry_t entry)
{
	struct swap_slot *slot = &swap_slots[swp_offset(entry)];

	if (!slot->count)
		mte_invalidate_tags(entry);
	slot->cached = 0;
}

/*
 * Nobody maps this locked page yet, and only the entry that is being replaced
 * holds its slot: then it may be mapped writable, and need not be kept as what
 * is on disk. The slot itself is freed with the entry.
 *
 * Stands for: reuse_swap_page, mm/swapfile.c, v5.10
 */
bool reuse_swap_page(struct page *page, swp_entry_t entry)
{
	if (page->_mapcount != -1 || swap_slots[swp_offset(entry)].count != 1)
		return false;
	delete_from_swap_cache(entry);
	return true;
}

/*
 * Takes a locked page out of the swap cache if no PTE holds its slot any more.
 * True if it did.
 *
 * Stands for: try_to_free_swap, mm/swapfile.c, v5.10
 */
bool try_to_free_swap(swp_entry_t entry)
{
	if (swap_slots[swp_offset(entry)].count)
		return false;
	delete_from_swap_cache(entry);
	return true;
}
