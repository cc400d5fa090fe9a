/*
 * A zeroed page for anonymous memory. Its data is zeroed, its tags are left as the
 * last owner had them: they are cleared when a tagged PTE is set.
 *
 * Stands for: __alloc_zeroed_user_highpage, arch/arm64/include/asm/page.h, v5.10
 */
static inline struct page *__alloc_zeroed_user_highpage(struct vm_area_struct *vma)
{
	struct page *page = alloc_page();

	if (page)
		clear_page(page);
	return page;
}
