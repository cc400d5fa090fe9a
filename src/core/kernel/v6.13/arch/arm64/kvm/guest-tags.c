/*
 * Tags of one guest page to the VMM; true if all of them moved. A page whose
 * tags are not valid reads as zero, and stays as it is.
 */
static bool mte_copy_page_to_vmm(struct mm_struct *mm, struct page *page, void __user *tags)
{
	unsigned long num_tags;

	if ((PageHuge(page) && folio_test_hugetlb_mte_tagged(page)) || page_mte_tagged(page)) {
		ghost ghost_trust_flag(page);
		num_tags = mte_copy_tags_to_user(mm, tags, page_address(page), 0, MTE_GRANULES_PER_PAGE);
	} else {
		num_tags = MTE_GRANULES_PER_PAGE - clear_user(mm, tags, MTE_GRANULES_PER_PAGE);
	}
	return num_tags == MTE_GRANULES_PER_PAGE;
}

/*
 * Tags of one guest page from the VMM; true if all of them moved. They are
 * written whether or not the page had valid tags: taking the lock only keeps
 * somebody else from clearing them at the same time. If the buffer ends early
 * the page would be half done, so all its tags become zero.
 *
 * The flag of a hugetlb page speaks for all its pages, of which this is one.
 */
static bool mte_copy_page_from_vmm(struct mm_struct *mm, struct page *page, void __user *tags)
{
	tags_t *maddr = page_address(page);
	unsigned long num_tags;

	if (PageHuge(page))
		folio_try_hugetlb_mte_tagging(page);
	else
		try_page_mte_tagging(page);
	num_tags = mte_copy_tags_from_user(mm, maddr, 0, tags, MTE_GRANULES_PER_PAGE);
	if (num_tags != MTE_GRANULES_PER_PAGE) {
		ghost ghost_give_up(page);
		mte_clear_page_tags(maddr);
		ghost ghost_given_up(page);
	}
	if (PageHuge(page))
		folio_set_hugetlb_mte_tagged(page);
	else
		set_page_mte_tagged(page);
	kvm_release_pfn_dirty(page_to_pfn(page));

	return num_tags == MTE_GRANULES_PER_PAGE;
}
