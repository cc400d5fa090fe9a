/* Memory types: index into MAIR_EL1, which every PTE chooses from. */
#define MT_NORMAL		0
#define MT_NORMAL_TAGGED	1
#define MT_DEVICE_nGnRE		5

/* Stands for: page_to_pfn, include/asm-generic/memory_model.h, v5.10 */
static inline unsigned long page_to_pfn(struct page *page)
{
	return PFN_BASE + (page - mem_map);
}

/* Stands for: pfn_to_page, include/asm-generic/memory_model.h, v5.10 */
static inline struct page *pfn_to_page(unsigned long pfn)
{
	return &mem_map[pfn - PFN_BASE];
}

/*
 * Whether there is a struct page for it.
 *
 * Stands for: pfn_valid, arch/arm64/mm/init.c, v5.10
 */
static inline bool pfn_valid(unsigned long pfn)
{
	return pfn >= PFN_BASE && pfn < PFN_BASE + NR_FRAMES - NR_MMIO_FRAMES;
}

/*
 * NULL for ZONE_DEVICE too: persistent memory, say, which need not have tags.
 *
 * Stands for: pfn_to_online_page, mm/memory_hotplug.c, v5.10
 */
static inline struct page *pfn_to_online_page(unsigned long pfn)
{
	if (!pfn_valid(pfn) || pfn >= PFN_BASE + NR_FRAMES - NR_MMIO_FRAMES - NR_PMEM_FRAMES)
		return NULL;
	return pfn_to_page(pfn);
}

/*
 * Where the kernel reaches a page itself. Here, as far as tags go: the tags
 * of its frame.
 *
 * Stands for: page_address, include/linux/mm.h, v5.10
 */
static inline tags_t *page_address(struct page *page)
{
	return &frame_tags[page - mem_map];
}

/* Where the kernel reaches the data of a page. (In Linux page_address() is the one address for both.) */
static inline data_t *page_data(struct page *page)
{
	return &frame_data[page - mem_map];
}

/*
 * A user pointer without its tag.
 *
 * Stands for: untagged_addr, arch/arm64/include/asm/memory.h, v5.10
 */
static inline u64 untagged_addr(u64 addr)
{
	return addr & ~(0xffUL << MTE_TAG_SHIFT);
}
