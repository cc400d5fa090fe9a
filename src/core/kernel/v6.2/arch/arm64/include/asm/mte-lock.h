/*
 * Two flags make one lock for the tags of a page. PG_mte_lock: somebody is at
 * it, or was. PG_mte_tagged: the tags are valid. Locked is the one without the
 * other; set_page_mte_tagged() is the unlock. Neither is cleared while the page
 * is allocated, so the lock is taken at most once. (In Linux this stands in
 * mte.h.)
 */

/*
 * True: the caller, and nobody else, has to make the tags valid and then calls
 * set_page_mte_tagged(). False: somebody else had to, and has. Spins, since
 * page tables are changed in atomic context.
 *
 * Stands for: try_page_mte_tagging, arch/arm64/include/asm/mte.h, v6.2
 */
static inline bool try_page_mte_tagging(struct page *page)
{
	if (!test_and_set_bit(PG_mte_lock, &page->flags))
		return true;

	wait_until(test_bit_acquire(PG_mte_tagged, &page->flags));
	ghost ghost_trust_flag(page);
	return false;
}
