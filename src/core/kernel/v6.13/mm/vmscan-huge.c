/*
 * Slots in a row for all pages of a huge page; none: 0.
 *
 * Stands for: folio_alloc_swap, mm/swap_slots.c, v6.13
 */
static swp_entry_t folio_alloc_swap(void)
{
	unsigned long offset;

	for (offset = 1; offset + HPAGE_PMD_NR <= NR_SWAP_SLOTS; offset += HPAGE_PMD_NR)
		if (!swap_slots[offset].count && !swap_slots[offset].cached &&
		    !swap_slots[offset + 1].count && !swap_slots[offset + 1].cached)
			return swp_entry(0, offset);
	return swp_entry(0, 0);
}

/*
 * The tags of all its pages are put aside, or of none: if memory runs out, what
 * has been kept for the pages before goes again.
 *
 * Stands for: arch_prepare_to_swap, arch/arm64/mm/mteswap.c, v6.13
 */
static int arch_prepare_to_swap(struct page *head, unsigned long offset)
{
	int ret = 0;
	u32 i;

	for (i = 0; i < HPAGE_PMD_NR; i++) {
		ret = mte_save_tags(head + i, swp_entry(0, offset + i));
		if (ret)
			break;
	}
	if (ret)
		while (i-- > 0)
			mte_invalidate_tags(swp_entry(0, offset + i));
	return ret;
}

/*
 * A huge page goes to swap as a whole, since arch_prepare_to_swap() takes a folio
 * (v6.10, likely [M]); before, memory with tags was split. The lock of its head
 * is the lock of all of it. If its tags cannot be kept it stays in the swap
 * cache, where a fault finds it.
 *
 * Stands for: shrink_folio_list, mm/vmscan.c, v6.13
 */
int shrink_huge_page(struct page *head, unsigned long address)
{
	unsigned long offset;
	int ret = -ENOMEM;
	u32 i;

	for (i = 0; i < HPAGE_PMD_NR; i++)
		lock_page(head + i);
	offset = swp_offset(folio_alloc_swap());
	if (offset) {
		for (i = 0; i < HPAGE_PMD_NR; i++) {
			swap_slots[offset + i].cached = page_to_pfn(head + i);
			try_to_unmap(head + i, address + i * PAGE_SIZE, swp_entry(0, offset + i));
		}
		ret = arch_prepare_to_swap(head, offset);
		for (i = 0; i < HPAGE_PMD_NR && !ret; i++)
			delete_from_swap_cache(swp_entry(0, offset + i));
	}
	for (i = 0; i < HPAGE_PMD_NR; i++)
		unlock_page(head + i);
	return ret;
}
