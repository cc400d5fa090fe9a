/*
 * Restores the tags of a page that was swapped out with tags, else clears them
 * if they are about to be shown. An untagged PTE that finds no saved tags is
 * left with the flag set and nothing done for it: a later tagged PTE of the
 * page will find its tags "valid".
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, v5.14
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

	smp_wmb();
	mte_clear_page_tags(page_address(page));
}

/*
 * As in v5.10 the flag is set before the work is done, and whoever finds it set
 * goes on without waiting. The lock that the postings v12 to v15 had here was
 * dropped: instead KVM refuses memory that is shared between processes.
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, v5.14
 */
void mte_sync_tags(pte_t old_pte, pte_t pte)
{
	struct page *page = pte_page(pte);
	bool pte_is_tagged = pte_tagged(pte);

	if (!test_and_set_bit(PG_mte_tagged, &page->flags))
		mte_sync_page_tags(page, old_pte, pte_is_tagged);
	else
		ghost ghost_trust_flag(page);
}
