/*
 * The guest will see the tags of the page, so they are made valid first. The
 * lock holds off a set_pte_at() of whatever process: memory may be shared.
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, v6.2
 */
static void sanitise_mte_tags(struct kvm *kvm, kvm_pfn_t pfn, unsigned long size)
{
	unsigned long i, nr_pages = size >> PAGE_SHIFT;
	struct page *page = pfn_to_page(pfn);

	if (!kvm_has_mte(kvm))
		return;

	for (i = 0; i < nr_pages; i++, page++) {
		if (try_page_mte_tagging(page)) {
			mte_clear_page_tags(page_address(page));
			set_page_mte_tagged(page);
		}
	}
}
