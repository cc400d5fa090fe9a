/* The flags of a page that are modelled: bits of page->flags. */
enum pageflags {
	/* Not used as a bit: see page->lock_owner. */
	PG_locked,
	PG_dirty,
	/*
	 * The tags of this page are valid. In Linux this is PG_arch_2: it is
	 * software's own note, the hardware looks at the memory attribute of
	 * the mapping only.
	 */
	PG_mte_tagged,
	/* PG_arch_3, since v6.2: somebody makes the tags valid, or did. */
	PG_mte_lock,
	/* The first of the pages of a huge page. */
	PG_head,
	/* PG_arch_1: fetches of instructions see what the page holds. */
	PG_dcache_clean,
	/* The first page of a hugetlb page. (In Linux a type of page, no flag.) */
	PG_hugetlb,
	/* KSM keeps this page for all that have the same in theirs. (In Linux bits of page->mapping say so.) */
	PG_ksm,
};
