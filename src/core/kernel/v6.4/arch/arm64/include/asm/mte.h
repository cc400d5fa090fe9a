/*
 * Two flags make one lock for the tags of a page. PG_mte_lock: somebody is at
 * it, or was. PG_mte_tagged: the tags are valid. Locked is the one without the
 * other; setting PG_mte_tagged is the unlock. Neither is cleared while the page
 * is allocated, so the lock is taken at most once.
 */

/*
 * Announces the tags, after the work.
 *
 * Stands for: set_page_mte_tagged, arch/arm64/include/asm/mte.h, v6.4
 */
static inline void set_page_mte_tagged(struct page *page)
{
	/* The tags must be there before the flag says so. */
	smp_wmb();
	set_bit(PG_mte_tagged, &page->flags);
}

/*
 * Stands for: page_mte_tagged, arch/arm64/include/asm/mte.h, v6.4
 */
static inline bool page_mte_tagged(struct page *page)
{
	bool ret = test_bit(PG_mte_tagged, &page->flags);

	/* Nor may the tags be read before the flag. */
	if (ret)
		smp_rmb();
	return ret;
}

/*
 * True: the caller, and nobody else, has to make the tags valid and then calls
 * set_page_mte_tagged(). False: somebody else had to, and has. Spins, since
 * page tables are changed in atomic context.
 *
 * Stands for: try_page_mte_tagging, arch/arm64/include/asm/mte.h, v6.4
 */
static inline bool try_page_mte_tagging(struct page *page)
{
	if (!test_and_set_bit(PG_mte_lock, &page->flags))
		return true;

	wait_until(test_bit_acquire(PG_mte_tagged, &page->flags));
	ghost ghost_trust_flag(page);
	return false;
}
