/*
 * Tags of one guest page to the VMM; true if all of them moved. A page whose
 * tags are not valid reads as zero, and stays as it is.
 */
static bool mte_copy_page_to_vmm(struct mm_struct *mm, struct page *page, void __user *tags)
{
	unsigned long num_tags;

	if (page_mte_tagged(page)) {
		ghost ghost_trust_flag(page);
		num_tags = mte_copy_tags_to_user(mm, tags, page_address(page), 0, MTE_GRANULES_PER_PAGE);
	} else {
		num_tags = MTE_GRANULES_PER_PAGE - clear_user(mm, tags, MTE_GRANULES_PER_PAGE);
	}
	return num_tags == MTE_GRANULES_PER_PAGE;
}

/* A copy broke off, and the page is not marked: whoever is to see its tags will clear them. */
ghost static void ghost_not_marked(struct page *page)
{
	if (!test_bit(PG_mte_tagged, &page->flags))
		ghost_new_owner(page);
}

/*
 * Tags of one guest page from the VMM; true if all of them moved. They are
 * written whether or not the page had valid tags, and nothing keeps somebody
 * else from clearing them at the same time. If the buffer ends early the page
 * stays half done: with the flag, if it was set before.
 */
static bool mte_copy_page_from_vmm(struct mm_struct *mm, struct page *page, void __user *tags)
{
	unsigned long num_tags;

	num_tags = mte_copy_tags_from_user(mm, page_address(page), 0, tags, MTE_GRANULES_PER_PAGE);
	if (num_tags == MTE_GRANULES_PER_PAGE)
		set_page_mte_tagged(page);
	else
		ghost ghost_not_marked(page);
	kvm_release_pfn_dirty(page_to_pfn(page));

	return num_tags == MTE_GRANULES_PER_PAGE;
}
