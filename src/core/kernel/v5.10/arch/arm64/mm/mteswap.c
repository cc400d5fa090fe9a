/*
 * Looks up the tags that were saved when the page behind `entry` was swapped
 * out, and restores them; false if there are none. PG_mte_tagged is the
 * caller's business. The saved copy stays until the swap slot is freed.
 *
 * Stands for: mte_restore_tags, arch/arm64/mm/mteswap.c, v5.10
 */
bool mte_restore_tags(swp_entry_t entry, struct page *page)
{
	tags_t *tags = xa_load_tags(entry.val);

	if (!tags)
		return false;

	mte_restore_page_tags(page_address(page), tags);
	return true;
}
