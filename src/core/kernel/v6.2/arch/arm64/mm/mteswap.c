/*
 * Looks up the tags that were saved when the page behind `entry` was swapped
 * out, and restores them unless somebody has initialised the page already. The
 * saved copy stays until the swap slot is freed.
 *
 * Stands for: mte_restore_tags, arch/arm64/mm/mteswap.c, v6.2
 */
void mte_restore_tags(swp_entry_t entry, struct page *page)
{
	tags_t *tags = xa_load_tags(entry.val);

	if (!tags)
		return;

	if (try_page_mte_tagging(page)) {
		mte_restore_page_tags(page_address(page), tags);
		set_page_mte_tagged(page);
	}
}
