/*
 * A huge page is split before it goes to swap, and its pages go one by one: each
 * has its own flags and its own saved tags. If the second cannot go, the first
 * is out all the same.
 *
 * Stands for: shrink_page_list, mm/vmscan.c, v5.10
 */
int shrink_huge_page(struct page *head, unsigned long address)
{
	int ret = 0;
	u32 i;

	/* split_huge_page_to_list() */
	clear_bit(PG_head, &head->flags);
	for (i = 0; i < HPAGE_PMD_NR && !ret; i++)
		ret = shrink_page(head + i, address + i * PAGE_SIZE);
	return ret;
}
