/*
 * Restores the tags of a page that was swapped out with tags, else clears them
 * if they are about to be shown. Two CPUs may both find the flag clear, and
 * both clear the tags: the later one wipes out what has been stored since the
 * earlier one was done.
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, <20221104011041.290951-3-pcc@google.com>
 */
static void mte_sync_page_tags(struct page *page, pte_t old_pte, bool pte_is_tagged)
{
	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry) && mte_restore_tags(entry, page)) {
			set_page_mte_tagged(page);
			return;
		}
	}

	if (!pte_is_tagged)
		return;

	if (!page_mte_tagged(page)) {
		mte_clear_page_tags(page_address(page));
		set_page_mte_tagged(page);
	} else {
		ghost ghost_trust_flag(page);
	}
}

/*
 * The flag is set here once more, whatever was done: also for an untagged PTE
 * for which nothing was.
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, <20221104011041.290951-3-pcc@google.com>
 */
void mte_sync_tags(pte_t old_pte, pte_t pte)
{
	struct page *page = pte_page(pte);
	bool pte_is_tagged = pte_tagged(pte);

	if (!page_mte_tagged(page)) {
		mte_sync_page_tags(page, old_pte, pte_is_tagged);
		set_page_mte_tagged(page);
	} else {
		ghost ghost_trust_flag(page);
	}

	/* The tags must be there before the PTE is. */
	smp_wmb();
}
