/*
 * Zeroes data and tags of a page together: DC GZVA does to both what DC ZVA does
 * to the data alone, so the tags take no step of their own. (Where nobody looks
 * at the data of new pages, the model zeroes the tags only.)
 *
 * Stands for: mte_zero_clear_page_tags, arch/arm64/lib/mte.S, v5.14
 */
void mte_zero_clear_page_tags(struct page *page)
{
	tags_t *tags = page_address(page);
	u32 block;

	for (block = 0; block < TAG_BLOCKS; block++) {
		if (CONFIG_ZEROING)
			dc_gzva(page_data(page), block, tags);
		else
			stgm_zero(tags, block);
		ghost ghost_initialised(tags, block);
	}
}
