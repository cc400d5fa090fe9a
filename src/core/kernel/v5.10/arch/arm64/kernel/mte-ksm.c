/*
 * Whether two pages differ. A page that has tags is like no other: its data may
 * be the same, but who comes by a tagged pointer would find another's tags. (The
 * data of pages that the model compares are the same.)
 *
 * Stands for: memcmp_pages, arch/arm64/kernel/mte.c, v5.10
 */
int memcmp_pages(struct page *page1, struct page *page2)
{
	if (!system_supports_mte())
		return 0;
	if (test_bit(PG_mte_tagged, &page1->flags) || test_bit(PG_mte_tagged, &page2->flags))
		return page1 != page2;
	return 0;
}
