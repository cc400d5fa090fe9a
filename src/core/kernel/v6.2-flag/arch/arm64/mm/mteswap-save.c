/*
 * In Linux this stands in mteswap.c, which here holds mte_restore_tags() alone;
 * mteswap-free.c has the rest.
 */

/*
 * Before a page is written to swap: its tags, if they are valid, are put aside
 * under its swap entry. The swap file has no room for them. Without memory for
 * them the page must not go: -ENOMEM.
 *
 * Stands for: mte_save_tags, arch/arm64/mm/mteswap.c, <20221104011041.290951-3-pcc@google.com>
 */
int mte_save_tags(struct page *page, swp_entry_t entry)
{
	tags_t *tag_storage;

	if (!page_mte_tagged(page))
		return 0;

	ghost ghost_trust_flag(page);
	/* mte_allocate_tag_storage() */
	tag_storage = kmalloc_fails() ? NULL : xa_store_tags(entry.val);
	if (!tag_storage)
		return -ENOMEM;
	mte_save_page_tags(page_address(page), tag_storage);
	return 0;
}
