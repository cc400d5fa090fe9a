/*
 * Hibernation: memory goes to disk as an image, and power goes. Tags are in no
 * image, so they are put aside first, by page frame, in memory that is in it.
 */

/*
 * Under which number the tags of a page frame are kept. (In Linux these have an
 * xarray of their own, which is called mte_pages as well; here they lie beside
 * those of swap, under a type of swap file that there is none of.)
 */
static inline unsigned long hibernation_key(unsigned long pfn)
{
	return 63UL << SWP_TYPE_SHIFT | pfn;
}

/*
 * Stands for: swsusp_mte_free_storage, arch/arm64/kernel/hibernate.c, v5.10
 */
static void swsusp_mte_free_storage(void)
{
	u32 i;

	for (i = 0; i < NR_FRAMES; i++)
		xa_erase_tags(hibernation_key(PFN_BASE + i));
}

/*
 * Of every page whose tags are valid, which is asked with a barrier now. Without memory for one of them there is no
 * hibernation, and nothing is kept. (In Linux in hibernate.c, as all of this.)
 *
 * Stands for: swsusp_mte_save_tags, arch/arm64/kernel/hibernate.c, <20221104011041.290951-3-pcc@google.com>
 */
static int swsusp_mte_save_tags(void)
{
	u32 i;

	for (i = 0; i < NR_FRAMES; i++) {
		struct page *page = pfn_to_online_page(PFN_BASE + i);
		tags_t *tag_storage;

		if (!page || !page_mte_tagged(page))
			continue;
		/* save_tags() */
		tag_storage = kmalloc_fails() ? NULL : xa_store_tags(hibernation_key(PFN_BASE + i));
		if (!tag_storage) {
			swsusp_mte_free_storage();
			return -ENOMEM;
		}
		mte_save_page_tags(page_address(page), tag_storage);
	}
	return 0;
}
