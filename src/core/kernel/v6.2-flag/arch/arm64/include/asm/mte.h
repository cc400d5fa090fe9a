/*
 * One rule for the flag: it says that the tags are valid, so it is set after
 * the work, and read before the tags. (This is commit e059853d14ca on the way
 * to v6.2, without the lock that the same series brought.)
 */

/*
 * Announces the tags, after the work.
 *
 * Stands for: set_page_mte_tagged, arch/arm64/include/asm/mte.h, <20221104011041.290951-3-pcc@google.com>
 */
static inline void set_page_mte_tagged(struct page *page)
{
	/* The tags must be there before the flag says so. */
	smp_wmb();
	set_bit(PG_mte_tagged, &page->flags);
}

/*
 * Stands for: page_mte_tagged, arch/arm64/include/asm/mte.h, <20221104011041.290951-3-pcc@google.com>
 */
static inline bool page_mte_tagged(struct page *page)
{
	bool ret = test_bit(PG_mte_tagged, &page->flags);

	/* Nor may the tags be read before the flag. */
	if (ret)
		smp_rmb();
	return ret;
}
