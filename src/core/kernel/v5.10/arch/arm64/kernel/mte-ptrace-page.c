/*
 * Whether a debugger may have the tags of a page: if the page is marked, whoever
 * marked it, and however the tracee maps it.
 *
 * Stands for: access_remote_tags, arch/arm64/kernel/mte.c, v5.10
 */
static bool page_tags_accessible(struct mm_struct *child, u64 addr, struct page *page)
{
	if (!test_bit(PG_mte_tagged, &page->flags))
		return false;
	ghost ghost_trust_flag(page);
	return true;
}
