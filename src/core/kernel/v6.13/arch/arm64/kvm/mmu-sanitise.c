/*
 * The guest will see the tags of the page, so they are made valid first. The
 * lock holds off a set_pte_at() of whatever process: memory may be shared.
 *
 * Of a hugetlb page as many pages are cleared as are about to be mapped, and
 * then its one flag is set, which speaks for all of them.
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, v6.13
 */
static void sanitise_mte_tags(struct kvm *kvm, kvm_pfn_t pfn, unsigned long size)
{
	unsigned long i, nr_pages = size >> PAGE_SHIFT;
	struct page *page = pfn_to_page(pfn);

	if (!kvm_has_mte(kvm))
		return;

	if (PageHuge(page)) {
		if (folio_try_hugetlb_mte_tagging(page)) {
			for (i = 0; i < nr_pages; i++, page++)
				mte_clear_page_tags(page_address(page));
			folio_set_hugetlb_mte_tagged(pfn_to_page(pfn));
		}
		return;
	}

	for (i = 0; i < nr_pages; i++, page++) {
		if (try_page_mte_tagging(page)) {
			mte_clear_page_tags(page_address(page));
			set_page_mte_tagged(page);
		}
	}
}
