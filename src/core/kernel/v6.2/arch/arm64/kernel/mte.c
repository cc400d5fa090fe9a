/*
 * Restores the tags of a page that was swapped out with tags, else clears them
 * if they are about to be shown. Whoever restores has the lock, so the second
 * attempt to take it says that all is done.
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, v6.2
 */
static void mte_sync_page_tags(struct page *page, pte_t old_pte, bool pte_is_tagged)
{
	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry))
			mte_restore_tags(entry, page);
	}

	if (!pte_is_tagged)
		return;

	if (try_page_mte_tagging(page)) {
		mte_clear_page_tags(page_address(page));
		set_page_mte_tagged(page);
	}
}

/*
 * The flag is set here once more, whatever was done. For an untagged PTE for
 * which nothing was it marks tags that nobody has touched; and if another CPU
 * has the lock just now, it ends that lock before the work is done. (The latter
 * is derived.)
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, v6.2
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
