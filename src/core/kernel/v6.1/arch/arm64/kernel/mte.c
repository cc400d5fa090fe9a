/*
 * Restores the tags of a page that was swapped out with tags, else clears them
 * if they are about to be shown. The flag is set by whoever does the work, so
 * an untagged PTE that finds no saved tags leaves it alone; but it is still set
 * before the work.
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, v6.1
 */
static void mte_sync_page_tags(struct page *page, pte_t old_pte, bool pte_is_tagged)
{
	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry) && mte_restore_tags(entry, page))
			return;
	}

	if (!pte_is_tagged)
		return;

	/* Another CPU may have come here in between. */
	if (!test_and_set_bit(PG_mte_tagged, &page->flags))
		mte_clear_page_tags(page_address(page));
	else
		ghost ghost_trust_flag(page);
}

/*
 * A plain look at the flag first. Whoever finds it set goes on without waiting.
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, v6.1
 */
void mte_sync_tags(pte_t old_pte, pte_t pte)
{
	struct page *page = pte_page(pte);
	bool pte_is_tagged = pte_tagged(pte);

	if (!test_bit(PG_mte_tagged, &page->flags))
		mte_sync_page_tags(page, old_pte, pte_is_tagged);
	else
		ghost ghost_trust_flag(page);

	/* The tags must be there before the PTE is. */
	smp_wmb();
}
