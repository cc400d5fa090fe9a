/*
 * Tags of a hugetlb page: of all its pages, when its first is copied, since only
 * that one says whether they are valid.
 */
static void copy_hugetlb_tags(struct page *to, struct page *from)
{
	u32 i;

	if (from != hugetlb_mte_head(from) || !folio_test_hugetlb_mte_tagged(from))
		return;

	ghost ghost_trust_flag(from);
	folio_try_hugetlb_mte_tagging(to);
	for (i = 0; i < HPAGE_PMD_NR; i++) {
		ghost ghost_handed_on(to + i, from + i);
		mte_copy_page_tags(page_address(to + i), page_address(from + i));
	}
	folio_set_hugetlb_mte_tagged(to);
}

/*
 * A page and its tags for somebody else, or to another place. Nobody can reach
 * the copy yet, so its lock is free. (The model keeps account of data only where
 * guests run code of their own.)
 *
 * Stands for: copy_highpage, arch/arm64/mm/copypage.c, v6.13
 */
void copy_highpage(struct page *to, struct page *from)
{
	ghost ghost_handed_on(to, from);
	if (CONFIG_GUEST_CODE)
		copy_page(page_data(to), page_data(from));

	if (!system_supports_mte())
		return;
	if (PageHuge(from)) {
		copy_hugetlb_tags(to, from);
		return;
	}
	if (page_mte_tagged(from)) {
		ghost ghost_trust_flag(from);
		try_page_mte_tagging(to);
		mte_copy_page_tags(page_address(to), page_address(from));
		set_page_mte_tagged(to);
	}
}
