/*
 * A zeroed page for anonymous memory. If it will be mapped tagged, the page
 * allocator zeroes tags and data together (__GFP_ZEROTAGS). Nobody else can
 * reach the page yet, so the lock is free.
 *
 * Stands for: tag_clear_highpage, arch/arm64/mm/fault.c, v6.2
 */
static inline struct page *__alloc_zeroed_user_highpage(struct vm_area_struct *vma)
{
	struct page *page = alloc_page();

	if (page && (vma->vm_flags & VM_MTE) && try_page_mte_tagging(page)) {
		mte_zero_clear_page_tags(page);
		set_page_mte_tagged(page);
	} else if (page) {
		clear_page(page);
	}
	return page;
}
