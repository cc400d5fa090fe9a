/*
 * The guest will see the tags of the page, so they are cleared first unless
 * they are valid. Nothing keeps two from finding the flag clear at once, or
 * from finding it set by set_pte_at() before the work is done. The VMM's own
 * page table cannot change meanwhile: mmu_lock and the notifier's count and
 * sequence see to that. Another process that has the page is kept out by
 * refusing shared memory; fork() shares private memory too, read-only (derived).
 *
 * Stands for: sanitise_mte_tags, arch/arm64/kvm/mmu.c, v5.14
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
		if (!test_bit(PG_mte_tagged, &page->flags)) {
			mte_clear_page_tags(page_address(page));
			set_bit(PG_mte_tagged, &page->flags);
		} else {
			ghost ghost_trust_flag(page);
		}
	}
	return 0;
}
