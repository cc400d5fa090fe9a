/*
 * Tags are kept aside only for a swap slot that is in use: held by some PTE, or
 * by a page in the swap cache. Else they would never go, and come back to a
 * stranger. 1 + the slot of mte_pages where it is not so.
 */
ghost u64 saved_tags_left(void)
{
	u32 i;

	for (i = 0; i < NR_SAVED; i++) {
		struct swap_slot *slot;
		swp_entry_t entry;

		entry.val = mte_pages[i].entry;
		slot = &swap_slots[swp_offset(entry)];
		if (mte_pages[i].present && !slot->count && !slot->cached)
			return 1 + i;
	}
	return 0;
}
