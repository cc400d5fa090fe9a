/*
 * One lock for all pages and all processes: page tables are changed in atomic
 * context, so nobody may sleep for a page lock here, and the lock of one mm's
 * page table says nothing to another mm.
 */
spinlock_t tag_sync_lock;

/*
 * With the lock held, and the flag seen clear: restore or clear the tags, and
 * only then say so. True if the tags are valid now.
 */
static bool mte_init_page_tags(struct page *page, pte_t old_pte, bool pte_is_tagged)
{
	if (is_swap_pte(old_pte)) {
		swp_entry_t entry = pte_to_swp_entry(old_pte);

		if (!non_swap_entry(entry) && mte_restore_tags(entry, page))
			return true;
	}

	if (!pte_is_tagged)
		return false;

	smp_wmb();
	mte_clear_page_tags(page_address(page));
	return true;
}

/*
 * Nothing to do, and no lock to take, for an untagged PTE that replaces
 * nothing swapped out. No barrier stands between the work and the flag; under
 * sequential consistency none is missing. (derived)
 *
 * Stands for: mte_sync_page_tags, arch/arm64/kernel/mte.c, <20210517123239.8025-4-steven.price@arm.com>
 */
static void mte_sync_page_tags(struct page *page, pte_t *ptep, bool pte_is_tagged)
{
	pte_t old_pte = ptep_get(ptep);

	if (!is_swap_pte(old_pte) && !pte_is_tagged)
		return;

	spin_lock_irqsave(&tag_sync_lock);
	/* Another CPU may have done it while this one waited. */
	if (test_bit(PG_mte_tagged, &page->flags))
		ghost ghost_trust_flag(page);
	else if (mte_init_page_tags(page, old_pte, pte_is_tagged))
		set_bit(PG_mte_tagged, &page->flags);
	spin_unlock_irqrestore(&tag_sync_lock);
}

/*
 * Most pages are found tagged already, and take no lock.
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, <20210517123239.8025-4-steven.price@arm.com>
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
