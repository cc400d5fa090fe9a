/*
 * Looks up the tags that were saved when the page behind `entry` was swapped
 * out; false if there are none. Else they are restored, unless another CPU has
 * set the flag in between: then it restores them, or will. The saved copy stays
 * until the swap slot is freed.
 *
 * Stands for: mte_restore_tags, arch/arm64/mm/mteswap.c, v6.1
 */
bool mte_restore_tags(swp_entry_t entry, struct page *page)
{
	tags_t *tags = xa_load_tags(entry.val);

	if (!tags)
		return false;

	if (!test_and_set_bit(PG_mte_tagged, &page->flags))
		mte_restore_page_tags(page_address(page), tags);
	else
		ghost ghost_trust_flag(page);
	return true;
}
