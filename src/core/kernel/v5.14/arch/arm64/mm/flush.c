/*
 * Line by line: what was stored goes to where fetches look for it (DC CVAU), and
 * what they still have of it goes (IC IVAU). Here both in one step. Doing it once
 * more changes nothing: it says nothing of what a line holds.
 *
 * Stands for: sync_icache_aliases, arch/arm64/mm/flush.c, v5.14
 */
static void sync_icache_aliases(struct page *page)
{
	u64 frame = page - mem_map;
	u32 i;

	for (i = 0; i < ICACHE_LINES; i++)
		WRITE_ONCE(icache[frame].line[i], frame_text[frame].line[i]);
}

/*
 * The flag is set after the work (<20210514095001.13236-1-catalin.marinas@arm.com>).
 * Two CPUs may both find it clear and both do the work, which is harmless here.
 *
 * Stands for: __sync_icache_dcache, arch/arm64/mm/flush.c, v5.14
 */
void __sync_icache_dcache(pte_t pte)
{
	struct page *page = pte_page(pte);

	if (!test_bit(PG_dcache_clean, &page->flags)) {
		sync_icache_aliases(page);
		set_bit(PG_dcache_clean, &page->flags);
	}
}
