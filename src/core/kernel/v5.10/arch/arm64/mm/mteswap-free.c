/*
 * The swap slot is free: what was kept for it goes.
 *
 * Stands for: mte_invalidate_tags, arch/arm64/mm/mteswap.c, v5.10
 */
void mte_invalidate_tags(swp_entry_t entry)
{
	xa_erase_tags(entry.val);
}

/*
 * The swap file goes: what is still kept for any of its slots goes with it.
 *
 * Stands for: mte_invalidate_tags_area, arch/arm64/mm/mteswap.c, v5.10
 */
void mte_invalidate_tags_area(u32 type)
{
	unsigned long offset;

	for (offset = 1; offset < NR_SWAP_SLOTS; offset++)
		xa_erase_tags(swp_entry(type, offset).val);
}
