/*
 * Brings the tags of a page into a valid state: restored, if the PTE that is
 * about to be replaced says that the page was swapped out with tags, else zero.
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, v5.10
 */
static void mte_sync_page_tags(struct page *page, pte_t *ptep)
{
	pte_t old_pte = ptep_get(ptep);

	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry) && mte_restore_tags(entry, page))
			return;
	}

	mte_clear_page_tags(page_address(page));
}

/*
 * The flag is set before the work is done, and whoever finds it set goes on
 * without waiting. (The model has no compound pages, so Linux's loop over the
 * subpages has one turn.)
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, v5.10
 */
void mte_sync_tags(pte_t *ptep, pte_t pte)
{
	struct page *page = pte_page(pte);

	if (!test_and_set_bit(PG_mte_tagged, &page->flags))
		mte_sync_page_tags(page, ptep);
	else
		ghost ghost_trust_flag(page);
}
