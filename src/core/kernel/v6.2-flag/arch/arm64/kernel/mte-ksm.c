/*
 * Whether two pages differ. A page that has tags is like no other: its data may
 * be the same, but who comes by a tagged pointer would find another's tags. (The
 * data of pages that the model compares are the same.)
 *
 * Stands for: memcmp_pages, arch/arm64/kernel/mte.c, <20221104011041.290951-3-pcc@google.com>
 */
int memcmp_pages(struct page *page1, struct page *page2)
{
	if (!system_supports_mte())
		return 0;
	if (page_mte_tagged(page1) || page_mte_tagged(page2))
		return page1 != page2;
	return 0;
}
