/* Frames handed out so far, in order. The first is the zero page. */
unsigned long nr_allocated = 1;

/* By frame: whether it was freed, and waits for its next owner. */
u32 page_is_free[NR_FRAMES];

/*
 * A page without an owner. Its flags go: PG_mte_tagged, and PG_mte_lock where
 * there is one. What it holds stays, its tags too. (That the flags are wiped
 * here and not where it is handed out is likely [M].)
 *
 * Stands for: free_pages_prepare, mm/page_alloc.c, v5.10
 */
void free_page(struct page *page)
{
	WRITE_ONCE(page->flags, 0);
	WRITE_ONCE(page_is_free[page - mem_map], 1);
}

/*
 * A page that was freed, or NULL: the one that was freed is handed out before one
 * that nobody has used for long.
 *
 * Stands for: rmqueue_pcplist, mm/page_alloc.c, v5.10
 */
static struct page *take_free_page(void)
{
	u32 i;

	for (i = 1; i < NR_FRAMES; i++) {
		if (cmpxchg(&page_is_free[i], 1, 0) != 1)
			continue;
		mem_map[i]._mapcount = 0;
		ghost ghost_new_owner(&mem_map[i]);
		return &mem_map[i];
	}
	return NULL;
}

/*
 * A page for a new owner. Its flags are clear, the tags in it are those that
 * the last owner left.
 *
 * Stands for: alloc_page, include/linux/gfp.h, v5.10
 */
struct page *alloc_page(void)
{
	struct page *freed = CONFIG_FREE_PAGES ? take_free_page() : NULL;
	unsigned long frame;

	if (freed)
		return freed;
	frame = fetch_add(&nr_allocated, 1);
	if (frame >= NR_FRAMES - NR_PMEM_FRAMES - NR_MMIO_FRAMES)
		return NULL;
	ghost ghost_new_owner(&mem_map[frame]);
	return &mem_map[frame];
}

/*
 * Two pages in a row for a new owner, aligned to their size: the first is their
 * head. (Two frames of the model may be passed over for that.)
 *
 * Stands for: alloc_hugepage_vma, include/linux/gfp.h, v5.10
 */
struct page *alloc_huge_page(void)
{
	unsigned long frame = (fetch_add(&nr_allocated, HPAGE_PMD_NR + 1) + 1) & ~1UL;
	u32 i;

	if (frame + HPAGE_PMD_NR > NR_FRAMES - NR_PMEM_FRAMES - NR_MMIO_FRAMES)
		return NULL;
	set_bit(PG_head, &mem_map[frame].flags);
	for (i = 0; i < HPAGE_PMD_NR; i++)
		ghost ghost_new_owner(&mem_map[frame + i]);
	return &mem_map[frame];
}

/* Stands for: my_zero_pfn, include/linux/pgtable.h, v5.10 */
static inline unsigned long my_zero_pfn(void)
{
	return PFN_BASE;
}

/* Stands for: is_zero_pfn, include/linux/pgtable.h, v5.10 */
static inline bool is_zero_pfn(unsigned long pfn)
{
	return pfn == my_zero_pfn();
}
