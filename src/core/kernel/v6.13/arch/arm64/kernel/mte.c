/*
 * All pages of a hugetlb page, whichever of them is about to be mapped. (In Linux
 * part of mte_sync_tags().)
 */
static void hugetlb_mte_sync_tags(struct page *page)
{
	struct page *head = hugetlb_mte_head(page);
	u32 i;

	if (folio_try_hugetlb_mte_tagging(head)) {
		for (i = 0; i < HPAGE_PMD_NR; i++)
			mte_clear_page_tags(page_address(head + i));
		folio_set_hugetlb_mte_tagged(head);
	}
	smp_wmb();
}

/*
 * Clears the tags of pages that are about to show them, unless they are valid.
 * The flag is not looked at first: the lock says all there is to say.
 *
 * Stands for: mte_sync_tags, arch/arm64/kernel/mte.c, v6.13
 */
void mte_sync_tags(pte_t pte, u32 nr_pages)
{
	struct page *page = pte_page(pte);
	u32 i;

	if (PageHuge(page)) {
		hugetlb_mte_sync_tags(page);
		return;
	}

	for (i = 0; i < nr_pages; i++, page++) {
		if (try_page_mte_tagging(page)) {
			mte_clear_page_tags(page_address(page));
			set_page_mte_tagged(page);
		}
	}

	/* The tags must be there before the PTE is. */
	smp_wmb();
}
