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

	if (frame >= NR_FRAMES)
		return NULL;
	ghost ghost_new_owner(&mem_map[frame]);
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
