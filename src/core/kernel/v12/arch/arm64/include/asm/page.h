/*
 * A zeroed page for anonymous memory. If it will be mapped tagged, its tags
 * are cleared right here, so that set_pte_at() finds the flag set and need not
 * take tag_sync_lock. Nobody else can reach the page yet. (In the posting the
 * function stands in arch/arm64/mm/fault.c.)
 *
 * Stands for: __alloc_zeroed_user_highpage, arch/arm64/mm/fault.c, <20210517123239.8025-3-steven.price@arm.com>
 */
static inline struct page *__alloc_zeroed_user_highpage(struct vm_area_struct *vma)
{
	struct page *page = alloc_page();

	if (page)
		clear_page(page);
	if (page && (vma->vm_flags & VM_MTE)) {
		mte_clear_page_tags(page_address(page));
		set_bit(PG_mte_tagged, &page->flags);
	}
	return page;
}
