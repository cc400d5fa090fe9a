/*
 * Zeroes the data of a page, a block (DC ZVA) at a time. Its tags stay.
 *
 * Stands for: clear_page, arch/arm64/lib/clear_page.S, v5.10
 */
void clear_page(struct page *page)
{
	u32 block;

	for (block = 0; CONFIG_ZEROING && block < TAG_BLOCKS; block++)
		dc_zva(page_data(page), block);
}
