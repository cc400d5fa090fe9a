/*
 * The guest will see the tags of the page, so they are cleared first unless
 * they are valid. The flag is set before that, and tag_sync_lock is not taken:
 * it guards set_pte_at() against set_pte_at() only. A page that is shared with
 * another process can be reached from both sides at once.
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, <20210517123239.8025-5-steven.price@arm.com>
 */
static int sanitise_mte_tags(struct kvm *kvm, unsigned long size, kvm_pfn_t pfn)
{
	unsigned long i, nr_pages = size >> PAGE_SHIFT;
	struct page *page = pfn_to_online_page(pfn);

	if (!kvm_has_mte(kvm))
		return 0;

	if (!page)
		return -EFAULT;

	for (i = 0; i < nr_pages; i++, page++) {
		if (!test_and_set_bit(PG_mte_tagged, &page->flags))
			mte_clear_page_tags(page_address(page));
		else
			ghost ghost_trust_flag(page);
	}
	return 0;
}
