/*
 * The guest will see the tags of the page, so they are cleared first unless
 * they are valid. Nothing keeps two from finding the flag clear at once; shared
 * memory is still refused.
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, <20221104011041.290951-3-pcc@google.com>
 */
static int sanitise_mte_tags(struct kvm *kvm, kvm_pfn_t pfn, unsigned long size)
{
	unsigned long i, nr_pages = size >> PAGE_SHIFT;
	struct page *page = pfn_to_online_page(pfn);

	if (!kvm_has_mte(kvm))
		return 0;

	if (!page)
		return -EFAULT;

	for (i = 0; i < nr_pages; i++, page++) {
		if (!page_mte_tagged(page)) {
			mte_clear_page_tags(page_address(page));
			set_page_mte_tagged(page);
		} else {
			ghost ghost_trust_flag(page);
		}
	}
	return 0;
}
