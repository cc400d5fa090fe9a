/* Frames handed out so far, in order; nothing is freed in the model. The first is the zero page. */
unsigned long nr_allocated = 1;

/*
 * A page for a new owner. Its flags are clear, the tags in it are those that
 * the last owner left.
 *
 * Stands for: alloc_page, include/linux/gfp.h, v5.10
 */
struct page *alloc_page(void)
{
	unsigned long frame = fetch_add(&nr_allocated, 1);

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
