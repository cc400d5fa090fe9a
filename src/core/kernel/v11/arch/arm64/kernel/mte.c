/*
 * Two rules for one flag. Restored tags are announced after the work, so two
 * CPUs may both restore, and the later one overwrites what a user has stored
 * since: the data loss that the cover letter of the next posting speaks of.
 * Cleared tags are announced before the work, as in v5.10, so a second CPU may
 * go on before they are clear. An untagged PTE that finds no saved tags leaves
 * the flag alone.
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, <20210416154309.22129-2-steven.price@arm.com>
 */
static void mte_sync_page_tags(struct page *page, pte_t *ptep, bool pte_is_tagged)
{
	pte_t old_pte = ptep_get(ptep);

	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry) && mte_restore_tags(entry, page)) {
			set_bit(PG_mte_tagged, &page->flags);
			return;
		}
	}

	if (!pte_is_tagged)
		return;
	if (test_and_set_bit(PG_mte_tagged, &page->flags)) {
		ghost ghost_trust_flag(page);
		return;
	}

	smp_wmb();
	mte_clear_page_tags(page_address(page));
}

/*
 * No lock, and only a plain look at the flag.
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, <20210416154309.22129-2-steven.price@arm.com>
 */
void mte_sync_tags(pte_t *ptep, pte_t pte)
{
	struct page *page = pte_page(pte);
	bool pte_is_tagged = pte_tagged(pte);

	if (!test_bit(PG_mte_tagged, &page->flags))
		mte_sync_page_tags(page, ptep, pte_is_tagged);
	else
		ghost ghost_trust_flag(page);
}
