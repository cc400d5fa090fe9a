/*
 * Line by line: what was stored goes to where fetches look for it (DC CVAU), and
 * what they still have of it goes (IC IVAU). Here both in one step. Doing it once
 * more changes nothing: it says nothing of what a line holds.
 *
 * Stands for: sync_icache_aliases, arch/arm64/mm/flush.c, v5.10
 */
static void sync_icache_aliases(struct page *page)
{
	u64 frame = page - mem_map;
	u32 i;

	for (i = 0; i < ICACHE_LINES; i++)
		WRITE_ONCE(icache[frame].line[i], frame_text[frame].line[i]);
}

/*
 * The flag is set before the work is done, as PG_mte_tagged is in this release:
 * who finds it set maps the page while its instructions are still the old ones.
 *
 * Stands for: __sync_icache_dcache, arch/arm64/mm/flush.c, v5.10
 */
void __sync_icache_dcache(pte_t pte)
{
	struct page *page = pte_page(pte);

	if (!test_and_set_bit(PG_dcache_clean, &page->flags))
		sync_icache_aliases(page);
}
